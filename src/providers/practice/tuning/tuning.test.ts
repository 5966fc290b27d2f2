import { describe, expect, it } from 'vitest';
import { compareAnswersInstruction } from '../../../core/instructions/compare-answers';
import { critiqueAnswerInstruction } from '../../../core/instructions/critique-answer';
import { pairFromPrincipleInstruction } from '../../../core/instructions/pair-from-principle';
import { reviseAnswerInstruction } from '../../../core/instructions/revise-answer';
import type { CompareAnswersSubject, CritiqueAnswerSubject } from '../../../core/instructions/task';
import type { PromptTurn } from '../../../core/model/model-prompt';
import { deriveSeed } from '../../../core/random';
import { answerPrompt } from './answer';
import { compareAnswers } from './comparison';
import { critiqueAnswer } from './critique';
import { pairFromPrinciple } from './pair';
import { reviseAnswer } from './revision';

const user = (text: string): PromptTurn => ({ role: 'user', parts: [{ type: 'text', text }] });
const system = 'You talk with pupils about physics. Use short sentences.';
const things = ['fridge', 'whale', 'magnet', 'rainbow', 'bicycle', 'kettle', 'shadow', 'moon', 'echo', 'candle'];
const prompts = things.flatMap((thing) => [
  `How does a ${thing} work?`,
  `Why is my ${thing} not like the one of my sister, and what changed?`,
  `Where does the ${thing} come from?`,
]);
const request = 'Does the reply explain before the pupil has had a turn to think?';
const answerTo = (prompt: string, seed: number): string => answerPrompt({ system, conversation: [user(prompt)] }, seed);
const critiqueOf = (prompt: string, answer: string, critiqueRequest = request) => {
  const subject: CritiqueAnswerSubject = {
    system: '',
    examples: [],
    exchange: { system: '', conversation: [user(prompt)], answer },
    critiqueRequest,
  };
  const read = critiqueAnswerInstruction.parse(JSON.stringify(critiqueAnswer(subject)), subject);
  if (!read.ok) throw new Error(read.error);
  return { ...read.value, subject };
};
const revisionOf = (prompt: string, answer: string, revisionRequest: string): string => {
  const { subject, critique } = critiqueOf(prompt, answer);
  const read = reviseAnswerInstruction.parse(reviseAnswer({ ...subject, critique, revisionRequest }, 1));
  if (!read.ok) throw new Error(read.error);
  return read.value;
};

describe('the practice model makes data:', () => {
  it('an answer is the same for the same seed, and mostly another one for another seed', () => {
    expect(answerTo('How does a fridge work?', 5)).toBe(answerTo('How does a fridge work?', 5));
    const pairs = prompts.map((prompt, n) => [1, 2].map((k) => answerTo(prompt, deriveSeed(7, n, k))));
    const different = pairs.filter(([a, b]) => a !== b).length;
    expect(different).toBeGreaterThan(prompts.length * 0.7);
    expect(new Set(pairs.flat()).size).toBeGreaterThan(prompts.length);
  });

  it('an answer speaks of its prompt, in whatever script', () => {
    expect(answerTo('How does a Fridge work?', 3)).toContain('Fridge');
    expect(answerTo('لماذا السماء زرقاء؟', 3)).toContain('السماء');
    expect(answerTo('?', 3)).toMatch(/\p{L}/u);
  });

  it('an answer draws on the facts of the system message', () => {
    const facts = 'You sell lamps. The shop opens at nine. Parcels take three days.';
    expect(answerPrompt({ system: facts, conversation: [user('When does the shop open?')] }, 0)).toContain('nine');
  });

  it('some answers have nothing to improve, and most have', () => {
    const problems = prompts.filter((prompt, n) => critiqueOf(prompt, answerTo(prompt, n)).hasProblem).length;
    expect(problems).toBeGreaterThan(prompts.length / 2);
    expect(problems).toBeLessThan(prompts.length);
  });

  it('a critique says what the rules see', () => {
    const { critique } = critiqueOf('Why?', 'It is so. It has always been so, everywhere.', 'Use at most 5 words.');
    expect(critique).toBe('The answer has 9 words and not at most 5.');
  });

  it('a revision differs from the answer, and takes up words of the critique', () => {
    for (const [n, prompt] of prompts.entries()) {
      const answer = answerTo(prompt, n);
      const { hasProblem, critique } = critiqueOf(prompt, answer);
      if (!hasProblem) continue;
      const revision = revisionOf(prompt, answer, 'Keep what is needed, and leave the rest to the pupil.');
      const [, word = ''] = /“([^”]+)”/.exec(critique) ?? [];
      expect(revision).not.toBe(answer);
      expect(revision).toContain(word);
      expect(revision).not.toMatch(/critique|revis/i);
    }
  });

  it('a revision does what the rules understand of the request', () => {
    const answer = 'Look at the fridge first. Say what cold means to you. Compare it with a cellar.';
    expect(revisionOf('How does a fridge work?', answer, 'End with a question.')).toMatch(/\?$/);
    expect(revisionOf('How does a fridge work?', answer, 'Use bullets.')).toMatch(/^- .*\n- /m);
  });

  it('comparisons agree, tie and flip', () => {
    const outcomes = prompts.map((prompt, n) => {
      const answers = [answerTo(prompt, deriveSeed(7, n, 1)), answerTo(prompt, deriveSeed(7, n, 2))] as const;
      const [there, back] = [answers, [answers[1], answers[0]] as const].map((each) => {
        const subject: CompareAnswersSubject = {
          system: '',
          conversation: [user(prompt)],
          examples: [],
          principle: 'Which reply names an example from life?',
          answers: each,
        };
        const read = compareAnswersInstruction.parse(JSON.stringify(compareAnswers(subject)), subject);
        return read.ok ? read.value.choice : 'unreadable';
      });
      if (there === 'tie' && back === 'tie') return 'tie';
      return there === back ? 'flipped' : 'agreed';
    });
    const share = (outcome: string): number => outcomes.filter((each) => each === outcome).length / outcomes.length;
    expect(share('agreed')).toBeGreaterThan(0.5);
    expect(share('tie')).toBeGreaterThan(0);
    expect(share('flipped')).toBeGreaterThan(0);
    expect(share('flipped')).toBeLessThan(0.3);
  });

  it('a principle becomes three requests that hold its words', () => {
    const principle = 'Write “fridge” in at most 20 words.';
    const read = pairFromPrincipleInstruction.parse(JSON.stringify(pairFromPrinciple({ principle })), { principle });
    expect(read.ok && read.value.critique).toContain('“Write "fridge" in at most 20 words.”');
    expect(read.ok && Object.values(read.value).every((words) => words.includes('at most 20 words'))).toBe(true);
  });
});
