import { stemsOf, wordsOf } from '../../../core/adherence/english';
import { isWhollyRead } from '../../../core/adherence/rules';
import { judgeByRules } from '../../../core/adherence/verdict';
import type { CritiqueAnswerSubject } from '../../../core/instructions/task';
import { listOf, principleIn, telling } from './words';

/**
 * What the rules see in an answer: whether it does what they understand of the request, and otherwise which words of the request it
 * does not touch. A short answer, or one that touches them all, has nothing to improve.
 */
export function critiqueAnswer({
  exchange: { answer },
  critiqueRequest,
}: Pick<CritiqueAnswerSubject, 'exchange' | 'critiqueRequest'>) {
  const principle = principleIn(critiqueRequest);
  // Of what is read in part, the rest may say the opposite.
  const { verdict, why } = isWhollyRead(principle) ? judgeByRules(principle, answer) : noVerdict;
  if (verdict === 'not-followed') return problem(`The answer ${why}.`);
  if (verdict === 'followed') return none('The answer does what is asked, by the rules of the practice model.');
  const missing = missingWords(critiqueRequest, answer);
  if (missing.length === 0) return none('The answer touches every word that the request is about.');
  if (wordsOf(answer).length < mostOfShort)
    return none('It is short, and the rules of the practice model find nothing to change in it.');
  return problem(`The answer does not touch ${listOf(missing)}, which the request is about.`);
}

const mostOfShort = 12;
const noVerdict = { verdict: 'unsure', why: '' } as const;

/** Two at most. */
export function missingWords(request: string, answer: string): readonly string[] {
  const had = new Set(stemsOf(answer));
  return [...telling(request)].flatMap(([stem, word]) => (had.has(stem) ? [] : word)).slice(0, 2);
}

function problem(critique: string) {
  return { critique: `Critique: ${critique}`, problem: 'yes' };
}

function none(critique: string) {
  return { critique: `Critique: ${critique}`, problem: 'no' };
}
