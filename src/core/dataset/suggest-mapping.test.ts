import { describe, expect, it } from 'vitest';
import { tableOf } from '../../testing/table-of';
import { columnWords } from './column-words';
import { readNumber } from './read-number';
import { suggestMapping } from './suggest-mapping';

const long = [
  'The invoice of last month is wrong again',
  'My parcel has not come in two weeks',
  'How do I change my address here',
  'I was charged twice for one order',
];

/** Forty rows; a column's cells come again and again. */
function suggestionFor(columns: Readonly<Record<string, readonly string[]>>) {
  const rows = Array.from({ length: 40 }, (_, row) =>
    Object.values(columns).map((cells) => cells[row % cells.length] ?? ''),
  );
  return suggestMapping(tableOf(Object.keys(columns), rows).summary);
}

const unique = Array.from({ length: 40 }, (_, row) => `${row + 1}`);

describe('the suggested mapping', () => {
  it('finds the label by its name, the texts by their length, the id by its values', () => {
    expect(
      suggestionFor({
        ticketId: unique,
        subject: ['Invoice wrong', 'Where is it'],
        body: long,
        channel: ['mail', 'web'],
        team: ['Billing', 'Shipping', 'Other'],
      }),
    ).toEqual({
      labelColumn: 'team',
      inputColumns: ['subject', 'body'],
      idColumn: 'ticketId',
      groupColumn: null,
      taskDescription: 'Decide the team of this row from subject and body.',
      threshold: null,
      merged: {},
    });
  });

  it('finds a label without a telling name by its few values, the last one first', () => {
    const { labelColumn, inputColumns } = suggestionFor({ a: long, b: ['x', 'y'], c: ['p', 'q', 'r'] });
    expect({ labelColumn, inputColumns }).toEqual({ labelColumn: 'c', inputColumns: ['a'] });
  });

  it('puts a threshold to degrees, named after the header', () => {
    const { threshold, taskDescription } = suggestionFor({ tweet_text: long, isHate: ['0.0', '0.3', '0.8', '1.0'] });
    expect(threshold).toEqual({ above: 0.5, positive: 'hate', negative: 'not hate' });
    expect(taskDescription).toBe('Decide from tweet text whether this row is hate or not hate.');
    const thresholdOf = (name: string, values: readonly string[]) =>
      suggestionFor({ text: long, [name]: values }).threshold;
    expect(thresholdOf('toxic', ['0', '0.25', '1'])).toEqual({ above: 0.5, positive: 'toxic', negative: 'not toxic' });
    expect(thresholdOf('toxicity_score', ['0.1', '0.9'])).toMatchObject({ positive: 'toxic' });
    expect(thresholdOf('label', ['0.1', '0.9'])).toMatchObject({ positive: 'positive', negative: 'negative' });
    expect(thresholdOf('rating', ['1.5', '4.5'])).toMatchObject({ above: 3 });
  });

  it.each([
    ['true', 'false'],
    ['yes', 'no'],
    ['0', '1'],
    ['1', '2', '3', '4', '5'],
    ['1.0', '2.0', '3.0', '4.0', '5.0'],
    ['0.0', '1.0', '2.0'],
    ['0.00', '1.00'],
    ['1e0', '2.', '3'],
  ])('leaves %s and its like as labels', (...values) => {
    expect(suggestionFor({ text: long, label: values }).threshold).toBeNull();
  });

  it('asks whether, where the header does', () => {
    expect(suggestionFor({ message: long, is_spam: ['yes', 'no'] }).taskDescription).toBe(
      'Decide from message whether this row is spam.',
    );
    expect(suggestionFor({ title: long, text: long, url: ['x'], hasRefund: ['true', 'false'] }).taskDescription).toBe(
      'Decide from title and text whether this row has refund.',
    );
  });

  it('takes no id for one that several rows share', () => {
    expect(suggestionFor({ user_id: unique, text: long, label: ['a', 'b'] }).idColumn).toBeNull();
    expect(suggestionFor({ id: ['1', '2'], text: long, label: ['a', 'b'] }).idColumn).toBeNull();
  });

  it('finds an input where nothing is long', () => {
    expect(suggestionFor({ word: ['cat', 'red', 'dog'], class: ['noun', 'adjective'] }).inputColumns).toEqual(['word']);
    expect(suggestionFor({ height: ['1', '2'], width: ['3', '4'], class: ['a', 'b'] }).inputColumns).toEqual([
      'height',
      'width',
    ]);
  });

  it('has something to say of a table with one column, or with none', () => {
    expect(suggestionFor({ text: long })).toMatchObject({ labelColumn: 'text', inputColumns: [] });
    expect(suggestMapping({ columns: [] })).toMatchObject({ labelColumn: '', inputColumns: [] });
  });
});

describe('the words of a column', () => {
  it.each([
    ['isHate', 'is hate'],
    ['tweet_text', 'tweet text'],
    ['Customer Message', 'customer message'],
    ['SUBJECT', 'subject'],
    ['productSKU', 'product SKU'],
    ['HTMLBody', 'HTML body'],
    ['label2', 'label2'],
  ])('are those of %s', (name, words) => expect(columnWords(name).join(' ')).toBe(words));
});

describe('the number in a cell', () => {
  it.each([
    ['1', 1],
    [' -2.50 ', -2.5],
    ['.5', 0.5],
    ['3.', 3],
    ['1e3', 1000],
    ['0,75', 0.75],
    ['1,0', 1],
    ['', null],
    ['1,234', null],
    ['1 2', null],
    ['0x10', null],
    ['Infinity', null],
    ['1e999', null],
    ['NaN', null],
  ])('is read from %j as %s', (cell, number) => expect(readNumber(cell)).toBe(number));
});
