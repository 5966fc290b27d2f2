import { counted, isForeign, numberPattern, wordsOf } from '../../core/adherence/english';
import { listNouns, read } from '../../core/adherence/rules';
import type { MutationSubject } from '../../core/instructions/task';
import { critiques, kudos, type Phrasings, wishes } from './phrasings';
import { rationalePrinciple } from './rationales';
import { rewriteDifference } from './rewrite';
import { hasNegation, numbersIn, plainWords, remarkSentences, withoutMarks } from './wording';

export type Remark = Pick<MutationSubject, 'preamble' | 'prompt' | 'response' | 'feedback' | 'conversation'>;

/**
 * Feedback as a principle. Each idea of it becomes an instruction where a rule is sure of the whole of it; every other one is kept as the
 * author wrote it, since a sentence that is half understood is easily turned into its opposite.
 */
export function toPrinciple({ preamble, response, feedback, conversation = [] }: Remark): string {
  const nouns = nounsOf(preamble);
  if (feedback.kind === 'rewrite') return rewriteDifference(response, feedback.text, nouns ?? 'points');
  const { text, quote } = feedback;
  const named = quote?.trim().replace(/\s+/g, ' ') ?? '';
  if (named !== '' && unwanted.test(withoutMarks(plainWords(text)))) return `Do not use "${named}".`;
  const ready = rationalePrinciple(text, { response, conversation, nouns: nouns ?? 'points' });
  if (ready !== undefined) return asWritten(ready);
  const kept = ideas(text, { isCritique: feedback.kind === 'critique', response, nouns });
  return named !== '' && pointing.test(kept) ? `"${named}": ${kept}` : kept;
}

const unwanted =
  /^(?:please )?(?:drop|remove|delete|cut|avoid|no|lose|skip)(?: (?:this|that|it|these|those|the phrase|this (?:word|phrase|part|sentence)))?(?: please)?$/i;
const pointing = /\b(?:this|that|these|those|here)\b/i;
interface Reading {
  readonly isCritique: boolean;
  readonly response: string;
  /** What the prompt asks for several of; null when it names nothing. */
  readonly nouns: string | null;
}

interface Idea {
  readonly text: string;
  /** The measure of a length is ours, and gives way to one of the author's. */
  readonly measured?: boolean;
  readonly sure: boolean;
}

function ideas(text: string, reading: Reading): string {
  const sentences = text.length > longestRead ? [text] : remarkSentences(text);
  const said = sentences.length > 1 ? sentences.filter((sentence) => !isEmptyPraise(sentence)) : sentences;
  const found = (said.length === 0 ? sentences : said).flatMap((sentence) => ideasOf(sentence, reading));
  if (found.length > 0 && found.every(({ sure }) => !sure))
    return asWritten(said.length < sentences.length ? said.join(' ') : text);
  const isLimited = found.some(({ measured, text: idea }) => measured !== true && setsLength(idea));
  const left = found.filter(({ measured }) => !(measured === true && isLimited)).map((idea) => asWritten(idea.text));
  return left.filter((idea, index) => left.indexOf(idea) === index).join(' ');
}

/** In characters: beyond this a remark is a text, and is kept as one. */
const longestRead = 1200;
const longestSentence = 240;

function setsLength(idea: string): boolean {
  const { words, sentences } = read(idea);
  return words !== undefined || sentences !== undefined;
}

/** The ideas of a sentence: those of its parts where all of them are understood, else the sentence itself. */
function ideasOf(sentence: string, reading: Reading): readonly Idea[] {
  const verbatim: readonly Idea[] = [{ text: sentence, sure: false }];
  if (sentence.length > longestSentence || isForeign(sentence)) return verbatim;
  const plain = bare(plainWords(sentence));
  const whole = sureIdea(plain, reading);
  if (whole !== null) return [whole];
  const [, afterPraise] = praised.exec(plain) ?? [];
  if (afterPraise !== undefined) return ideasOf(afterPraise, { ...reading, isCritique: true });
  if (startsAsOrder(plain)) return [{ text: withoutPlease(sentence), sure: true }];
  const parts = partsOf(plain).map((part) => sureIdea(bare(part), reading) ?? order(part));
  const understood = parts.flatMap((part) => part ?? []);
  return parts.length > 1 && understood.length === parts.length ? understood : verbatim;
}

const praised =
  /^(?:(?:(?:it(?:'s| is)|that(?:'s| is)|this is) )?(?:a )?(?:pretty |quite )?(?:good|great|nice|ok|okay|fine|cool|lovely|decent|better|good start|good job|well done|nice try)|i like it|love it)(?:,| -| –)? but (.+)$/i;

function order(part: string): Idea | null {
  return startsAsOrder(part) ? { text: part, sure: true } : null;
}

/** Parts that a comma, "and" or "but" divides. What a "not" reaches over may not be divided. */
function partsOf(plain: string): readonly string[] {
  const isDenied = hasNegation(plain);
  const parts = plain.split(isDenied ? /, (?:but |and )?| but / : /, (?:and |but |or )?| and | but |; | - | – /);
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

function sureIdea(plain: string, { isCritique, response, nouns }: Reading): Idea | null {
  const n = countAlone.exec(plain)?.[1];
  if (n !== undefined) return nouns === null ? null : { text: `Give ${counted(n, nouns)}`, sure: true };
  const amount = amountAlone.exec(plain)?.[0].replace(/^max(?:imum|\.)? /i, 'at most ');
  if (amount !== undefined) return { text: `Write ${amount}`, sure: true };
  const measures = measuresOf(response, nouns ?? 'points');
  const tables: readonly Phrasings[] = [wishes, isCritique ? critiques : kudos];
  for (const table of tables) {
    const text = table(plain, measures);
    if (text !== null)
      return {
        text,
        sure: true,
        measured: /\b(?:under|at least) \d+ words$/.test(text) && numbersIn(plain).length === 0,
      };
  }
  return null;
}

const enough = `(?: (?:${listNouns}|is enough|are enough|would be (?:enough|better)))?`;
const countAlone = new RegExp(
  `^(?:(?:only|just|give|list|make it|i want|want|me) ){0,4}(${numberPattern})${enough}$`,
  'i',
);
const amountAlone = new RegExp(
  `^(?:at most|at least|no more than|not more than|up to|under|over|maximum|max\\.?) ${numberPattern} (?:words|sentences|lines|paragraphs)$`,
  'i',
);

function nounsOf(preamble: string): string | null {
  const noun = new RegExp(`\\b(${listNouns})\\b`, 'i').exec(preamble)?.[1]?.toLowerCase();
  return noun === undefined || noun.endsWith('s') ? (noun ?? null) : `${noun}s`;
}

function measuresOf(response: string, nouns: string): Readonly<Record<string, string>> {
  const words = wordsOf(response).length;
  const rounded = (n: number, step: number): string => String(Math.max(step, Math.round(n / step) * step));
  const [less, more] = [rounded(words * 0.75, 5), rounded(words * 1.4, 10)];
  return { nouns, noun: nouns.slice(0, -1), less, more, most: rounded(words + 5, 10), least: rounded(words - 5, 10) };
}

const opening =
  /^(?:i (?:really )?(?:think|feel|find|guess|believe)(?: that)?|in my opinion,?|imo,?|imho,?|honestly,?|hmm+,?|ok(?:ay)?,|well,|also,?|and|but|maybe|perhaps|sorry,?(?: but)?|to be honest,?|please|pls|plz|just) /i;
const closing =
  /,? (?:please|pls|plz|thanks|thank you|though|tho|for me|instead|imo|overall|i think|great|nice|perfect|love it|cool)$/i;
const degree =
  /\b(?:a (?:little )?bit|a little|a tad|really|quite|rather|somewhat|way|far|much|very|so|kind of|kinda|slightly|pretty|super) (?=too |more |less |not |hard |boring|dull|dry|bland|\p{L}+er\b|long|short|formal|casual|vague|generic|technical|complicated|friendly|clear|detailed|concise)/giu;

/** Without politeness, opinion and degree: words that change nothing about what is asked. */
function bare(plain: string): string {
  let text = withoutMarks(plain);
  for (let round = 0; round < 5 && opening.test(text); round += 1) text = text.replace(opening, '');
  for (let round = 0; round < 3 && closing.test(text); round += 1) text = text.replace(closing, '');
  return withoutMarks(text.replace(degree, ''));
}

const emptyPraise =
  /^(?:thanks?(?: a lot| you)?|thank you|(?:very |really |so )?(?:good|great|nice|cool|fine|ok|okay|perfect|lovely)(?: (?:job|work|start|one|try))?|good|well done|love it|i like it|not bad|hi|hello|hey)$/i;

function isEmptyPraise(sentence: string): boolean {
  return emptyPraise.test(withoutMarks(plainWords(sentence)));
}

const orderStart =
  /^(?:(?:please|always|never|only|just|also|then) )*(?:do not|don't|never|use|give|add|include|mention|start|begin|end|write|keep|make|ask|address|avoid|explain|describe|suggest|list|say|tell|show|limit|leave|skip|offer|greet|compare|quote|answer|warn|name|put|talk|speak|focus|stick|remove|drop|cut|delete|shorten|rewrite|rephrase|replace|change|split|try|let|stop|be|go|get|take|turn|provide|summari[sz]e|translate|number|repeat)\s/i;

export function startsAsOrder(plain: string): boolean {
  return orderStart.test(plain);
}

function withoutPlease(sentence: string): string {
  return sentence
    .trim()
    .replace(/^(?:please|pls|plz),? +/i, '')
    .replace(/,? +(?:please|pls|plz)(?=[.!?]*$)/i, '');
}

/** The author's words, from a capital letter to a mark at the end. */
function asWritten(text: string): string {
  const trimmed = text
    .trim()
    .replace(/[ \t]+/g, ' ')
    .replace(/,$/, '');
  const ended = /[.!?…。！？:][)"”'’»]*$/.test(trimmed) ? trimmed : `${trimmed}.`;
  return /^\p{Ll}+\p{Lu}/u.test(ended) ? ended : ended.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}
