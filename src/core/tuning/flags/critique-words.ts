import type { TextTurn } from '../run/made-row';
import { tokensOf } from './text-tokens';

interface CritiqueOfText {
  readonly critique: string;
  readonly before: string;
  readonly after: string;
  readonly turns: readonly TextTurn[];
}

/**
 * Whether none of the words that a revision brought or took away is a word of the critique. Words are compared by their beginnings, since
 * "explains" may be met by "explanation". A critique without a word of its own cannot be ignored in this way.
 */
export function ignoresCritique({ critique, before, after, turns }: CritiqueOfText): boolean {
  const asked = stemsOf(critique);
  if (asked.size === 0) return false;
  const [old, now] = [stemsOf(before), stemsOf(after)];
  const prompt = stemsOf(turns.map(({ text }) => text).join('\n'));
  const isTakenUp = [...asked].some((stem) => old.has(stem) !== now.has(stem));
  // What all of them say is what they are about, and no change of it has to show.
  const hasOwnWords = [...asked].some((stem) => !(old.has(stem) && now.has(stem)) && !prompt.has(stem));
  return hasOwnWords && !isTakenUp;
}

const stemLetters = 5;

/** Of words long enough to mean something. A character of Chinese is a word of its own. */
function stemsOf(text: string): ReadonlySet<string> {
  return new Set(
    tokensOf(text).flatMap((word) => {
      const isLong = word.length >= 4 || (word.charCodeAt(0) >= 0xe00 && word.charCodeAt(0) < 0xac00);
      return isLong && !emptyWords.has(word) ? [word.slice(0, stemLetters)] : [];
    }),
  );
}

/** What critiques are made of, whatever they are about. */
const emptyWords: ReadonlySet<string> = new Set(
  'answer answers reply response assistant revision critique should would could that this with from have been were will than then them they their there what when which while because also does doing more most must very about into only your'.split(
    ' ',
  ),
);
