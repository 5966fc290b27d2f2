import { contentWords } from '../../../core/constitution/content-words';
import type { Exchange } from '../../../core/instructions/task';
import { textOf } from '../../../core/model/model-prompt';

/** Read of a text, at most: the rest says nothing new about what it is about. */
const mostRead = 4000;

/** Words that requests have, whatever they are about. */
const ofRequests = new Set([
  ...contentWords(
    'critique criticise revise revision rewrite rewritten request human assistant principle last first reply replies answers response choose ' +
      'better best touch touches about request requested where whether without not never no name points out identify explain review reviewer question questions asks asked ask follow ' +
      'follows leave leaves take takes hold holds sentence part parts as like that changes change improve anything something nothing one two only',
  ).keys(),
]);

/** What the user said last. */
export function lastMessage({ conversation }: Pick<Exchange, 'conversation'>): string {
  return textOf(conversation.findLast(({ role }) => role === 'user')?.parts ?? []);
}

/** Words that anybody writes about anything. */
const ofAnything = new Set(
  contentWords(
    'think thought know want need like everything something anything somebody anybody cannot really happens happen good thing things now please hello',
  ).keys(),
);

/** The words of a request that say what it is about, in order, by their stems. */
export function telling(request: string): ReadonlyMap<string, string> {
  return new Map(
    [...contentWords(request.slice(0, mostRead))].filter(
      ([stem, word]) => !ofRequests.has(stem) && !ofAnything.has(stem) && word.length > 2 && /\p{L}/u.test(word),
    ),
  );
}

/** The words of a text that carry its meaning, as they were typed, longest first where there are many. */
export function subjectsOf(text: string): readonly string[] {
  const read = text.slice(0, mostRead);
  const small = read.toLowerCase();
  const words = [...telling(read).values()].map((word) => {
    const at = small.length === read.length ? small.indexOf(word) : -1;
    return at === -1 ? word : read.slice(at, at + word.length);
  });
  return words.slice(0, 6);
}

/** “float”, “space” and “station” */
export function listOf(words: readonly string[]): string {
  const quoted = words.map((word) => `“${word}”`);
  const [last = ''] = quoted.slice(-1);
  return quoted.length < 2 ? last : `${quoted.slice(0, -1).join(', ')} and ${last}`;
}

/** What stands in the curly quotes of a request that was made from a principle; else the request itself. */
export function principleIn(request: string): string {
  return quotedIn(request)[0] ?? request;
}

/** What stands in curly quotes, in order. */
export function quotedIn(text: string): readonly string[] {
  return text
    .split('“')
    .slice(1, mostQuotes)
    .flatMap((part) => {
      const end = part.indexOf('”');
      return end < 1 ? [] : part.slice(0, end);
    });
}

const mostQuotes = 20;
