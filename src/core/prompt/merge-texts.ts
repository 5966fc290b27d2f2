import { diffWords } from './diff-words';

interface TextMerge {
  /** What both were made from. */
  readonly base: string;
  /** Gives way where both changed the same words. */
  readonly yields: string;
  readonly wins: string;
}

/**
 * A three-way merge by word: every change of `wins`, and the changes of `yields` that touch none of them. Words that `yields` put
 * between two sentences of a passage that `wins` takes out stay.
 */
export function mergeTexts({ base, yields, wins }: TextMerge): string {
  if (yields === base) return wins;
  if (wins === base) return yields;
  const winning = hunks(base, wins);
  const changes = hunks(base, yields);
  const yielding = changes.filter((hunk) => winning.every((other) => !collide(hunk, other)));
  const kept = changes
    .filter((hunk) => !yielding.includes(hunk) && hunk.start === hunk.end && isSentenceEnd(base, hunk.start))
    .map((hunk) => movedBehind(hunk, winning));
  return applied(base, [...winning.map(withRank(1)), ...[...yielding, ...kept].map(withRank(0))]);
}

/** `text` takes the place of what stands from `start` to `end`. */
interface Hunk {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

interface RankedHunk extends Hunk {
  /** Of two at the same place, the lower one stands first. */
  readonly rank: number;
}

function hunks(base: string, changed: string): readonly Hunk[] {
  const found: Hunk[] = [];
  let at = 0;
  let open: Hunk | null = null;
  for (const { kind, text } of diffWords(base, changed)) {
    if (kind === 'same') {
      if (open !== null) found.push(open);
      open = null;
      at += text.length;
      continue;
    }
    const last: Hunk = open ?? { start: at, end: at, text: '' };
    if (kind === 'del') at += text.length;
    open = { start: last.start, end: at, text: kind === 'ins' ? last.text + text : last.text };
  }
  return open === null ? found : [...found, open];
}

/** Changes that only touch at an end do not collide. */
function collide(one: Hunk, other: Hunk): boolean {
  return one.start < other.end && other.start < one.end;
}

/** Words that were put into a passage which goes stand where the passage ended. */
function movedBehind(hunk: Hunk, winning: readonly Hunk[]): Hunk {
  const around = winning.find((other) => collide(hunk, other));
  if (around === undefined) return hunk;
  const parted = /^\s/.test(hunk.text) ? hunk.text : ` ${hunk.text}`;
  return { start: around.end, end: around.end, text: parted.trimEnd() };
}

function isSentenceEnd(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 8), at).trimEnd();
  return before === '' || '.!?。！？:'.includes(before.slice(-1)) || text[at - 1] === '\n';
}

function withRank(rank: number): (hunk: Hunk) => RankedHunk {
  return (hunk) => ({ ...hunk, rank });
}

function applied(base: string, changes: readonly RankedHunk[]): string {
  const sorted = changes.toSorted((a, b) => a.start - b.start || a.end - b.end || a.rank - b.rank);
  let text = '';
  let at = 0;
  for (const change of sorted) {
    text += base.slice(at, change.start) + change.text;
    at = Math.max(at, change.end);
  }
  return text + base.slice(at);
}
