import type { BiasRow } from '../../../core/playground/playground-work';

/** What was typed: `#8325` is an id, all else a text to the byte; null: nothing. */
export function biasToken(typed: string): BiasRow['token'] | null {
  if (typed === '') return null;
  const id = /^#(\d{1,9})$/.exec(typed)?.[1];
  return id === undefined ? { kind: 'text', text: typed } : { kind: 'id', id: Number(id) };
}
