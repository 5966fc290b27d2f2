import { describe, expect, it } from 'vitest';
import { type VerdictRow, verdictOf } from './verdict';

/** So many rows of a label, read as another. */
function read(count: number, golden: string, predicted: string | null, followedRule = true): readonly VerdictRow[] {
  return Array.from({ length: count }, () => ({ golden, predicted, followedRule }));
}

const asked = {
  split: 'test',
  labels: ['ham', 'spam'],
  score: { kind: 'accuracy' },
  seed: 1,
  validation: null,
  isPractice: false,
} as const;

function kindsOf(changes: Partial<Parameters<typeof verdictOf>[0]>) {
  return verdictOf({ ...asked, rows: read(300, 'ham', 'ham'), ...changes })?.reasons.map(({ kind }) => kind);
}

describe('the verdict on a labeler', () => {
  it('is not to use one that is right more seldom than who always gives the most frequent label', () => {
    const rows = [
      ...read(40, 'ham', 'ham'),
      ...read(45, 'ham', 'spam'),
      ...read(12, 'spam', 'spam'),
      ...read(3, 'spam', 'ham'),
    ];
    const verdict = verdictOf({ ...asked, rows });
    expect(verdict).toMatchObject({
      advice: 'do-not-use',
      rows: 100,
      accuracy: 0.52,
      majority: { label: 'ham', accuracy: 0.85 },
    });
    expect(verdict?.difference.difference).toBeCloseTo(-0.33, 12);
  });

  it('is not to use one that is no better either', () => {
    expect(verdictOf({ ...asked, rows: [...read(85, 'ham', 'ham'), ...read(15, 'spam', 'ham')] })?.advice).toBe(
      'do-not-use',
    );
  });

  it('is that nothing is shown while chance may have made the gain', () => {
    const rows = [
      ...read(50, 'ham', 'ham'),
      ...read(5, 'ham', 'spam'),
      ...read(8, 'spam', 'spam'),
      ...read(37, 'spam', 'ham'),
    ];
    expect(verdictOf({ ...asked, rows })?.advice).toBe('unproven');
  });

  it('is to use one that is better by more than chance', () => {
    const rows = [...read(50, 'ham', 'ham'), ...read(40, 'spam', 'spam'), ...read(10, 'spam', 'ham')];
    expect(verdictOf({ ...asked, rows })?.advice).toBe('use');
  });

  it('is by the score that the run was after', () => {
    const rows = [...read(80, 'ham', 'ham'), ...read(15, 'ham', 'spam'), ...read(5, 'spam', 'spam')];
    const verdict = verdictOf({ ...asked, rows, score: { kind: 'macro-f1' } });
    expect(verdict?.accuracy).toBeLessThan(verdict?.majority.accuracy ?? 0);
    expect(verdict?.difference.difference).toBeGreaterThan(0);
    expect(verdict?.advice).not.toBe('do-not-use');
  });

  it('is none without rows', () => {
    expect(verdictOf({ ...asked, rows: [] })).toBeNull();
  });
});

describe('the reasons of a verdict', () => {
  it('name few rows, and how far they may be off', () => {
    expect(verdictOf({ ...asked, rows: read(100, 'ham', 'ham') })?.reasons).toContainEqual({
      kind: 'few-rows',
      reach: 0.098,
    });
    expect(kindsOf({ rows: [...read(150, 'ham', 'ham'), ...read(150, 'spam', 'spam')] })).toEqual([]);
  });

  it('name a label that nearly all rows have', () => {
    const rows = [...read(290, 'ham', 'ham'), ...read(10, 'spam', 'spam')];
    expect(kindsOf({ rows })).toEqual(['skew']);
  });

  it('name rules that fit the rows that chose them better than new ones', () => {
    const rows = [...read(150, 'ham', 'ham'), ...read(150, 'spam', 'ham')];
    expect(kindsOf({ rows, validation: 0.82 })).toEqual(['overfitting']);
    expect(kindsOf({ rows, validation: 0.52 })).toEqual([]);
    // Validation rows are no news to the rules.
    expect(kindsOf({ rows, validation: 0.82, split: 'validation' })).toEqual([]);
  });

  it('name rows that were read without a rule, or not at all', () => {
    const half = read(150, 'spam', 'spam');
    expect(kindsOf({ rows: [...half, ...read(150, 'ham', 'ham', false)] })).toEqual(['no-rule']);
    expect(kindsOf({ rows: [...half, ...read(150, 'ham', null, false)] })).toEqual(['unread']);
  });

  it('name labels with too few rows to say anything of them', () => {
    const rows = [...read(150, 'ham', 'ham'), ...read(150, 'spam', 'spam'), ...read(3, 'phish', 'phish')];
    expect(verdictOf({ ...asked, labels: ['ham', 'spam', 'phish'], rows })?.reasons).toEqual([
      { kind: 'rare-labels', labels: ['phish'] },
    ]);
  });

  it('name the practice model', () => {
    const rows = [...read(150, 'ham', 'ham'), ...read(150, 'spam', 'spam')];
    expect(kindsOf({ rows, isPractice: true })).toEqual(['practice']);
  });
});
