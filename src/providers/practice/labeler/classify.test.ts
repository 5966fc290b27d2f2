import { describe, expect, it } from 'vitest';
import type { NumberedRules } from '../../../core/instructions/task';
import { classify } from './classify';

const labels: readonly NumberedRules[] = [
  { label: 'Billing', rules: ['The row mentions charge, invoice or refund.', 'The row mentions price.'] },
  { label: 'Bug', rules: ['The row mentions crash, error or freeze.'] },
  { label: 'Leaving', rules: ['The customer wants the contract or the plan to end.'] },
];

function read(text: string, rules: readonly NumberedRules[] = labels) {
  return classify({ task: '', labels: rules, rows: [[{ name: 'body', text }]] });
}

const oneRule = (rule: string): readonly NumberedRules[] => [
  { label: 'yes', rules: [rule] },
  { label: 'no', rules: ['The row mentions lamp.'] },
];

describe('A row on the practice model', () => {
  it('gets the label whose rules name most of its words, and says by which rule', () => {
    expect(read('I want a refund for this invoice, whatever the error.')).toEqual({ label: 'Billing', rule: 1 });
    expect(read('What is the price?')).toEqual({ label: 'Billing', rule: 2 });
    expect(read('My contract should end in May.')).toEqual({ label: 'Leaving', rule: 1 });
  });

  it('finds other forms of a word', () => {
    expect(read('It keeps crashing.')).toEqual({ label: 'Bug', rule: 1 });
    expect(read('REFUNDED? Never.')).toEqual({ label: 'Billing', rule: 1 });
  });

  it('gets the same label in whatever order the labels are shown', () => {
    for (const text of ['refund or error?', 'nothing that a rule knows', 'an error ends the contract']) {
      expect(read(text, labels.toReversed())).toEqual(read(text));
    }
  });

  it('is not swayed by a word that the rules of every label name', () => {
    const rules = [
      { label: 'a', rules: ['The row mentions board, list or lamp.'] },
      { label: 'b', rules: ['The row mentions board or list.', 'The row mentions chair.'] },
    ];
    expect(read('A chair beside the board and the list.', rules)).toMatchObject({ label: 'b' });
    expect(read('A lamp beside the board and the list.', rules)).toMatchObject({ label: 'a' });
  });

  it.each([
    ['The row mentions tea, unless it mentions milk.', 'tea with milk', 'tea with lemon'],
    ['The row mentions tea, but not milk or sugar.', 'tea and sugar', 'tea and lemon'],
    ['The row is about tea. It does not mention milk.', 'tea, no milk left', 'tea'],
    ['The row mentions tea and has a question mark.', 'tea!', 'tea?'],
    ['The row mentions tea without a question mark.', 'tea?', 'tea'],
    ['The row mentions tea in words in capital letters.', 'more tea', 'MORE tea'],
    ['The row mentions tea in fewer than five words.', 'tea is all that I want today', 'tea again'],
    ['The row mentions tea and a number.', 'some tea', '3 cups of tea'],
  ])('keeps to "%s"', (rule, out, within) => {
    expect(read(`${out} lamp`, oneRule(rule))).toMatchObject({ label: 'no' });
    expect(read(within, oneRule(rule))).toEqual({ label: 'yes', rule: 1 });
  });

  it('is read by the input that a rule begins with', () => {
    const rows = [
      [
        { name: 'subject', text: 'Tea' },
        { name: 'body', text: 'The lamp is broken.' },
      ],
    ];
    expect(classify({ task: '', labels: oneRule('The subject mentions tea or cup.'), rows })).toMatchObject({
      rule: 1,
    });
    const ofBody = oneRule('The body mentions tea or cup.');
    expect(classify({ task: '', labels: ofBody, rows })).toEqual({ label: 'no', rule: 1 });
  });

  it('goes by the name of a label where no rule holds, and follows rule 0', () => {
    expect(read('A question about billing')).toEqual({ label: 'Billing', rule: 0 });
  });

  it('is a guess where nothing speaks for any label: each label gets its share of such rows', () => {
    const bare = labels.map(({ label }) => ({ label, rules: [] }));
    const guesses = Array.from({ length: 300 }, (_, index) => read(`Row ${index} of nothing.`, bare));
    for (const { label } of bare) {
      const share = guesses.filter((guess) => 'label' in guess && guess.label === label).length;
      expect(share).toBeGreaterThan(70);
      expect(share).toBeLessThan(130);
    }
  });

  it('is answered together with others, in their order', () => {
    const rows = ['error', 'refund', 'error'].map((text) => [{ name: 'body', text }]);
    expect(classify({ task: '', labels, rows })).toEqual({
      rows: ['Bug', 'Billing', 'Bug'].map((label) => ({ label, rule: 1 })),
    });
  });
});
