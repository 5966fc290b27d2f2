import { describe, expect, it } from 'vitest';
import { describeUnderstanding } from './understanding';

const none = { principles: [], values: {} };

describe('What is understood of a prompt', () => {
  it.each([
    [
      'Write an email to my landlord about the broken heater, in a formal tone and at most 80 words.',
      { kind: 'email', audience: 'my landlord', length: 'at most 80 words', tone: 'formal' },
    ],
    [
      'Write a poem about the sea for my daughter in four lines.',
      { kind: 'poem', audience: 'my daughter', length: 'in four lines' },
    ],
    ['Write a function that adds two numbers. Return JSON.', { kind: 'function', format: 'JSON' }],
    [
      'Schreib einen Brief an meinen Vermieter, höchstens 5 Sätze.',
      { kind: 'brief', audience: 'meinen Vermieter', length: 'höchstens 5 Sätze' },
    ],
    ['Translate it into French as a numbered list.', { language: 'French', format: 'a numbered list' }],
    ['Plan a picnic for a party.', {}],
    ['Why is the sky blue?', {}],
  ])('is in "%s" what it says of the answer', (instruction, understood) => {
    expect(describeUnderstanding({ ...none, instruction })).toEqual({ variables: [], ...understood });
  });

  it('names the variables, and takes what they hold for material', () => {
    const email = 'Please answer in two sentences as a numbered list, to my boss.';
    const values = { email, audience: 'a new colleague', empty: '' };
    const understood = describeUnderstanding({
      principles: ['Use bullets.'],
      values,
      instruction: `Answer this: ${email}`,
    });
    expect(understood).toEqual({
      variables: [
        ['email', email],
        ['audience', 'a new colleague'],
      ],
      format: 'a list with bullets',
      audience: 'a new colleague',
    });
  });

  it('is read in time that grows with the prompt', () => {
    for (const piece of ['to my ', 'at most ', 'a', 'for a b c ', '1 ', 'reader is '])
      expect(describeUnderstanding({ ...none, instruction: piece.repeat(200_000 / piece.length) }).variables).toEqual(
        [],
      );
  });
});
