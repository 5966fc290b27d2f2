import { listLines, sentencesOf } from '../../../core/adherence/english';
import { isWhollyRead, type Plan, read } from '../../../core/adherence/rules';
import type { ReviseAnswerSubject } from '../../../core/instructions/task';
import { type Content, firstClause } from '../content';
import { laidOut } from '../layout';
import { missingWords } from './critique';
import { lastMessage, listOf, principleIn, quotedIn, subjectsOf } from './words';

type Step = Pick<ReviseAnswerSubject, 'exchange' | 'critiqueRequest' | 'critique' | 'revisionRequest'>;

/** Lays the answer out as the rules understand the request, says less at length, and takes up what the critique missed. */
export function reviseAnswer(
  { exchange, critiqueRequest, revisionRequest, critique = '' }: Step,
  turn: number,
): string {
  const sentences = sentencesOf(exchange.answer);
  const prompt = lastMessage(exchange);
  const added = takenUp(missedIn(critique === '' ? revisionRequest : critique, exchange.answer), { prompt, turn });
  const plan = planOf(revisionRequest, critiqueRequest);
  if (plan === null) return `Revision: ${[...shortened(sentences), added].join(' ')}`;
  const [about = 'it'] = subjectsOf(prompt).map((word) => `“${word}”`);
  const points = [...sentences, added].map((full) => ({ full, short: firstClause(full), example: '' }));
  const content: Content = {
    points,
    usual: points.length,
    list: listLines(exchange.answer).length > 1,
    isRanked: true,
    intro: () => '',
    questions: [`What do you know about ${about} already?`, `What of ${about}?`],
    noMore: 'There is no more to it.',
  };
  return `Revision: ${laidOut({ plan, content, values: {}, turn })}`;
}

/** What a critique quotes, else what it speaks of: as far as the answer has none of it. */
function missedIn(critique: string, answer: string): readonly string[] {
  const quoted = quotedIn(critique);
  return quoted.length > 0 ? quoted.slice(0, 2) : missingWords(critique, answer);
}

/** Of the request that is understood as a whole: what is read in part may be an exception, or an example. */
function planOf(...requests: readonly string[]): Plan | null {
  const principle = requests.map(principleIn).find(isWhollyRead);
  return principle === undefined ? null : read(principle);
}

/** Without the last of many: what takes up the critique stands in its place. */
function shortened(sentences: readonly string[]): readonly string[] {
  return sentences.length > 2 ? sentences.slice(0, -1) : sentences;
}

function takenUp(
  words: readonly string[],
  { prompt, turn }: { readonly prompt: string; readonly turn: number },
): string {
  if (words.length === 0) return 'Try it on a small example first.';
  const [about = ''] = subjectsOf(prompt).map((word) => ` of “${word}”`);
  const forms = [
    `In the case${about}, ${listOf(words)} ${words.length === 1 ? 'comes' : 'come'} first.`,
    `Think${about} with ${listOf(words)} in mind.`,
    `Ask yourself what ${listOf(words)} would mean here.`,
  ];
  return forms[turn % forms.length] ?? '';
}
