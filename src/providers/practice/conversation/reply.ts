import { speaksOf } from '../../../core/adherence/checks';
import { askedNow, messageStems } from '../../../core/adherence/condition';
import { sentencesOf, uncapitalise } from '../../../core/adherence/english';
import { merged, type Plan, read } from '../../../core/adherence/rules';
import type { RespondSubject } from '../../../core/instructions/task';
import { type PromptTurn, textOf } from '../../../core/model/model-prompt';
import { type Content, firstClause, turned } from '../content';
import type { Frame } from '../frames';
import { laidOut } from '../layout';
import { type Knowledge, type Known, knowledgeOf, subjectsIn } from './knowledge';
import { messagesOf, type Question, questionIn } from './question';
import { ranked } from './ranked';
import {
  goodbyes,
  heard,
  hellos,
  leads,
  noMore,
  noService,
  openingTones,
  questions,
  recalls,
  refusals,
  tones,
  unknown,
  unknownAtAll,
  welcomes,
} from './sayings';

type Conversation = RespondSubject & { readonly conversation: readonly PromptTurn[] };

/**
 * Says what the description says of what was asked, or that it says nothing. Of the principles those hold whose condition is met. What
 * was said before is read for what a question follows up, and for what the user told of themselves.
 */
export function replyInConversation(
  { instruction, principles, values, conversation, bot }: Conversation,
  turn: number,
): string {
  const messages = messagesOf(conversation);
  const knowledge = knowledgeOf(instruction, bot?.name ?? '');
  const asked = [...knowledge.orders, ...principles].flatMap((text) => askedNow(text, messages) ?? []);
  const plan = merged(asked.map(read));
  const said = conversation.flatMap(({ role, parts }) => (role === 'model' ? sentencesOf(textOf(parts)) : []));
  const bits = { knowledge, plan, messages, said: new Set(said), botName: bot?.name.trim() ?? '', turn };
  return laidOut({ plan, values, turn, content: contentFor(questionIn(messages), bits) });
}

interface Bits {
  readonly knowledge: Knowledge;
  readonly plan: Plan;
  readonly messages: readonly string[];
  /** The sentences of the bot so far. */
  readonly said: ReadonlySet<string>;
  readonly botName: string;
  readonly turn: number;
}

function contentFor(question: Question, bits: Bits): Content {
  const { knowledge, turn } = bits;
  switch (question.kind) {
    case 'opening':
      return greeting(bits);
    case 'greeting':
      return content(bits, [`${picked(hellos, turn)}.`, picked(offers(knowledge), turn)], 2);
    case 'thanks':
      return content(bits, [picked(welcomes, turn), picked(offers(knowledge), turn)], 1);
    case 'goodbye':
      return content(bits, [picked(goodbyes, turn)], 1);
    case 'who':
      return introduction(bits);
    case 'overview':
      return knowledge.facts.length === 0
        ? nothingKnown(question, bits)
        : known(knowledge.facts, bits, turned(knowledge.facts, turn, 1));
    case 'more':
    case 'question':
    case 'request':
    case 'statement':
      return answer(question, bits);
  }
}

/** The hello is part of the first sentence: a rule may leave room for one alone. */
function greeting(bits: Bits): Content {
  const hello = picked(hellos, bits.turn);
  const made = introduction(bits);
  const greets = (text: string): string => `${hello}, ${uncapitalise(text)}`;
  const points = made.points.map((point, index) =>
    index === 0 ? { ...point, full: greets(point.full), short: greets(point.short) } : point,
  );
  return { ...made, points, intro: () => '', tones: openingTones };
}

function introduction(bits: Bits): Content {
  const { knowledge, botName, turn } = bits;
  const [first = '', ...more] = introduced(bits);
  const offer = picked(offers(knowledge), turn);
  const made = content(bits, turn % 3 === 1 ? [first, ...more, offer] : [first, offer, ...more], 2);
  const points = made.points.map((point, index) =>
    index === 0 && botName !== '' ? { ...point, short: `I am ${botName}.` } : point,
  );
  return { ...made, points, intro: () => picked(['', 'Gladly.', 'Of course.'], turn) };
}

/** In the bot's name, and then in the words of its description. */
function introduced({ knowledge: { self }, botName }: Bits): readonly string[] {
  const sentences = self.map(({ sentence }) => sentence);
  const isNamed = botName === '' || sentences.some((sentence) => sentence.includes(botName));
  if (sentences.length === 0 && botName === '') return ['I am here to answer your questions.'];
  return isNamed ? sentences : [`I am ${botName}.`, ...sentences];
}

function answer(question: Question, bits: Bits): Content {
  const { knowledge, plan, said, messages, turn } = bits;
  const all = [...knowledge.facts, ...knowledge.self];
  const found = ranked(question, knowledge);
  const fresh = question.kind === 'more' ? found.filter(({ sentence }) => !said.has(sentence)) : found;
  const [best] = fresh;
  if (best === undefined) {
    const told = question.kind === 'question' ? toldBefore(question, messages) : undefined;
    return told === undefined ? nothingKnown(question, bits) : content(bits, [`${picked(recalls, turn)} "${told}"`], 1);
  }
  const speakable = fresh.filter(({ sentence }) => !isForbidden(sentence, plan));
  if (speakable.length === 0) return content(bits, [picked(refusals, turn)], 1);
  return known(all, bits, speakable);
}

/** The sentences that answer, best first, then what else there is to say for a rule that asks for more. */
function known(all: readonly Known[], bits: Bits, best: readonly Known[]): Content {
  const { turn, plan } = bits;
  const shown = best.slice(0, 2);
  const order = turn % 3 === 2 ? shown.toReversed() : shown;
  const rest = all.filter((one) => !shown.includes(one) && !isForbidden(one.sentence, plan)).slice(0, mostBeside);
  const usual = best.length > 1 && turn % 3 !== 1 ? 2 : 1;
  const [subject] = subjectsIn(best);
  const questions =
    subject === undefined ? undefined : ([`Would you like to hear more about ${subject}?`, 'Shall I go on?'] as const);
  const made = content(
    bits,
    [...order, ...rest].map(({ sentence }) => sentence),
    usual,
  );
  return { ...made, intro: () => picked(leads, turn), ...(questions && { questions }) };
}

const mostBeside = 8;

function nothingKnown({ kind, stems, words }: Question, bits: Bits): Content {
  const { knowledge, plan, turn } = bits;
  const named = stems.flatMap((stem) => (knowledge.topic.has(stem) ? [] : (words.get(stem) ?? []))).slice(0, 2);
  const what = named.map((word) => `"${word}"`).join(' and ');
  const isNamed = what !== '' && !isForbidden(what, plan);
  const none = ends[kind] ?? (isNamed ? unknown : unknownAtAll);
  const beside = knowledge.facts
    .flatMap(({ sentence }) => (isForbidden(sentence, plan) ? [] : sentence))
    .slice(0, mostBeside);
  return content(
    bits,
    [picked(none, turn).replace('{what}', () => what), picked(offers(knowledge), turn), ...beside],
    2,
  );
}

/** What the user said of themselves and asks for now. It is quoted, whatever it says. */
function toldBefore({ stems }: Question, messages: readonly string[]): string | undefined {
  const [last = ''] = messages.slice(-1);
  if (!/\b(?:my|i|we|our|me)\b/i.test(last)) return undefined;
  const earlier = messages.slice(0, -1).flatMap((text) => sentencesOf(text.slice(0, 4000)));
  const own = earlier.filter((sentence) => /\b(?:my|i|i['’]m|we|our)\b/i.test(sentence) && !sentence.endsWith('?'));
  return own.findLast((sentence) => messageStems(sentence).some((stem) => stems.includes(stem)));
}

function isForbidden(text: string, { named }: Plan): boolean {
  return Object.entries(named).some(([name, wanted]) => !wanted && speaksOf(text, name) !== undefined);
}

function content({ knowledge, turn }: Bits, sentences: readonly string[], usual: number): Content {
  const all = [...knowledge.facts, ...knowledge.self];
  const [subject = 'myself'] = turned(subjectsIn(knowledge.facts), turn, 1);
  const example = `For example, ask me about ${subject}.`;
  const points = sentences.map(
    (full, index): Frame => ({ full, short: firstClause(full), example: index === 0 ? example : '' }),
  );
  return {
    points,
    usual,
    list: false,
    isRanked: true,
    intro: () => '',
    questions: [picked(questions, turn), 'What else?'],
    tones,
    noMore: 'I know no more about it.',
    mention: (name) => all.find(({ sentence }) => speaksOf(sentence, name) !== undefined)?.sentence,
  };
}

function picked(texts: readonly string[], turn: number): string {
  return texts[turn % texts.length] ?? '';
}

function offers({ facts }: Knowledge): readonly string[] {
  const subjects = subjectsIn(facts);
  if (subjects.length === 0)
    return ['What would you like to know?', 'Ask me anything that I was told of.', 'What can I do for you?'];
  return [0, 1, 2].map((turn) => {
    const [first, second] = turned(subjects, turn, 1);
    return `Ask me about ${second === undefined || second === first ? first : `${first} or ${second}`}.`;
  });
}

const ends: Partial<Record<Question['kind'], readonly string[]>> = {
  more: noMore,
  request: noService,
  statement: heard,
};
