import { sentencesOf, stemsOf } from '../../../core/adherence/english';
import { judgeByRules } from '../../../core/adherence/verdict';
import type { CritiqueAnswerSubject } from '../../../core/instructions/task';
import { listOf, principleIn, telling } from './words';

/**
 * What the rules see in an answer: whether it does what they understand of the request, and otherwise which words of the request it
 * does not touch. An answer of one sentence, or one that touches them all, has nothing to improve.
 */
export function critiqueAnswer({
  exchange: { answer },
  critiqueRequest,
}: Pick<CritiqueAnswerSubject, 'exchange' | 'critiqueRequest'>) {
  const { verdict, why } = judgeByRules(principleIn(critiqueRequest), answer);
  if (verdict === 'not-followed') return problem(`The answer ${why}.`);
  if (verdict === 'followed') return none('The answer does what is asked, by the rules of the practice model.');
  const missing = missingWords(critiqueRequest, answer);
  if (missing.length === 0) return none('The answer touches every word that the request is about.');
  if (sentencesOf(answer).length < 2)
    return none('It is one sentence, and the rules of the practice model find nothing to change in it.');
  return problem(`The answer does not touch ${listOf(missing)}, which the request is about.`);
}

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
