import { stemsOf, wordsOf } from '../../../core/adherence/english';
import { isWhollyRead } from '../../../core/adherence/rules';
import { judgeByRules } from '../../../core/adherence/verdict';
import type { AnswerChoice } from '../../../core/instructions/compare-answers';
import type { CompareAnswersSubject } from '../../../core/instructions/task';
import { lastMessage, principleIn, telling } from './words';

type Question = Pick<CompareAnswersSubject, 'conversation' | 'principle' | 'answers'>;

/**
 * Compares by what the rules understand of the principle, and else by words: of the principle, and of the prompt. Two answers of which
 * neither has more are a tie. Where one has a little
 * more, the first place decides every other time: judges do that, and both orders show it.
 */
export function compareAnswers(question: Question): AnswerChoice {
  const [a, b] = question.answers.map((answer) => pointsOf(answer, question)) as [Points, Points]; // of two answers
  const reasoning = `(A) ${a.why}. (B) ${b.why}.`;
  const ahead = a.points - b.points;
  if (ahead === 0) return { reasoning, choice: 'tie' };
  if (Math.abs(ahead) === 1 && (a.words + b.words) % 2 === 1) return { reasoning, choice: 'A' };
  return { reasoning, choice: ahead > 0 ? 'A' : 'B' };
}

interface Points {
  readonly words: number;
  readonly points: number;
  readonly why: string;
}

function pointsOf(answer: string, question: Question): Points {
  const words = wordsOf(answer).length;
  const principle = principleIn(question.principle);
  const { verdict, why } = isWhollyRead(principle) ? judgeByRules(principle, answer) : noVerdict;
  if (verdict === 'followed') return { words, points: 4, why: 'does what is asked' };
  if (verdict === 'not-followed') return { words, points: -4, why };
  const stems = new Set(stemsOf(answer));
  const of = (words: ReadonlyMap<string, string>): number => [...words.keys()].filter((stem) => stems.has(stem)).length;
  const [ofPrinciple, ofPrompt] = [of(telling(question.principle)), of(telling(lastMessage(question)))];
  const length = wantsShort.test(question.principle) ? -Math.floor(words / 6) : Math.min(6, Math.floor(words / 6));
  return {
    words,
    points: 2 * ofPrinciple + ofPrompt + length,
    why: `has ${ofPrinciple} words of the principle, ${ofPrompt} of the prompt and ${words} in all`,
  };
}

const noVerdict = { verdict: 'unsure', why: '' } as const;

const wantsShort =
  /\b(?:short(?:er|est)?|brief|fewer|less|easi(?:er|est)|plain(?:er)?|simpler|to the point|concise)\b/i;
