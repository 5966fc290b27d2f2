import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../../core/labeler/score/verdict';
import { reasonWords, verdictWords } from './verdict-words';

const verdict: Verdict = {
  split: 'test',
  rows: 100,
  accuracy: 0.52,
  majority: { label: 'ham', count: 85, accuracy: 0.85 },
  score: { kind: 'accuracy' },
  own: 0.52,
  majorityScore: 0.85,
  difference: { difference: -0.33, low: -0.43, high: -0.22 },
  advice: 'do-not-use',
  reasons: [],
};

describe('the verdict in words', () => {
  it('says how often the labeler is right, how often the most frequent label is, and what to do', () => {
    expect(verdictWords(verdict)).toBe(
      'On 100 rows it had not seen it is right 52% of the time. Always answering “ham”: 85%. Do not use it yet.',
    );
  });

  it('says when the rows are those that chose the rules', () => {
    expect(verdictWords({ ...verdict, split: 'validation' })).toMatch(/^On 100 rows that its rules were chosen by it/);
  });

  it('says what the run was after, where that is another score', () => {
    const words = verdictWords({
      ...verdict,
      score: { kind: 'macro-f1' },
      own: 0.614,
      majorityScore: 0.459,
      advice: 'use',
    });
    expect(words).toMatch(/ Its macro F1 is 0\.61 against 0\.46\. It is better, by more than chance\.$/);
  });

  it('names in its reasons what so few rows can show at all', () => {
    expect(reasonWords({ kind: 'few-rows', reach: 0.098 })).toMatch(/^On so few rows a share may be off by 10 points /);
    expect(reasonWords({ kind: 'rare-labels', labels: ['spam', 'phish'] })).toMatch(/“spam” and “phish”\.$/);
  });
});
