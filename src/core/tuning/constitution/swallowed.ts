import type { RequestPair, TuningConstitution } from './tuning-constitution';

/**
 * A pair whose request for a critique goes on with the request for its revision, as one in a widely copied file does. What stands as its
 * revision then mostly belongs to the pair after it.
 */
export interface SwallowedParts {
  readonly critique: string;
  readonly revision: string;
}

const heading = 'RevisionRequest:';

/** What the pair ought to be; null where nothing is swallowed. */
export function swallowedParts({ critique }: Pick<RequestPair, 'critique'>): SwallowedParts | null {
  const at = critique.indexOf(heading);
  if (at === -1) return null;
  return { critique: critique.slice(0, at).trim(), revision: critique.slice(at + heading.length).trim() };
}

/** Ids of the pairs that have swallowed their revision. */
export function findSwallowed({ pairs }: TuningConstitution): readonly string[] {
  return pairs.flatMap((pair) => (swallowedParts(pair) === null ? [] : pair.id));
}

export function splitSwallowed(constitution: TuningConstitution, pairId: string): TuningConstitution {
  const pairs = constitution.pairs.map((pair) => (pair.id === pairId ? { ...pair, ...swallowedParts(pair) } : pair));
  return { ...constitution, pairs };
}
