import { describe, expect, it } from 'vitest';
import {
  everyMistake,
  followedRule,
  listMistakes,
  type MistakeFilter,
  namesRules,
  ruleWords,
  showsAll,
} from './mistake-list';
import type { ReadRow } from './shown-evaluation';

const row = (n: number, given: Partial<ReadRow> = {}): ReadRow => ({
  id: `row-${n}`,
  row: n,
  fields: [{ name: 'body', text: `Text of row ${n}` }],
  golden: 'Billing',
  inFile: 'Billing',
  prediction: { label: 'Bug', outcome: 'read' },
  ...given,
});

const right = row(1, { prediction: { label: 'Billing', outcome: 'read' } });
const sure = row(9, { prediction: { label: 'Bug', outcome: 'read', confidence: 0.9 } });
const unsure = row(2, { prediction: { label: 'Bug', outcome: 'read', confidence: 0.4 } });
const unread = row(5, { golden: 'Access', prediction: { label: null, outcome: 'blocked' } });
const rows = [right, sure, unsure, unread];
const numbers = (list: readonly ReadRow[]) => list.map((each) => each.row);

describe('the list of mistakes', () => {
  it('holds what was misread or not read, in the order of the file', () => {
    expect(numbers(listMistakes(rows, { filter: everyMistake, order: 'row' }))).toEqual([2, 5, 9]);
  });

  it('shows the rows of a cell of the confusion matrix', () => {
    const cell = { ...everyMistake, golden: 'Access', predicted: { kind: 'unread' } as const };
    expect(numbers(listMistakes(rows, { filter: cell, order: 'row' }))).toEqual([5]);
  });

  it('shows the rows that were read rightly for a cell of the diagonal', () => {
    const cell: MistakeFilter = {
      ...everyMistake,
      golden: 'Billing',
      predicted: { kind: 'label', label: 'Billing' } as const,
      kind: 'right',
    };
    expect(numbers(listMistakes(rows, { filter: cell, order: 'row' }))).toEqual([1]);
  });

  it('shows the rows whose label was corrected, misread or not', () => {
    const corrected = row(7, { golden: 'Bug', inFile: 'Billing' });
    const filter = { ...everyMistake, kind: 'corrected' } as const;
    expect(numbers(listMistakes([...rows, corrected], { filter, order: 'row' }))).toEqual([5, 7]);
  });

  it('knows whether anything but the kind of row narrows it', () => {
    expect(showsAll({ ...everyMistake, kind: 'corrected', search: ' ' })).toBe(true);
    expect(showsAll({ ...everyMistake, golden: 'Bug' })).toBe(false);
  });

  it('orders by confidence, and puts rows without one last either way', () => {
    expect(numbers(listMistakes(rows, { filter: everyMistake, order: 'most-sure' }))).toEqual([9, 2, 5]);
    expect(numbers(listMistakes(rows, { filter: everyMistake, order: 'least-sure' }))).toEqual([2, 9, 5]);
  });

  it('finds words whatever their case', () => {
    const filter = { ...everyMistake, search: ' OF ROW 9' };
    expect(numbers(listMistakes(rows, { filter, order: 'row' }))).toEqual([9]);
  });
});

describe('the rule that was followed', () => {
  const rulebook = {
    task: '',
    labels: [
      { label: 'Billing', rules: [] },
      {
        label: 'Bug',
        rules: [
          { id: 'a', text: 'It fails.' },
          { id: 'b', text: 'It is slow.' },
        ],
      },
    ],
  };

  it('is named by its label and its number', () => {
    const followed = row(1, { prediction: { label: 'Bug', outcome: 'read', ruleId: 'b' } });
    expect(followedRule(followed, rulebook)).toBe('Bug 2');
  });

  it('is named with the expert whose rule it is', () => {
    const followed = row(1, { prediction: { label: 'Bug', outcome: 'read', ruleId: 'a', expert: 1 } });
    expect(followedRule(followed, rulebook)).toBe('Bug 1, expert 2');
  });

  it('may be gone since', () => {
    const followed = row(1, { prediction: { label: 'Bug', outcome: 'read', ruleId: 'c' } });
    expect(followedRule(followed, rulebook)).toBe('a rule that is gone');
  });

  it('is told with its words for a row that was typed in', () => {
    expect(ruleWords({ ruleId: 'b' }, rulebook)).toBe('Bug 2: It is slow.');
    expect(ruleWords({}, rulebook)).toBe('');
  });

  it('gives way to the reason where there is no answer', () => {
    expect(followedRule(unread, rulebook)).toBe('the reply was blocked');
  });

  it('is not told by a model that chooses labels alone, which is something else than having followed none', () => {
    expect(namesRules([right, sure, unread])).toBe(false);
    expect(namesRules([right, row(3, { prediction: { label: 'Bug', outcome: 'read', ruleId: 'a' } })])).toBe(true);
    // Nothing was read: there is nobody to tell.
    expect(namesRules([unread])).toBe(true);
    expect(followedRule(sure, rulebook, 'not told')).toBe('not told');
    expect(followedRule(sure, rulebook)).toBe('none');
    expect(followedRule(unread, rulebook, 'not told')).toBe('the reply was blocked');
  });
});
