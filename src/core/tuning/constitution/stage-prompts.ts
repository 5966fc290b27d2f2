import type {
  AnswerPromptSubject,
  CompareAnswersSubject,
  CritiqueAnswerSubject,
  Exchange,
  ReviseAnswerSubject,
} from '../../instructions/task';
import type { PromptTurn } from '../../model/model-prompt';
import type { TextTurn } from '../run/made-row';
import type { ComparisonPrinciple, RequestPair, RevisionExample, TuningConstitution } from './tuning-constitution';

/*
 * What each stage is asked. The instructions of the same name in `core/instructions` render a subject as the prompt, and read the reply.
 */

type Turns = readonly TextTurn[];

/** The constitution's system message comes first; one that the prompt brought along follows it. */
export function answerSubject({ systemMessages }: TuningConstitution, turns: Turns): AnswerPromptSubject {
  const { system, conversation } = said(turns);
  return { system: [systemMessages.answer, system].filter((text) => text !== '').join('\n\n'), conversation };
}

/** `answer` is the text to criticise: the first answer, or what the round before made of it. */
export function critiqueSubject(
  { systemMessages, revisionExamples }: TuningConstitution,
  { turns, answer, pair }: { readonly turns: Turns; readonly answer: string; readonly pair: RequestPair },
): CritiqueAnswerSubject {
  return {
    system: systemMessages.critique,
    examples: revisionExamples.flatMap((example) => {
      const { critique } = example;
      return critique === undefined ? [] : [{ ...critiqueOf(example), critique }];
    }),
    exchange: { ...said(turns), answer },
    critiqueRequest: pair.critique,
  };
}

export function revisionSubject(
  { systemMessages, revisionExamples }: TuningConstitution,
  step: { readonly turns: Turns; readonly answer: string; readonly pair: RequestPair; readonly critique: string },
): ReviseAnswerSubject {
  return {
    system: systemMessages.revision,
    examples: revisionExamples.map((example) => ({
      ...critiqueOf(example),
      ...(example.critique === undefined ? {} : { critique: example.critique }),
      revisionRequest: example.revisionPrinciple,
      revision: example.revision,
    })),
    exchange: { ...said(step.turns), answer: step.answer },
    critiqueRequest: step.pair.critique,
    critique: step.critique,
    revisionRequest: step.pair.revision,
  };
}

/** `answers` in the order in which they stand. */
export function comparisonSubject(
  { comparisonExamples }: TuningConstitution,
  step: {
    readonly turns: Turns;
    readonly answers: readonly [string, string];
    readonly principle: ComparisonPrinciple;
  },
): CompareAnswersSubject {
  return {
    ...said(step.turns),
    examples: comparisonExamples.flatMap(({ task, chainOfThought, selectedAnswer }) => {
      const choice = choiceIn(selectedAnswer);
      return choice === null ? [] : [{ task, reasoning: chainOfThought, choice }];
    }),
    principle: step.principle.text,
    answers: step.answers,
  };
}

/** Which of the two an example names; null where it names none, or both. */
export function choiceIn(selectedAnswer: string): 'A' | 'B' | null {
  const [a, b] = [selectedAnswer.includes('(A)'), selectedAnswer.includes('(B)')];
  if (a === b) return null;
  return a ? 'A' : 'B';
}

function critiqueOf({ input, initialAnswer, critiquePrinciple }: RevisionExample) {
  const exchange: Exchange = { system: '', conversation: [turnOf('user', input)], answer: initialAnswer };
  return { exchange, critiqueRequest: critiquePrinciple };
}

function said(turns: Turns): Omit<Exchange, 'answer'> {
  const system = turns.flatMap(({ role, text }) => (role === 'system' ? [text] : [])).join('\n\n');
  return { system, conversation: turns.flatMap(({ role, text }) => (role === 'system' ? [] : [turnOf(role, text)])) };
}

function turnOf(role: PromptTurn['role'], text: string): PromptTurn {
  return { role, parts: [{ type: 'text', text }] };
}
