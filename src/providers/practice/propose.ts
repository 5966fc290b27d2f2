import { asSentence, stemsOf, uncapitalise, wordsOf } from '../../core/adherence/english';
import { isWhollyRead, subjectsOf } from '../../core/adherence/rules';
import { readCondition } from '../../core/constitution/read-condition';
import type { MutationSubject } from '../../core/instructions/task';
import { contradiction, duplicateLikeness, likeness } from '../../core/prompt/find-conflicts';
import { baseVerb } from './phrasings';
import { toPrinciple } from './principle';
import { hasNegation, numbersIn, plainWords, withoutMarks } from './wording';

/**
 * What feedback changes in a constitution: a new principle, or an existing one that says nothing but what the new one takes the place of.
 * Where an existing one says more, the new one is added beside it, and the author sees them flagged: nothing is lost in silence.
 */
export function proposeMutation(subject: MutationSubject) {
  const { action, principle, text } = changeOf(subject);
  if (subject.conversation === undefined) return { action, principle, text };
  if (action === 'delete') return { action, principle, scope: 'always', trigger: '', text: '', reason: reasons.delete };
  const { scope, trigger } = readCondition(text) ?? { scope: 'always', trigger: '' };
  return { action, principle, scope, trigger, text, reason: reasons[action] };
}

const reasons = {
  add: 'No principle is about what the feedback says.',
  edit: 'One principle is about the same matter, and now says what the feedback asks for.',
  delete: 'The feedback wants to end what this principle asks for.',
} as const;

interface Change {
  readonly action: keyof typeof reasons;
  readonly principle: number;
  readonly text: string;
}

function changeOf(subject: MutationSubject): Change {
  const { feedback, principles, reword, conversation } = subject;
  const text =
    reword !== undefined
      ? reworded(reword)
      : conversation === undefined
        ? toPrinciple(subject)
        : conditionFirst(toPrinciple(subject));
  const ending = reword === undefined && feedback.kind === 'critique' ? endedBy(feedback.text) : null;
  const undone = ending === null ? undefined : principles.find((old) => isDemandFor(old.text, ending));
  if (undone !== undefined) return { action: 'delete', principle: undone.n, text: undone.text };
  for (const { n, text: old } of principles) {
    const edited = isReplacedBy(old, text) ? merged(old, text, feedback.kind) : null;
    if (edited !== null && edited !== old) return { action: 'edit', principle: n, text: edited };
  }
  return { action: 'add', principle: 0, text };
}

const somebody = '(?:somebody|someone|anybody|anyone|(?:a|the) (?:user|visitor|customer|guest|person|reader))';
const conditionLast = new RegExp(
  `^([^,.;:!?]{2,200}) ((?:when(?:ever)?|once|after) ${somebody} [^,.;:!?]{2,200})[.!]?$`,
  'i',
);
const conditionSubject = new RegExp(`^(when(?:ever)?|if|once|after) ${somebody}(?= )`, 'i');

/** A principle for a bot begins with when it holds, and calls whoever talks to the bot the user. */
function conditionFirst(principle: string): string {
  const [, order, condition] = conditionLast.exec(principle) ?? [];
  const turned =
    order === undefined || condition === undefined
      ? principle
      : asSentence(`${condition}, ${uncapitalise(order.trimEnd())}`);
  return turned.replace(conditionSubject, '$1 the user');
}

const undoing =
  /^(?:please )?(?:(?:you can |let's )?(?:stop|quit|get rid of|drop|remove)(?: the)?|(?:there is |there's )?no (?:longer|need(?: to| for)?(?: the)?)|(?:you|it) (?:do not|don't|does not|doesn't) (?:need|have) to) ([^,;]{2,80})$/i;

/** What a critique wants to end, where it says nothing else. */
function endedBy(feedback: string): string | null {
  return undoing.exec(withoutMarks(plainWords(feedback)))?.[1] ?? null;
}

const forbidding = /^(?:do not|don['’]t|never|avoid)\b/i;

/** Whether a principle demands that very thing, and no other. */
function isDemandFor(principle: string, thing: string): boolean {
  const [first = ''] = thing.split(' ');
  const isDoing = /ing$/.test(first);
  if (isDoing && firstWord(principle) !== baseVerb(first).toLowerCase()) return false;
  const [asked, ended] = [stemsOf(principle), stemsOf(isDoing ? thing.slice(first.length) : thing)];
  const isSame = ended.every((stem) => asked.includes(stem)) && asked.every((stem) => ended.includes(stem));
  return !forbidding.test(principle) && ended.length > 0 && isSame;
}

function firstWord(principle: string): string {
  const [first = ''] = wordsOf(
    principle
      .toLowerCase()
      .replace(/^always /, '')
      .slice(0, longestWord),
  );
  return first;
}

const longestWord = 80;

/** What `toPrinciple` puts before the author's words does not make two principles alike. */
const ownWords = /^suggest (?:only )?\w+ that (?:are|do) (?:not )?/i;

function isReplacedBy(old: string, text: string): boolean {
  const [had, has] = [subjectsOf(old), subjectsOf(text)];
  if (had.length > 0 && isWhollyRead(old) && had.some((subject) => has.includes(subject))) return true;
  const missing = wordStems(old).filter((stem) => !wordStems(text).includes(stem));
  if (contradiction(old, text) !== null) return missing.length === 0;
  const keepsNumbers = numbersIn(old).every((number) => numbersIn(text).includes(number));
  const alike = likeness(old.replace(ownWords, ''), text.replace(ownWords, '')) >= duplicateLikeness;
  return alike && keepsNumbers && missing.length < 2 && hasNegation(plainWords(old)) === hasNegation(plainWords(text));
}

/** Numbers apart: those are what is changed. */
function wordStems(text: string): readonly string[] {
  return stemsOf(text).filter((stem) => !/^\d+$/.test(stem));
}

const limit = /^(?:always keep|keep) the response under (\d+) words\.?$/i;

/** One principle out of two about the same thing. The newer one holds; what is said twice becomes stricter. Null: both are to stand. */
function merged(old: string, text: string, kind: MutationSubject['feedback']['kind']): string | null {
  const [had, wanted] = [old, text].map((rule) => Number(limit.exec(rule)?.[1] ?? 0));
  if (had && wanted && wanted >= had && kind === 'critique') return old.replace(`${had}`, scaled(had, 0.7));
  const isSame = old.trim() === text.trim() || (had !== undefined && had > 0 && wanted !== undefined && wanted >= had);
  if (isSame) return stressed(old);
  const saysMore = subjectsOf(old).some((subject) => !subjectsOf(text).includes(subject));
  return saysMore ? `${asSentence(old)} ${text}` : text;
}

/** Only an order can be put more strongly by a word before it. */
function stressed(old: string): string | null {
  if (/^always\b/i.test(old)) return old.replace(/^always/i, 'In every response,');
  return isWhollyRead(old) && !forbidding.test(old) ? `Always ${uncapitalise(old)}` : null;
}

/** A proposal made to hold in more cases, or in fewer: a limit loosened or tightened, a condition dropped or added. */
function reworded({ proposal, direction }: NonNullable<MutationSubject['reword']>): string {
  const bare = proposal.trim().replace(/[.]$/, '');
  const [, bound, n = ''] = /\b(under|at most|at least) (\d+)/i.exec(bare) ?? [];
  const looser = (direction === 'broader') !== (bound === 'at least');
  if (bound !== undefined) return `${bare.replace(n, scaled(Number(n), looser ? 1.5 : 0.7))}.`;
  if (direction === 'narrower' && /^(?:when|if)\b/i.test(bare)) return `${bare}, and only then.`;
  if (direction === 'narrower') return `When the response has more than one sentence, ${uncapitalise(bare)}.`;
  const wider = bare
    .replace(/^(?:when|if|in|for)\b[^,]*,\s*/i, '')
    .replace(/,? (?:for each|in each|when|if|unless|because|so that)\b.*$/i, '')
    .replace(/\b(?:special|exact|long|short|technical) (?=\w+$)/i, '');
  return asSentence(wider === bare ? `In every response, ${uncapitalise(bare)}` : wider);
}

function scaled(n: number, factor: number): string {
  return String(Math.max(1, n * factor > 20 ? Math.round((n * factor) / 5) * 5 : Math.round(n * factor)));
}
