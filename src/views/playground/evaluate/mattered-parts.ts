import type { ScoreRow } from '../../../core/playground/playground-port';

/** A stretch of the prompt, with the drop of the log-probability without it; null: not scored (yet). */
export interface MatteredPart {
  readonly start: number;
  readonly text: string;
  readonly drop: number | null;
  /** 0 to 4: how heavy its underline is, by the greatest drop. */
  readonly doubt: 0 | 1 | 2 | 3 | 4;
}

/** The prompt cut where its parts are, without gaps. */
export function drawnParts(text: string, rows: readonly ScoreRow[]): readonly MatteredPart[] {
  const left = rows
    .flatMap(({ left }) => (left === undefined ? [] : [left]))
    .sort((one, other) => one.start - other.start);
  const most = left.reduce((max, { drop }) => Math.max(max, drop), 0);
  const parts: MatteredPart[] = [];
  let end = 0;
  for (const { start, end: next, drop } of left) {
    if (start > end) parts.push({ start: end, text: text.slice(end, start), drop: null, doubt: 0 });
    const scored = Number.isFinite(drop) ? drop : null;
    parts.push({ start, text: text.slice(start, next), drop: scored, doubt: weightOf(scored ?? 0, most) });
    end = next;
  }
  return end < text.length ? [...parts, { start: end, text: text.slice(end), drop: null, doubt: 0 }] : parts;
}

/** Six that mattered most, and the one that helped least where leaving it out helped. */
export function tops(parts: readonly MatteredPart[]): readonly MatteredPart[] {
  const scored = parts.filter(({ drop }) => drop !== null);
  const sorted = [...scored].sort((one, other) => (other.drop ?? 0) - (one.drop ?? 0));
  const last = sorted.at(-1);
  const first = sorted.filter(({ drop }) => (drop ?? 0) > 0).slice(0, 6);
  return last !== undefined && (last.drop ?? 0) < 0 ? [...first.slice(0, 5), last] : first;
}

function weightOf(drop: number, most: number): MatteredPart['doubt'] {
  if (most <= 0 || drop <= 0) return 0;
  const share = drop / most;
  if (share >= 0.75) return 4;
  if (share >= 0.4) return 3;
  return share >= 0.2 ? 2 : share >= 0.05 ? 1 : 0;
}
