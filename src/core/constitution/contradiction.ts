import type { Constitution } from './principle';

/** Two principles that cannot both be followed, as the alignment model sees it: of these words, and of no others. */
export interface Contradiction {
  readonly one: { readonly id: string; readonly text: string };
  readonly other: { readonly id: string; readonly text: string };
  /** In words that follow a colon; may be empty. */
  readonly why: string;
}

/** Whether both principles are there and on, in the words that were compared. */
export function stillStands({ one, other }: Contradiction, constitution: Constitution): boolean {
  return [one, other].every(({ id, text }) =>
    constitution.some((principle) => principle.id === id && principle.text === text && principle.status === 'on'),
  );
}

export function isOfPair({ one, other }: Contradiction, ids: readonly [string, string]): boolean {
  return ids.includes(one.id) && ids.includes(other.id);
}
