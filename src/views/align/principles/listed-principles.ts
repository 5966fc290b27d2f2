import type { PrincipleScope } from '../../../core/constitution/condition';
import type { Principle } from '../../../core/constitution/principle';

export interface ListedPrinciple {
  readonly principle: Principle;
  /** Its number in the whole list, from 1. */
  readonly n: number;
}

/** Which principles are listed: all, those that hold then, or these. */
export type PrincipleFilter = 'all' | PrincipleScope | ListedOnly;

interface ListedOnly {
  /** What they have in common. */
  readonly label: string;
  readonly ids: ReadonlySet<string>;
}

/** The principles that the filter lets through and that hold every word of the query, or have it as their number. */
export function listedPrinciples(
  principles: readonly Principle[],
  query: string,
  filter: PrincipleFilter = 'all',
): readonly ListedPrinciple[] {
  const all = principles
    .map((principle, index) => ({ principle, n: index + 1 }))
    .filter(({ principle }) => isLetThrough(principle, filter));
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return all;
  return all.filter(({ principle, n }) => {
    const text = principle.text.toLowerCase();
    return words.every((word) => text.includes(word) || String(n) === word);
  });
}

function isLetThrough({ id, when }: Principle, filter: PrincipleFilter): boolean {
  if (filter === 'all') return true;
  return typeof filter === 'string' ? (when?.scope ?? 'always') === filter : filter.ids.has(id);
}

/** Who gets the focus when principles go: the next one that stays, else the one before; null when none is left. */
export function neighbourOf(principles: readonly Principle[], gone: readonly string[]): string | null {
  const leaves = (principle: Principle) => gone.includes(principle.id);
  const last = principles.findLastIndex(leaves);
  const next = principles.slice(last + 1).find((principle) => !leaves(principle));
  const before = principles.slice(0, Math.max(last, 0)).findLast((principle) => !leaves(principle));
  return (next ?? before)?.id ?? null;
}
