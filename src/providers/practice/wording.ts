import { withoutEnd } from '../../core/text-ends';

/** Words that turn or bound what a sentence says. `stop` and `avoid` forbid as "not" does. */
const negation =
  /(?<![\p{L}\p{N}])(?:not|no|none|nothing|nobody|nowhere|neither|nor|never|without|cannot|hardly|avoid\p{L}*|stop\p{L}*|quit|instead of|rather than)(?![\p{L}\p{N}])|n't(?!\p{L})/iu;

/** Whether a sentence in plain words (see `plainWords`) forbids or denies something. */
export function hasNegation(plain: string): boolean {
  return negation.test(plain);
}

const countWords =
  'two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred half twice'.split(' ');
const number = new RegExp(`(?<![\\p{L}\\p{N}])(?:\\d[\\d.,:/-]*\\d|\\d|${countWords.join('|')})(?![\\p{L}])`, 'giu');

/** The amounts in a text, in digits or words; "one" and "third" mostly point at something and are left out. */
export function numbersIn(text: string): readonly string[] {
  return (text.match(number) ?? []).map((found) => found.toLowerCase());
}

/** As people would have typed it: straight apostrophes, "dont" with its own, single spaces, no mark at the end, a small first letter. */
export function plainWords(sentence: string): string {
  return sentence
    .replace(/[’‘`´]/g, "'")
    .replace(/\b(do|does|did|is|are|was|were|should|could|would|must|has|have|ca|wo)nt\b/gi, "$1n't")
    .replace(/\s+/g, ' ')
    .replace(/^ ?["“]?(?=\S)/, '')
    .replace(/\bto (?=(?:long|short|formal|wordy|complicated|technical|vague|generic|boring|casual)\W{0,9}$)/i, 'too ')
    .replace(/^\p{Lu}(?=\p{Ll}|['\s])/u, (letter) => letter.toLowerCase());
}

export function withoutMarks(text: string): string {
  return withoutEnd(text, ' \t\n.!?…,');
}

const abbreviation =
  /(?:^|[\s("])(?:e\.g|i\.e|etc|vs|approx|incl|no|nr|dr|mr|mrs|ms|st|z\.b|d\.h|bzw|ca|usw|p\.m|a\.m|\p{L})$/iu;

/** The sentences of a remark, as written, with the marks at their ends; each line is one at least, without the mark of a list. */
export function remarkSentences(text: string): readonly string[] {
  const lines = text
    .split(/\n+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const isList = lines.length > 1;
  return lines.flatMap((line) => splitLine(isList ? line.replace(/^(?:[-*•]|\d{1,2}[.)])\s+/, '') : line));
}

function splitLine(line: string): readonly string[] {
  const sentences: string[] = [];
  let start = 0;
  for (const { 0: mark, index } of line.matchAll(/[.!?…]["”')]*\s|[。！？]/g)) {
    const before = line.slice(Math.max(start, index - 8), index);
    if (mark.startsWith('.') && abbreviation.test(before)) continue;
    sentences.push(line.slice(start, index + mark.length).trim());
    start = index + mark.length;
  }
  return [...sentences, line.slice(start).trim()].filter((sentence) => sentence !== '');
}
