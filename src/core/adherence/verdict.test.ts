import { describe, expect, it } from 'vitest';
import { judgeByRules, tallyOf } from './verdict';

describe('The judgement of a response by a principle', () => {
  it.each([
    ['Give two uses.', '1. Hold it.\n2. Drop it.', 'followed', ''],
    ['Give two uses.', '1. Hold it.\n2. Drop it.\n3. Hide it.', 'not-followed', 'has 3 points and not exactly 2'],
    ['Give exactly two reasons as a numbered list.', '1. It is late.\n2. It is cold.', 'followed', ''],
    [
      'Give five, each in one short sentence.',
      '- A.\n- B.\n- C.\n- D. And more.\n- E.',
      'not-followed',
      'has a point of several sentences',
    ],
    ['Use a numbered list instead of bullets.', '1. A.\n2. B.', 'followed', ''],
    ['Do not ask questions.', 'Is it late?', 'not-followed', 'asks a question'],
  ])('is sure where it reads all of "%s"', (principle, response, verdict, why) => {
    expect(judgeByRules(principle, response)).toEqual({ verdict, why });
  });

  it.each([
    'Make it rhyme.',
    'I do not have a lamp.',
    "I can't use glue in my dorm.",
    'It is too formal.',
    'The friendly tone puts me off.',
    'The answer is not formal enough.',
    'If the reader is a child, use a numbered list.',
    'Zu formal, und ohne Beispiele.',
    'Demasiado formal.',
    'Use two metaphors about the sea.',
    'Keep the response under 40 words and make it rhyme.',
    'Why is it so formal?',
    `Keep it under 40 words, and ${'so on and '.repeat(80)}on.`,
  ])('is unsure of "%s"', (principle) => {
    expect(judgeByRules(principle, 'A short text.').verdict).toBe('unsure');
  });

  it('is that a principle is not followed as soon as a part of it is broken, whatever else it asks for', () => {
    expect(judgeByRules('Keep the response under 3 words and make it rhyme.', 'One two three four.')).toEqual({
      verdict: 'not-followed',
      why: 'has 4 words and not at most 2',
    });
  });
});

describe('Judgements of several responses', () => {
  const followed = { verdict: 'followed', why: '' } as const;
  const broken = { verdict: 'not-followed', why: 'has 3 points' } as const;
  const unsure = { verdict: 'unsure', why: '' } as const;
  const apart = { verdict: 'does-not-apply', why: '' } as const;

  it.each([
    [[followed, followed, followed], { verdict: 'followed', count: 3, of: 3, seen: null }],
    [[followed, broken, followed], { verdict: 'not-followed', count: 1, of: 3, seen: { n: 2, why: 'has 3 points' } }],
    [[unsure, followed], { verdict: 'unsure', count: 1, of: 2, seen: null }],
    [[apart, followed], { verdict: 'followed', count: 1, of: 1, seen: null }],
    [[apart, apart], { verdict: 'does-not-apply', count: 2, of: 2, seen: null }],
  ])('come to one verdict (%#)', (judgements, tally) => {
    expect(tallyOf(judgements)).toEqual(tally);
  });

  it('come to none where there is no response', () => {
    expect(tallyOf([])).toBeNull();
  });
});
