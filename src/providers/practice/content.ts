import { asSentence, counted, isForeign, sentencesOf, stemsOf, wordsOf } from '../../core/adherence/english';
import type { RespondSubject } from '../../core/instructions/task';
import { withoutEnd } from '../../core/text-ends';
import { type Frame, ideas, type ToneFrames, uses } from './frames';

/** What to say, before it is known how. */
export interface Content {
  /** More than are needed, best first. */
  readonly points: readonly Frame[];
  readonly usual: number;
  /** Points that stand side by side become a list; the rest is running text. */
  readonly list: boolean;
  readonly intro: (n: number) => string;
  /** What stays where there is no room for an introduction: that this is no answer. */
  readonly mustSay?: string;
  /** To the reader: one, and a shorter one. */
  readonly questions: readonly [string, string];
  /** The first points are the answer: a short one beside the matter does not take their place. */
  readonly isRanked?: true;
  readonly tones?: ToneFrames;
  /** What is known of something that is to be mentioned. */
  readonly mention?: (name: string) => string | undefined;
  readonly noMore?: string;
}

/** "an empty jam jar", "the jam jar", and as the author wrote it. */
interface Topic extends Readonly<Record<'as' | 'the' | 'it' | 'value', string>> {}
type Draft = Omit<Content, 'questions'>;
type Values = Readonly<Record<string, string>>;

/** One of the three things that the practice model can do: list, sum up, or describe from facts; null for everything else. */
export function contentOf(
  { instruction, values }: Pick<RespondSubject, 'instruction' | 'values'>,
  turn: number,
): Content | null {
  const orders = maskValues(instruction, values);
  const topic = topicOf(orders, values);
  const facts = factsOf(values, topic);
  const pasted = /:\s*\n+([\s\S]+)$/.exec(instruction)?.[1] ?? '';
  const text = [...Object.values(values), pasted].find((value) => sentencesOf(value).length > 1);
  const nouns = /\b(?:use|idea|tip|suggestion)s?\b(?= for\b)|\b(?:uses|ideas|tips)\b/i.exec(orders)?.[0].toLowerCase();
  const describes = facts.length > 0 && /\b(?:descri|advert|explain|present|sell)/i.test(orders);
  const draft = (): Draft | null => {
    if (text !== undefined && /\b(?:summar|shorten|key points|explain)/i.test(orders)) return summary(text, turn);
    if (asksForText.test(orders) || isForeign(orders)) return null;
    if (topic !== null && nouns !== undefined) return listed(topic, nouns, turn);
    return topic !== null && describes ? described(topic, facts, turn) : null;
  };
  const { as, the } = topic ?? { as: 'this', the: 'this' };
  const drafted = draft();
  if (drafted === null) return null;
  return { ...drafted, questions: [`What do you know about ${as} already?`, `What about ${the}?`] };
}

/** "Write a poem with three ideas for spring" asks for more than ideas. */
const asksForText =
  /\b(?:write|compose|draft|create|make)\b[^.\n]{0,40}\b(?:poem|haiku|limerick|e-?mail|letter|story|essay|code|function|script|song|speech|dialogue)\b/i;

/** The instruction without what longer values say: they are material, not orders. */
export function maskValues(instruction: string, values: Values): string {
  const material = Object.values(values).filter((value) => wordsOf(value).length > 2);
  return material.reduce((text, value) => text.replaceAll(value, '…'), instruction);
}

function listed(topic: Topic, nouns: string, turn: number): Draft {
  const fill = (text: string): string => text.replaceAll('{the}', topic.the).replaceAll('{it}', topic.it);
  const frames = turned(/^use/.test(nouns) ? uses : ideas, turn);
  const points = frames.map(({ full, short, example }) => ({ full: fill(full), short: fill(short), example }));
  const plural = nouns.replace(/(?<!s)$/, 's');
  const intro = (n: number): string => `Here ${n === 1 ? 'is' : 'are'} ${counted(n, plural)} for ${topic.as}.`;
  return { points, usual: nouns === plural ? 3 : 1, list: true, intro };
}

/** One fact after the other, and no claim beside them. */
function described({ the }: Topic, facts: readonly string[], turn: number): Draft {
  const points = turned(facts.map(asSentence), turn, 1).map((full) => ({ full, short: full, example: '' }));
  const lead = [`Meet ${the}.`, `This is ${the}.`, `Here comes ${the}.`][turn % 3] ?? '';
  return { points, usual: facts.length, list: false, intro: () => lead, mustSay: lead };
}

/** Sentences of the text itself, those whose words it uses most first. */
function summary(text: string, turn: number): Draft {
  const sentences = sentencesOf(text);
  const counts = new Map<string, number>();
  for (const stem of sentences.flatMap(stemsOf)) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  const points = sentences.map((full, at) => {
    const stems = stemsOf(full);
    const weight = stems.reduce((sum, stem) => sum + (counts.get(stem) ?? 0), 0) / Math.sqrt(Math.max(4, stems.length));
    const example = `For example: "${sentences[at - 1] ?? sentences.at(-1)}"`;
    return { full, short: firstClause(full), example, at, weight };
  });
  const ranked = points.toSorted((a, b) => b.weight - a.weight).slice(0, mostPoints);
  const intro = () => (turn % 2 === 0 ? 'Here is the text in short.' : 'This is the heart of the text.');
  return { points: turned(ranked, turn, 1), usual: Math.min(3, Math.ceil(points.length / 2)), list: false, intro };
}

/** More than any rule asks for; each layout that is tried reads all of them. */
const mostPoints = 60;

export function firstClause(sentence: string): string {
  const main = asSentence(sentence.replace(/^(?:As|When|If|While|After)\b[^,;]*, (?:and )?(?=.{20})/, ''));
  const clause = /^(.{20,}?)(?:[,;:]| (?:because|although|which|where|so that) )/.exec(main)?.[1] ?? '';
  return wordsOf(clause).length >= 4 ? `${clause}.` : main;
}

/** What the values say of the topic: items of a list, and short values by their names. */
function factsOf(values: Values, topic: Topic | null): readonly string[] {
  return Object.entries(values).flatMap(([name, value]) => {
    if (value.trim() === '' || value.trim() === topic?.value || sentencesOf(value).length > 1) return [];
    const parts = value.split(/[,;\n]/).flatMap((part) => part.trim() || []);
    const prefix = /audience|reader|customer/i.test(name) ? 'made for' : `the ${name.replace(/[_-]/g, ' ')} is`;
    return parts.length > 1 ? parts : [`${prefix} ${value}`];
  });
}

/** Other points first for each of three turns, and another start among them after that. */
export function turned<T>(items: readonly T[], turn: number, group = 3): readonly T[] {
  const at = ((turn % 3) * group + Math.floor(turn / 3)) % Math.max(1, items.length);
  return [...items.slice(at), ...items.slice(0, at)];
}

const settings = /audience|reader|customer|tone|style|format|language|count|number|length|level|price|facts/i;
const named =
  /\b(?:for|of|about|explain|describe)(?: the following \w+:)? (?!the following|the text|this|me\b)([\p{L}\p{N}'’-]+(?: [\p{L}\p{N}'’-]+){0,6}?)(?=$|[.,:;!?\n]| (?:to|in|that|which|for|as|and) )/iu;

/** The first short value that is no setting, else what the instruction names after "for", "about", "explain" and the like. */
function topicOf(orders: string, values: Values): Topic | null {
  const names = Object.keys(values).filter((key) => !settings.test(key));
  const isShort = (text = ''): boolean => !/[,;\n]/.test(text) && /\p{L}/u.test(text) && sentencesOf(text).length === 1;
  const value = (names.map((key) => values[key]).find(isShort) ?? named.exec(orders)?.[1])?.trim();
  if (value === undefined) return null;
  const as = withoutEnd(value, '.!?').replace(/\bmy\b/g, 'your');
  const name = as.replace(/^(?:an?|some|your|their)\s+/i, '');
  const [head = name, ...rest] = name.split(/ (?:of|for|in|with|from|to|on) /);
  const isOwn = /^(?:the|this|these)\b|^\p{Lu}|^\p{L}+ing\b/u.test(name);
  const the = isOwn ? name : `the ${rest.length > 0 ? name : name.split(' ').slice(-2).join(' ')}`;
  return { as, the, it: /(?<![su]|i)s$|\b(?:people|children)$| and /i.test(head) ? 'them' : 'it', value };
}
