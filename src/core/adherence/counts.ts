import type { Verdict } from '../constitution/principle';
import type { GivenVerdict } from '../conversation/candidate';
import type { Turn } from '../conversation/turn';

/** The author's word, else the judge's. */
export function settledVerdict({ verdict, overruled }: GivenVerdict): Verdict {
  return overruled ?? verdict;
}

export interface FollowedCount {
  readonly followed: number;
  /** Of how many responses to which the principle applies, and of which that is known. */
  readonly of: number;
}

/** How often each principle is followed, by `countId`. One look at all responses, whoever asks. */
export function followedCounts(turns: readonly Turn[]): ReadonlyMap<string, FollowedCount> {
  const known = countsOfTurns.get(turns);
  if (known !== undefined) return known;
  const counts = new Map<string, FollowedCount>();
  for (const given of verdictsIn(turns)) {
    const verdict = settledVerdict(given);
    if (verdict !== 'followed' && verdict !== 'not-followed') continue;
    const id = countId(given.principleId, given.wording);
    const { followed, of } = counts.get(id) ?? { followed: 0, of: 0 };
    counts.set(id, { followed: followed + (verdict === 'followed' ? 1 : 0), of: of + 1 });
  }
  countsOfTurns.set(turns, counts);
  return counts;
}

const countsOfTurns = new WeakMap<readonly Turn[], ReadonlyMap<string, FollowedCount>>();

/** An edited principle is counted anew. */
export function countId(principleId: string, wording: string): string {
  return `${principleId}\n${wording}`;
}

/** In how many of the verdicts that the author gave the judge had said the same. */
export function agreement(turns: readonly Turn[], judge: string): { readonly same: number; readonly of: number } {
  const given = verdictsIn(turns).filter((one) => one.judge === judge && one.overruled !== undefined);
  return { same: given.filter(({ verdict, overruled }) => verdict === overruled).length, of: given.length };
}

function verdictsIn(turns: readonly Turn[]): readonly GivenVerdict[] {
  return turns.flatMap(({ candidates }) => candidates.flatMap(({ verdicts }) => verdicts ?? []));
}
