import { describe, expect, it } from 'vitest';
import { beforeRows, editedWord, lengthOptions, lengthsWords, standingOf } from './row-words';

describe('what a row stands as', () => {
  const row = { outcome: 'revised', flags: [], edit: null } as const;

  it('is what came of it', () => {
    expect(standingOf(row)).toBe('revised');
  });

  it('is cut where a text was cut, unless it is kept by hand', () => {
    const cut = { ...row, flags: ['cut'] } as const;
    expect(standingOf(cut)).toBe('cut');
    expect(standingOf({ ...cut, edit: { isKept: true } })).toBe('kept');
  });

  it('is rejected before anything else', () => {
    expect(standingOf({ ...row, flags: ['cut'], edit: { isRejected: true, isKept: true } })).toBe('rejected');
  });
});

describe('the mark of an edit', () => {
  it('tells a text of the author’s from a round that was picked', () => {
    expect(editedWord({ round: 2 })).toBe('round 2');
    expect(editedWord({ round: 2, chosen: 'At ten.' })).toBe('edited');
    expect(editedWord({ isSwapped: true, chosen: 'At ten.' })).toBe('swapped');
    expect(editedWord({ isRejected: true })).toBeNull();
  });
});

describe('a table without rows', () => {
  it('says that rows are on their way of a run that goes on alone', () => {
    expect(beforeRows({ status: { status: 'running' } })).toBe('The first rows are on their way.');
    expect(beforeRows({ status: { status: 'stopped' } })).toBe('Resume makes the first ones.');
  });
});

describe('the lengths of a row', () => {
  it('lead from an answer to its revision, and stand beside each other for two answers', () => {
    expect(lengthsWords({ words: [74, 45], outcome: 'revised' }, false)).toBe('74 → 45');
    expect(lengthsWords({ words: [22, 21], outcome: 'flipped' }, true)).toBe('22 | 21');
  });

  it('say what is still to come, and what never came', () => {
    expect(lengthsWords({ words: [58, null], outcome: 'under-way' }, false)).toBe('58 → …');
    expect(lengthsWords({ words: [39, null], outcome: 'nothing-to-improve' }, false)).toBe('39 → –');
    expect(lengthsWords({ words: [null, null], outcome: 'failed' }, false)).toBe('–');
  });
});

describe('the choice of a length', () => {
  it('names the second answer where every row has two, and the revision as what comes after', () => {
    const labels = (isPair: boolean) => lengthOptions(isPair).map(({ label }) => label);
    expect(labels(true)).toEqual(expect.arrayContaining(['B longer', 'B half or less']));
    expect(labels(false)).toEqual(expect.arrayContaining(['Longer after', 'Half or less after']));
  });
});
