interface QuotaRequest {
  /** Rows wanted on the side. */
  readonly size: number;
  /** Rows of each label in the whole. */
  readonly totals: readonly number[];
  /** Rows of each label that the side may take, so that the others have theirs. */
  readonly limits: readonly number[];
}

/**
 * How many rows of each label a side gets: its share of the whole, by largest remainder, so that no label is a row or more away from its
 * share; but one of every label, where that is possible, and never more than its limit.
 */
export function sideQuotas({ size, totals, limits }: QuotaRequest): number[] {
  const all = totals.reduce((sum, total) => sum + total, 0);
  const shares = totals.map((total) => (all === 0 ? 0 : (size * total) / all));
  const least = limits.map((limit) => Math.min(1, limit));
  const present = least.reduce((sum, one) => sum + one, 0) <= size;
  const floors = present ? least : totals.map(() => 0);
  const quotas = shares.map((share, at) => Math.min(limits[at] ?? 0, Math.max(floors[at] ?? 0, Math.floor(share))));
  let open = size - quotas.reduce((sum, quota) => sum + quota, 0);
  const gap = (at: number) => (shares[at] ?? 0) - (quotas[at] ?? 0);
  while (open !== 0) {
    const step = open > 0 ? 1 : -1;
    const movable = [...quotas.keys()].filter((at) =>
      step > 0 ? (quotas[at] ?? 0) < (limits[at] ?? 0) : (quotas[at] ?? 0) > (floors[at] ?? 0),
    );
    if (movable.length === 0) break;
    const next = movable.reduce((best, at) => (gap(at) * step > gap(best) * step ? at : best));
    quotas[next] = (quotas[next] ?? 0) + step;
    open -= step;
  }
  return quotas;
}
