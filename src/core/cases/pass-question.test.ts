import { describe, expect, it } from 'vitest';
import { passQuestion } from './pass-question';

describe('the pass question', () => {
  it.each([
    ['kudos', 'It is short and to the point.', 'Is it still so: It is short and to the point?'],
    ['critique', 'Too long!', 'Is it free of this: Too long?'],
    ['critique', '  Two\nlines ', 'Is it free of this: Two lines?'],
  ] as const)('of a %s holds its words: %s', (kind, reason, question) => {
    expect(passQuestion({ kind, reason, response: 'Anything.' })).toBe(question);
  });

  it.each([
    ['shorter', 'One two three four five six.', 'One two.', 'be short (about 2 words)'],
    ['longer', 'One two.', 'One two three four.', 'be detailed (about 4 words)'],
    ['as a list', 'One and two.', '1. One\n2. Two', 'use a list'],
    ['as running text', '1. One\n2. Two', 'One, two', 'use running text, not a list'],
    ['with other points', '1. One\n2. Two', '1. One\n2. Two\n3. Three', 'give 3 points'],
    ['in other words', 'Hello to you.', 'Good day now.', 'say it that way'],
    ['with a question', 'One two three.', 'One two three?', 'end with a question'],
  ])('of a rewrite that is %s says so', (_, response, reason, difference) => {
    expect(passQuestion({ kind: 'rewrite', reason, response })).toContain(difference);
  });
});
