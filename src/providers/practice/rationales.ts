import { broken, formOf, speaksOf } from '../../core/adherence/checks';
import { askedNow } from '../../core/adherence/condition';
import { counted, listLines, longest, sentencesOf, wordsOf } from '../../core/adherence/english';
import { isWhollyRead, read } from '../../core/adherence/rules';
import type { Rationale } from '../../core/instructions/suggest-rationales';
import type { RationalesSubject } from '../../core/instructions/task';
import { messagesOf } from './conversation/question';
import { conversationRemarks, type Remark } from './conversation/remarks';

/** Three things to say about a response, of different kinds, each from something that can be seen in it. */
export function suggestRationales(subject: RationalesSubject): readonly Rationale[] {
  const remarks = [...principleRemarks(subject), ...conversationRemarks(subject), ...remarksOn(subject)];
  const first = remarks.filter(({ aspect }, index) => remarks.findIndex((other) => other.aspect === aspect) === index);
  return first.slice(0, 3).map(({ aspect, text }) => ({ aspect, text }));
}

/** The principle that one of our own rationales stands for; undefined for words of the author's. */
export function rationalePrinciple(
  text: string,
  {
    response,
    nouns,
    conversation = [],
  }: Pick<RationalesSubject, 'response' | 'conversation'> & { readonly nouns: string },
): string | undefined {
  const wanted = text.trim();
  for (const kind of ['critique', 'kudos'] as const) {
    const remarks = [...conversationRemarks({ kind, response, conversation }), ...remarksOn({ kind, response }, nouns)];
    const remark = remarks.find((candidate) => candidate.text === wanted);
    if (remark !== undefined) return remark.principle;
  }
  return cited
    .exec(wanted)
    ?.slice(1)
    .find((words) => words !== undefined);
}

const cited = /^It keeps to "(.{1,300})"\.$|^I asked for "(.{1,300})", and it /;

function principleRemarks({ kind, response, principles, conversation }: RationalesSubject): readonly Remark[] {
  const messages = conversation && messagesOf(conversation);
  const asked = messages === undefined ? principles : principles.flatMap((text) => askedNow(text, messages) ?? []);
  const short = asked.filter((text) => isWhollyRead(text) && wordsOf(text).length < 14 && !text.includes('"'));
  return short.flatMap((principle): readonly Remark[] => {
    const [problem] = broken(read(principle), response);
    const words = principle.replace(/\.$/, '');
    if (kind === 'kudos')
      return problem === undefined ? [{ aspect: 'accuracy', text: `It keeps to "${words}".`, principle }] : [];
    return problem === undefined
      ? []
      : [{ aspect: 'accuracy', text: `I asked for "${words}", and it ${problem}.`, principle }];
  });
}

function remarksOn(
  { kind, response }: Pick<RationalesSubject, 'kind' | 'response'>,
  nouns = 'points',
): readonly Remark[] {
  return kind === 'critique' ? objections(response, nouns) : praise(response);
}

type Row = readonly [holds: boolean, aspect: string, text: string, principle: string];

/** The most telling one first. */
function objections(response: string, nouns: string): readonly Remark[] {
  const { words, points, sentences, most, longestStart, start, gives, asks } = sightsOf(response);
  const tool = speaksOf(response, 'tools');
  const less = Math.max(5, Math.round((words * 0.75) / 5) * 5);
  const rows: readonly Row[] = [
    [
      tool !== undefined,
      'content',
      `Not everybody has special tools at hand, and it speaks of "${tool}".`,
      `Suggest only ${nouns} that do not need special tools.`,
    ],
    [
      words > 45,
      'length',
      `${words} words are a lot to read for what it says.`,
      `Keep the response under ${less} words.`,
    ],
    [
      points === 0 && sentences > 2,
      'format',
      `It is one block of ${counted(sentences, 'sentences')}, which is hard to scan.`,
      'Use a numbered list.',
    ],
    [
      most > 18,
      'wording',
      `The sentence that starts "${longestStart} …" has ${most} words, and I lost the thread.`,
      'Use simple words and short sentences.',
    ],
    [
      !gives && points > 0,
      'structure',
      `Not one of its ${counted(points, 'points')} comes with an example.`,
      `Give an example for each ${nouns.slice(0, -1)}.`,
    ],
    [!gives && points === 0, 'structure', 'It stays general: an example would help me picture it.', 'Give an example.'],
    [!asks, 'audience', 'It tells me things and never asks me one.', 'Ask the reader a question.'],
    [true, 'tone', `"${start} …" is a stiff way to begin.`, 'Use a friendly tone.'],
    [true, 'length', `It could be said in fewer than ${words} words.`, `Keep the response under ${less} words.`],
    [
      true,
      'wording',
      `Some words could be simpler, and ${counted(most, 'words')} in one sentence fewer.`,
      'Use simple words and short sentences.',
    ],
  ];
  return remarksOf(rows);
}

function praise(response: string): readonly Remark[] {
  const { words, points, sentences, most, gives, opensWithQuestion } = sightsOf(response);
  const form = formOf(response);
  const isShort = words <= 60;
  const isLevel = broken(read('Use a formal tone.'), response).length === 0;
  const rows: readonly Row[] = [
    [
      points > 1,
      'format',
      `I can scan its ${counted(points, 'points')} at a glance, since they are a ${form}.`,
      `Use ${form === 'numbered list' ? 'a numbered list' : 'bullets'}.`,
    ],
    [gives, 'content', 'The example makes it easy to picture.', 'Give an example.'],
    [opensWithQuestion, 'audience', 'The question at the start draws me in.', 'Start with a question.'],
    [
      isShort,
      'length',
      `It says it in ${counted(words, 'words')}, and that is enough.`,
      `Keep the response under ${Math.max(10, Math.round((words + 5) / 10) * 10)} words.`,
    ],
    [
      !isShort,
      'length',
      `It takes its time: ${words} words leave nothing open.`,
      `Write at least ${Math.max(10, Math.round((words - 5) / 10) * 10)} words.`,
    ],
    [
      points < 2,
      'format',
      sentences > 1
        ? `Its ${counted(sentences, 'sentences')} read as one piece.`
        : 'It is one sentence and reads well.',
      'Write one paragraph, not a list.',
    ],
    [
      most <= 18,
      'wording',
      `No sentence is longer than ${counted(most, 'words')}, which is easy to read.`,
      'Use simple words and short sentences.',
    ],
    [isLevel, 'tone', 'Its tone is level, with no short forms and no exclamation marks.', 'Use a formal tone.'],
    [!isLevel, 'tone', 'It sounds like somebody who talks to me.', 'Use a friendly tone.'],
  ];
  return remarksOf(rows);
}

function sightsOf(response: string) {
  const all = sentencesOf(response);
  const longestOne = all.toSorted((a, b) => wordsOf(b).length - wordsOf(a).length)[0] ?? '';
  return {
    words: wordsOf(response).length,
    points: listLines(response).length,
    sentences: all.length,
    most: longest(all),
    longestStart: wordsOf(longestOne).slice(0, 4).join(' '),
    start: wordsOf(response).slice(0, 3).join(' '),
    gives: /\bfor example\b/i.test(response),
    asks: response.includes('?'),
    opensWithQuestion: /\?$/.test(all[0] ?? ''),
  };
}

function remarksOf(rows: readonly Row[]): readonly Remark[] {
  return rows.filter(([holds]) => holds).map(([, aspect, text, principle]) => ({ aspect, text, principle }));
}
