import type { Source } from '../constitution/principle';
import { saidBefore } from '../conversation/compose';
import { pathTo } from '../conversation/tree';
import type { Turn } from '../conversation/turn';
import { textOf } from '../model/model-prompt';
import type { PromptDocument } from '../prompt/prompt-document';

interface MadePrinciple {
  readonly text: string;
  readonly source: Extract<Source, { readonly by: 'feedback' }>;
  /** Where it is in the constitution already. */
  readonly id?: string;
}

interface MadeIn {
  readonly turns: readonly Turn[];
  readonly prompt: PromptDocument;
}

/** What of a principle that was made of feedback is true of that one conversation or run alone. */
export function borrowedFrom({ text, source, id }: MadePrinciple, { turns, prompt }: MadeIn) {
  const path = pathTo(turns, source.run.id);
  const input = path.at(-1)?.input;
  const isChat = input !== undefined && input.message !== null;
  const before = saidBefore(path).map(({ parts }) => textOf(parts));
  const others = prompt.principles.filter((principle) => principle.id !== id);
  const words = borrowedWords({
    text,
    said: [source.response, ...before, ...(isChat ? [] : Object.values(input?.values ?? {}))],
    known: [isChat ? input.prompt : prompt.preamble, source.was ?? '', ...others.map((principle) => principle.text)],
  });
  return { words, place: isChat ? ('conversation' as const) : ('run' as const) };
}

interface Borrowing {
  /** Of a proposed principle. */
  readonly text: string;
  /** Where the words may come from: what was said, or what the prompt was filled in with, and the response. */
  readonly said: readonly string[];
  /** What holds for every conversation or run: words that stand there as well belong to the bot or the prompt. */
  readonly known: readonly string[];
}

/**
 * The names, numbers and quotations of a principle that come from what it was made of, in the order in which they stand in it, each once. A
 * principle that names what occurs once is followed in that one case alone.
 */
export function borrowedWords({ text, said, known }: Borrowing): readonly string[] {
  const found = [...quotations(text), ...namesAndNumbers(text)].toSorted((a, b) => a.at - b.at);
  if (found.length === 0) return [];
  const [there, everywhere] = [said, known].map(asOneLine);
  const isBorrowed = (words: string) => {
    const looked = asOneLine([words]);
    return looked.trim() !== '' && there?.includes(looked) === true && everywhere?.includes(looked) !== true;
  };
  const borrowed = found.flatMap(({ words }) => {
    if (isBorrowed(words)) return [words];
    // Of a full name perhaps only a part was said.
    return words.startsWith('“') ? [] : words.split(' ').filter(isBorrowed);
  });
  return [...new Set(borrowed)];
}

interface Place {
  readonly at: number;
  /** A quotation in its marks. */
  readonly words: string;
}

/** In characters of a text: beyond this nobody looks for where a word comes from. */
const longestRead = 100_000;

const token = /\p{N}+(?:[.,:]\p{N}+)*|[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*|[.!?:;\n"“”„«»]/gu;

function quotations(text: string): readonly Place[] {
  return [...text.matchAll(/["“„«]([^"“”„«»\n]{2,200})["”“»]/g)].map(({ 1: words = '', index }) => ({
    at: index,
    words: `“${words.trim()}”`,
  }));
}

/** Capitalised words that begin no sentence, with those right behind them; and numbers in digits. */
function namesAndNumbers(text: string): readonly Place[] {
  const places: Place[] = [];
  let isBeginning = true;
  let end = -2;
  for (const { 0: word, index } of text.matchAll(token)) {
    const isName = !isBeginning && /^\p{Lu}[\p{L}\p{M}]/u.test(word);
    const last = places.at(-1);
    if (isName && last !== undefined && end === index - 1 && /^\p{Lu}/u.test(last.words))
      places.splice(-1, 1, { at: last.at, words: `${last.words} ${withoutGenitive(word)}` });
    else if (isName) places.push({ at: index, words: withoutGenitive(word) });
    else if (/^\p{N}/u.test(word)) places.push({ at: index, words: word });
    if (isName) end = index + word.length;
    isBeginning = /^[^\p{L}\p{N}]/u.test(word) && !/[”»]/.test(word);
  }
  return places;
}

function withoutGenitive(word: string): string {
  return word.replace(/['’]s$/u, '');
}

/** In small letters, words and numbers alone, with a space before and after each. */
function asOneLine(texts: readonly string[]): string {
  const words = texts.flatMap((text) => text.slice(0, longestRead).toLowerCase().match(token) ?? []);
  const spoken = words.filter((word) => /^[\p{L}\p{N}]/u.test(word)).map(withoutGenitive);
  return ` ${spoken.join(' ')} `;
}
