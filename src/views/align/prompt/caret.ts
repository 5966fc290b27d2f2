/** Where the caret goes after the text was changed from outside: behind what changed. UTF-16 offset in `after`. */
export function caretAfterChange(before: string, after: string): number {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let tail = 0;
  while (tail < shorter - start && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const caret = after.length - tail;
  return splitsPair(after, caret) ? caret + 1 : caret;
}

/** Whether an offset is between the two halves of one character. */
function splitsPair(text: string, at: number): boolean {
  const code = text.codePointAt(at - 1);
  return at > 0 && code !== undefined && code > 0xffff;
}
