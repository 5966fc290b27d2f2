import { describe, expect, it } from 'vitest';
import type { FirstRuleSubject } from '../../../core/instructions/task';
import { firstRule } from './first-rule';
import { readWordRule } from './rule-text';

const rows = (...texts: readonly string[]) => texts.map((text) => [{ name: 'comment', text }]);
const subject: FirstRuleSubject = {
  task: '',
  label: 'Billing',
  examples: [
    {
      label: 'Billing',
      rows: rows(
        'Hello Priya, the invoice for 240 euros is wrong.',
        'Which invoice was charged?',
        'The receipt, please.',
      ),
    },
    { label: 'Bug', rows: rows('The board is wrong, please help.', 'Hello, it crashed.') },
  ],
};

const named = (rule: string) => readWordRule(rule)?.named ?? [];

describe('A first rule of the practice model', () => {
  it('names words of the rows of its label, those of several rows before others', () => {
    expect(firstRule(subject, 1)).toBe('The comment mentions charged, euros, invoice or receipt.');
    const more = rows('invoice apple pear plum cherry quince medlar rowan', 'the invoice');
    const long = { ...subject, examples: [{ label: 'Billing', rows: more }] };
    for (const seed of [1, 2, 3, 4]) expect(named(firstRule(long, seed))).toContain('invoice');
  });

  it('names no word that rows of other labels have, no name, no number, and no word of politeness', () => {
    for (const seed of [1, 2, 3]) expect(firstRule(subject, seed)).not.toMatch(/wrong|priya|240|hello|please/i);
  });

  it('is the same for the same seed, and another one for another seed', () => {
    const words = rows('apple pear plum cherry quince medlar rowan elder sloe');
    const many = { ...subject, examples: [{ label: 'Billing', rows: words }] };
    expect(firstRule(many, 5)).toBe(firstRule(many, 5));
    expect(new Set([1, 2, 3, 4].map((seed) => firstRule(many, seed))).size).toBeGreaterThan(1);
  });

  it('does not repeat what it was refused for', () => {
    const refused = [{ text: 'The comment mentions euros.', why: 'it repeats "euros", which stands in the row' }];
    expect(firstRule({ ...subject, refused }, 1)).toBe('The comment mentions charged, invoice or receipt.');
  });

  it('goes by the name of the label when its rows have no word of their own', () => {
    const bare = { ...subject, examples: [{ label: 'Billing', rows: rows('12 34', '…') }] };
    expect(firstRule(bare, 1)).toBe('The comment is about Billing.');
  });

  it('calls rows of several inputs a row', () => {
    const two = [
      [
        { name: 'subject', text: 'Invoice' },
        { name: 'body', text: '' },
      ],
    ];
    expect(firstRule({ ...subject, examples: [{ label: 'Billing', rows: two }] }, 1)).toBe('The row mentions invoice.');
  });
});
