import { type Contradiction, pairKey, stillStands } from '../../../core/constitution/contradiction';
import type { Principle } from '../../../core/constitution/principle';
import type { Conflict } from '../../../core/prompt/find-conflicts';
import { withoutEnd } from '../../../core/text-ends';

export type Conflicts = ReadonlyMap<string, readonly Conflict[]>;

/** What the rules found and what the alignment model did, where that still stands; of a pair the rules' own words. */
export function withContradictions(
  conflicts: Conflicts,
  found: readonly Contradiction[],
  principles: readonly Principle[],
): Conflicts {
  const standing = found.filter((one) => stillStands(one, principles));
  if (standing.length === 0) return conflicts;
  const all = new Map(conflicts);
  const add = (id: string, otherId: string, why: string) => {
    const known = all.get(id) ?? [];
    if (known.some((one) => one.id === otherId && one.kind === 'contradiction')) return;
    const n = principles.findIndex((principle) => principle.id === otherId) + 1;
    const others = known.filter((one) => one.id !== otherId);
    all.set(id, [
      ...others,
      { kind: 'contradiction', id: otherId, n, why: why === '' ? 'both cannot be followed' : withoutEnd(why, '.') },
    ]);
  };
  for (const { one, other, why } of standing) {
    add(one.id, other.id, why);
    add(other.id, one.id, why);
  }
  return all;
}

interface Shown {
  readonly principles: readonly Principle[];
  /** May be of an earlier version of the list: what no longer holds is left out. */
  readonly conflicts: Conflicts;
  /** The principle that has just arrived or changed. */
  readonly freshId: string | null;
  /** `pairKey` of those that the author keeps as they are. */
  readonly kept: ReadonlySet<string>;
  /** The result before: a list that says the same stays the same list, so that its row does not render again. */
  readonly before?: Conflicts;
}

/**
 * The conflicts to flag, by principle, with the numbers of today. Each pair is flagged once: at the one that is fresh, or else
 * at the later one, since that is the one that was added without need.
 */
export function shownConflicts({ principles, conflicts, freshId, kept, before }: Shown): Conflicts {
  const places = new Map(principles.map((principle, index) => [principle.id, { principle, n: index + 1 }]));
  const shown = new Map<string, readonly Conflict[]>();
  for (const [id, found] of conflicts) {
    const own = places.get(id);
    if (own?.principle.status !== 'on') continue;
    const flagged = found.flatMap((conflict): Conflict[] => {
      const other = places.get(conflict.id);
      if (other?.principle.status !== 'on') return [];
      const isHere = freshId === id || (freshId !== other.principle.id && other.n < own.n);
      if (!isHere || (kept.size > 0 && kept.has(pairKey(own.principle, other.principle)))) return [];
      return [conflict.n === other.n ? conflict : { ...conflict, n: other.n }];
    });
    if (flagged.length > 0) shown.set(id, sameList(before?.get(id), flagged));
  }
  return shown;
}

function sameList(before: readonly Conflict[] | undefined, now: readonly Conflict[]): readonly Conflict[] {
  if (before?.length !== now.length) return now;
  const same = now.every((conflict, index) => {
    const earlier = before[index];
    return earlier?.id === conflict.id && earlier.n === conflict.n && earlier.why === conflict.why;
  });
  return same ? before : now;
}
