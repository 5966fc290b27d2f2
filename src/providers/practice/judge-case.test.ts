import { describe, expect, it } from 'vitest';
import type { JudgeCaseSubject } from '../../core/instructions/task';
import { judgeCase } from './judge-case';

const subject: JudgeCaseSubject = {
  values: {},
  question: 'Is it free of this: too dry?',
  isMade: true,
  feedback: { kind: 'critique', text: 'When the user asks for the price, mention children.' },
  earlier: 'A ticket costs 12 euros.',
  response: 'A ticket costs 12 euros. Children under six get in free.',
};

describe('the practice model as the judge of a case', () => {
  it('takes the condition of the feedback for met, and judges what is to be done then', () => {
    expect(judgeCase(subject).verdict).toBe('passes');
    expect(judgeCase({ ...subject, response: 'A ticket costs 12 euros.' })).toMatchObject({ verdict: 'fails' });
  });

  it('is unsure of a question that the author has worded, and of feedback that it has no rule for', () => {
    expect(judgeCase({ ...subject, isMade: false }).verdict).toBe('unsure');
    const feedback = { kind: 'critique', text: 'It has no soul.' } as const;
    expect(judgeCase({ ...subject, feedback }).verdict).toBe('unsure');
  });
});
