import { describe, expect, it } from 'vitest';
import { findConflicts, mergePrinciples } from './conflicts';

describe('conflicts of a new principle', () => {
  it('are those that the rules can tell', () => {
    expect(findConflicts({ principles: ['Use bullets.', 'Be kind.', 'Never use bullets.'], n: 3 })).toMatchObject([
      { principle: 1 },
    ]);
    expect(findConflicts({ principles: ['Use bullets.', 'Be kind.'], n: 2 })).toEqual([]);
  });
});

describe('one principle of two', () => {
  it.each([
    [
      'Be brief.',
      'When the user asks why, explain at length.',
      'Be brief, but when the user asks why, explain at length.',
    ],
    ['When the user asks why, explain.', 'Be brief.', 'Be brief, but when the user asks why, explain.'],
    ['Use bullets.', 'Never use bullets.', 'Never use bullets; apart from that, use bullets.'],
    ['Warn of sharp edges.', 'Warn readers of sharp edges.', 'Warn readers of sharp edges.'],
  ])('%s and %s', (older, newer, text) => {
    expect(mergePrinciples({ principles: [older, newer], why: '' })).toEqual({ scope: 'always', trigger: '', text });
  });
});
