/** A stretch of a text, in UTF-16 units; `end` is not part of it. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/**
 * What of `after` is not in `before`, in order: lines first, then word by word in the lines that differ. White space alone is never
 * named. Where too much differs for that, whole lines are. Smaller than `diffWords`, and quick enough to be asked at each key.
 */
export function insertedRanges(before: string, after: string): readonly TextRange[] {
  if (before === after) return [];
  const [old, now] = [before.split('\n'), after.split('\n')];
  const ranges: TextRange[] = [];
  let offset = 0;
  let at = 0;
  for (const { gone, come } of differingBlocks(old, now)) {
    for (; at < come.from; at++) offset += (now[at] ?? '').length + 1;
    const text = now.slice(come.from, come.to).join('\n');
    const inside = insertedWords(old.slice(gone.from, gone.to).join('\n'), text);
    ranges.push(...inside.map(({ start, end }) => ({ start: start + offset, end: end + offset })));
  }
  return ranges;
}

/** About 5 ms, and 2 MB for the while. */
const mostCells = 1_000_000;

interface Block {
  /** Places in the list before, and in the one after: `to` is not part of it. */
  readonly gone: { readonly from: number; readonly to: number };
  readonly come: { readonly from: number; readonly to: number };
}

/** Where two lists differ: what lies between the members of a longest common subsequence. */
function differingBlocks(old: readonly string[], now: readonly string[]): readonly Block[] {
  const most = Math.min(old.length, now.length);
  let head = 0;
  while (head < most && old[head] === now[head]) head++;
  let tail = 0;
  while (tail < most - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++;
  const [oldEnd, nowEnd] = [old.length - tail, now.length - tail];
  const shared = sharedPlaces(old.slice(head, oldEnd), now.slice(head, nowEnd));
  const blocks: Block[] = [];
  let [row, column] = [head, head];
  for (const [oldAt, nowAt] of [...shared, [oldEnd - head, nowEnd - head] as const]) {
    const block = { gone: { from: row, to: oldAt + head }, come: { from: column, to: nowAt + head } };
    if (block.come.to > block.come.from) blocks.push(block);
    [row, column] = [oldAt + head + 1, nowAt + head + 1];
  }
  return blocks;
}

type Places = readonly (readonly [old: number, now: number])[];

/** Of a longest common subsequence; of lists that are too long for one, of members that come in both in the same order. */
function sharedPlaces(old: readonly string[], now: readonly string[]): Places {
  if (old.length * now.length > mostCells) return sharedInOrder(old, now);
  const width = now.length + 1;
  const lengths = new Uint16Array((old.length + 1) * width);
  const lengthAt = (row: number, column: number) => lengths[row * width + column] ?? 0;
  for (let row = old.length - 1; row >= 0; row--) {
    for (let column = now.length - 1; column >= 0; column--) {
      lengths[row * width + column] =
        old[row] === now[column]
          ? lengthAt(row + 1, column + 1) + 1
          : Math.max(lengthAt(row + 1, column), lengthAt(row, column + 1));
    }
  }
  const places: [number, number][] = [];
  for (let row = 0, column = 0; row < old.length && column < now.length; ) {
    if (old[row] === now[column]) places.push([row++, column++]);
    else if (lengthAt(row + 1, column) >= lengthAt(row, column + 1)) row++;
    else column++;
  }
  return places;
}

function sharedInOrder(old: readonly string[], now: readonly string[]): Places {
  const firstAt = new Map(old.map((text, at) => [text, at] as const).toReversed());
  const places: [number, number][] = [];
  let last = -1;
  for (const [at, text] of now.entries()) {
    const place = firstAt.get(text);
    if (place === undefined || place <= last) continue;
    places.push([place, at]);
    last = place;
  }
  return places;
}

/** Scripts without spaces by their characters. */
const word = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|\s+|[\p{L}\p{M}\p{N}_]+|./gsu;

/** A longer text is one word. */
const longestByWord = 40_000;

function wordsOf(text: string): readonly string[] {
  return text.length > longestByWord ? [text] : (text.match(word) ?? []);
}

function insertedWords(before: string, after: string): readonly TextRange[] {
  const words = wordsOf(after);
  const isNew = words.map(() => false);
  for (const { come } of differingBlocks(wordsOf(before), words)) isNew.fill(true, come.from, come.to);
  const ranges: TextRange[] = [];
  let at = 0;
  for (const [place, text] of words.entries()) {
    const end = at + text.length;
    // A space belongs to the new words on its sides.
    const marked = text.trim() === '' ? isNew[place - 1] === true && isNew[place + 1] === true : isNew[place] === true;
    const last = ranges.at(-1);
    if (marked && last?.end === at) ranges[ranges.length - 1] = { start: last.start, end };
    else if (marked) ranges.push({ start: at, end });
    at = end;
  }
  return ranges;
}
