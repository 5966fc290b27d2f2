import type { SourceRow } from '../../dataset/row-source';
import { err, ok, type Result } from '../../result';
import type { TuningPrompt } from '../run/made-row';

/** A prompt with two answers to it, the better one first. */
export interface PairRead extends TuningPrompt {
  readonly chosen: string;
  readonly rejected: string;
}

/** A row that is no pair, by its number in the file. */
export interface RefusedRow {
  readonly row: number;
  readonly reason: string;
}

export interface PairsRead {
  readonly pairs: readonly PairRead[];
  readonly refused: readonly RefusedRow[];
}

/** What the ancestor writes in place of both answers where it could not read a choice. */
const unclear = '--unclear--';

const columnNames = ['prompt', 'chosen', 'rejected'] as const;

/**
 * Pairs of a table with the columns `prompt`, `chosen` and `rejected`, texts as they are, and an `id` where it has that. Rows that teach
 * nothing are refused: no choice was made, the answers are equal, or a text is empty. The error names the columns that were found.
 */
export function readPairs(columns: readonly string[], rows: Iterable<SourceRow>): Result<PairsRead, string> {
  const [prompt = -1, chosen = -1, rejected = -1] = columnNames.map((name) => columns.indexOf(name));
  if (Math.min(prompt, chosen, rejected) === -1)
    return err(
      `Expected the columns prompt, chosen and rejected, and found ${columns.join(', ')}. Rename them, and bring the file in again.`,
    );
  const id = columns.indexOf('id');
  const pairs: PairRead[] = [];
  const refused: RefusedRow[] = [];
  for (const { number: row, cells } of rows) {
    const texts = { prompt: cells[prompt] ?? '', chosen: cells[chosen] ?? '', rejected: cells[rejected] ?? '' };
    const reason = whyRefused(texts);
    if (reason !== null) {
      refused.push({ row, reason });
      continue;
    }
    const turns = [{ role: 'user', text: texts.prompt }] as const;
    pairs.push({ row, id: cells[id]?.trim() || String(row), turns, chosen: texts.chosen, rejected: texts.rejected });
  }
  return ok({ pairs, refused });
}

function whyRefused({ prompt, chosen, rejected }: Readonly<Record<(typeof columnNames)[number], string>>) {
  if (prompt.trim() === '') return 'There is no prompt.';
  if (chosen.trim() === unclear || rejected.trim() === unclear) return `“${unclear}” stands in place of a choice.`;
  if (chosen.trim() === '' || rejected.trim() === '') return 'An answer is empty.';
  return chosen === rejected ? 'Chosen and rejected are equal.' : null;
}
