import type { Constitution } from './principle';

/** Two principles in these words: with others they are another pair. */
export interface PrinciplePair {
  readonly one: Wording;
  readonly other: Wording;
}

interface Wording {
  readonly id: string;
  readonly text: string;
}

/** Two principles that cannot both be followed, as the alignment model sees it. */
export interface Contradiction extends PrinciplePair {
  /** In words that follow a colon; may be empty. */
  readonly why: string;
}

/** Whether both principles are there and on, in the words that were compared. */
export function stillStands({ one, other }: PrinciplePair, constitution: Constitution): boolean {
  return [one, other].every(({ id, text }) =>
    constitution.some((principle) => principle.id === id && principle.text === text && principle.status === 'on'),
  );
}

/** The same for two principles in either order, as they are worded. */
export function pairKey(one: Wording, other: Wording): string {
  return JSON.stringify([one, other].map(({ id, text }) => [id, text]).sort());
}

export function isOfPair({ one, other }: PrinciplePair, ids: readonly [string, string]): boolean {
  return ids.includes(one.id) && ids.includes(other.id);
}
