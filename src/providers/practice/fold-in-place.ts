import { numberPattern } from '../../core/adherence/english';
import { isWhollyRead, listNouns, read, subjectsOf } from '../../core/adherence/rules';
import { withoutEnd } from '../../core/text-ends';

/** A preamble in which a principle has taken the place of what was said of the same thing, and what of the principle is left to add. */
export interface FoldedInPlace {
  readonly preamble: string;
  readonly left: string | null;
}

/** Null where the preamble states no amount, length or format that the principle (one sentence) changes. */
export function foldInPlace(preamble: string, principle: string): FoldedInPlace | null {
  return countInPlace(preamble, principle) ?? lengthInPlace(preamble, principle) ?? formInPlace(preamble, principle);
}

const bound = 'exactly|at most|at least|no more than|not more than|no fewer than|up to|only|just';
/** "Give exactly five short tips, each in one sentence" */
const ordered = new RegExp(
  `^(?:give|list|suggest|name|offer|write)(?: me)? ((?:(?:${bound}) )?)(${numberPattern})(?: (${listNouns}))?((?:,? (?:each|every|as an?|in|with) [^.!?{}]{2,80})?)[.!]?$`,
  'i',
);
/** "three creative uses", "a tip" */
const stated = new RegExp(`\\b(?:(?:${bound}) )?(${numberPattern}|an?) ((?:[a-z-]+ ){0,2})(${listNouns})\\b`, 'i');

function countInPlace(preamble: string, principle: string): FoldedInPlace | null {
  const [, qualifier = '', number = '', noun = '', tail = ''] = ordered.exec(principle) ?? [];
  const found = stated.exec(preamble);
  if (number === '' || found === null) return null;
  const [phrase, of = '', between = '', statedNoun = ''] = found;
  // "a summary of ideas" states no amount of ideas.
  if (/^an?$/i.test(of) && (statedNoun.endsWith('s') || /\b(?:of|for|in|with|and|to)\b/.test(between))) return null;
  if (noun !== '' && plural(noun) !== plural(statedNoun)) return null;
  const isOne = /^(?:1|one)$/i.test(number);
  const amount = `${qualifier}${number} ${between}${isOne ? singular(statedNoun) : plural(statedNoun)}`;
  const changed = preamble.slice(0, found.index) + amount + preamble.slice(found.index + phrase.length);
  return tail === '' ? { preamble: changed, left: null } : withTail(changed, found.index + amount.length, tail);
}

/** ", each in one sentence" at the end of the sentence that states the amount; a sentence of its own where that one ends with its input. */
function withTail(preamble: string, from: number, tail: string): FoldedInPlace {
  const rest = /[.!?](?=\s|$)|\n|$/.exec(preamble.slice(from));
  const end = from + (rest?.index ?? preamble.length - from);
  const sentence =
    preamble
      .slice(0, end)
      .split(/[.!?\n]\s/)
      .at(-1) ?? '';
  const isOpen = sentence.includes(':') || / (?:each|every|as a) /.test(sentence.slice(from - end));
  if (isOpen) return { preamble, left: ownSentence(tail) };
  return { preamble: preamble.slice(0, end) + tail + preamble.slice(end), left: null };
}

function ownSentence(tail: string): string {
  const words = tail.replace(/^,? /, '');
  return /^(?:each|every)\b/i.test(words) ? `Put ${words}.` : `Answer ${words}.`;
}

const units = 'words?|sentences?|lines?|paragraphs?';
const limits =
  'at most|at least|no more than|not more than|no fewer than|up to|under|over|below|fewer than|less than|more than|about|exactly';
const length = new RegExp(`\\b(?:(?:${limits}) )?(?:${numberPattern}|a single|a) (?:short )?(${units})\\b`, 'i');

function lengthInPlace(preamble: string, principle: string): FoldedInPlace | null {
  const wanted = length.exec(principle);
  const found = length.exec(preamble);
  if (wanted === null || found === null || !isAbout(principle, ['words', 'sentences'])) return null;
  if (
    plural(wanted[1] ?? '') !== plural(found[1] ?? '') ||
    /\b(?:each|every|per)\b/i.test(sentenceAt(preamble, found.index))
  )
    return null;
  return {
    preamble: preamble.slice(0, found.index) + wanted[0] + preamble.slice(found.index + found[0].length),
    left: null,
  };
}

const form =
  /\b(?:as|in|using|with) (?:an? |one |a single )?(?:numbered list|bulleted list|bullet list|list with bullets|bullet points|bullets|list|paragraph|prose)\b/i;

const formWords = {
  'numbered list': 'as a numbered list',
  'list with bullets': 'as a list with bullets',
  paragraph: 'in one paragraph',
};

function formInPlace(preamble: string, principle: string): FoldedInPlace | null {
  const wanted = read(principle).form;
  if (wanted === undefined || !isAbout(principle, ['form']) || !form.test(preamble)) return null;
  return { preamble: preamble.replace(form, formWords[wanted]), left: null };
}

/** Whether that is all that a principle is about. */
function isAbout(principle: string, subjects: readonly string[]): boolean {
  return isWhollyRead(principle) && subjectsOf(principle).every((subject) => subjects.includes(subject));
}

function sentenceAt(text: string, at: number): string {
  return (
    text
      .slice(Math.max(0, at - 80), at + 80)
      .split(/[.!?\n]/)
      .find((part) => part.includes(text.slice(at, at + 3))) ?? ''
  );
}

function plural(noun: string): string {
  const lower = noun.toLowerCase();
  return lower === '' || lower.endsWith('s') ? lower : `${lower}s`;
}

function singular(noun: string): string {
  return withoutEnd(noun, 's');
}
