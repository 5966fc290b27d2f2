import { err, ok, type Result } from '../../../core/result';

/** Ids of tokens as people type or paste them: parted by commas or spaces, in brackets or not. */
export function readIds(typed: string): Result<readonly number[], string> {
  const words = typed
    .replace(/[[\]()]/g, ' ')
    .split(/[\s,;]+/)
    .filter((word) => word !== '');
  if (words.length === 0) return err('Type ids, parted by commas.');
  const wrong = words.find((word) => !/^\d{1,9}$/.test(word));
  if (wrong !== undefined) return err(`An id is a whole number from 0, and “${wrong.slice(0, 20)}” is none.`);
  return ok(words.map(Number));
}
