import { describe, expect, it } from 'vitest';
import type { Prediction } from '../prediction/prediction';
import type { RuleMutation } from '../rules/rulebook';
import { canMove } from './reach';

const add: RuleMutation = { kind: 'add', label: 'Billing', rule: { id: 'r', text: 'It names a price.' } };
const edit: RuleMutation = {
  kind: 'edit',
  label: 'Billing',
  ruleId: 'r',
  was: 'It names a price.',
  text: 'It is about money.',
};
const drop: RuleMutation = { kind: 'delete', label: 'Billing', ruleId: 'r', was: 'It names a price.' };
const score = { kind: 'accuracy' } as const;
const read = (label: string | null, ruleId?: string): Prediction => ({
  label,
  outcome: label === null ? 'unread' : 'read',
  ...(ruleId === undefined ? {} : { ruleId }),
});

describe('what a change of a label can move', () => {
  it.each([
    ['a new rule mends a row of its label', add, 'Billing', read('Bug'), true],
    ['a new rule mends no row of another label, even one that was read as its own', add, 'Bug', read('Billing'), false],
    ['a new rule spoils rows of other labels', add, 'Bug', read('Bug'), true],
    ['a new rule spoils no row of its own label', add, 'Billing', read('Billing'), false],
    ['an edit mends rows of its label', edit, 'Billing', read('Bug'), true],
    ['an edit mends rows that were read as its label', edit, 'Bug', read('Billing'), true],
    ['an edit mends no row that was read as its label by another rule', edit, 'Bug', read('Billing', 'other'), false],
    ['an edit mends no row between two other labels', edit, 'Bug', read('Access'), false],
    ['an edit spoils rows that followed its rule', edit, 'Billing', read('Billing', 'r'), true],
    ['an edit spoils no row that followed another rule', edit, 'Billing', read('Billing', 'other'), false],
    ['an edit may spoil a row that named no rule', edit, 'Billing', read('Billing'), true],
    ['a deletion mends rows that were read as its label', drop, 'Bug', read('Billing'), true],
    ['a deletion mends no row of its label', drop, 'Billing', read('Bug'), false],
    ['a deletion spoils no row of another label', drop, 'Bug', read('Bug'), false],
    ['a new rule mends a row of its label that was not read', add, 'Billing', read(null), true],
    ['a deletion mends no row that was not read', drop, 'Bug', read(null), false],
  ] as const)('%s', (_, mutation, golden, now, moves) => {
    expect(canMove({ mutation, golden, now, score })).toBe(moves);
  });

  it('is also a wrong label for another, where the score tells wrong labels apart', () => {
    const row = { mutation: add, golden: 'Bug', now: read('Access') };
    expect(canMove({ ...row, score })).toBe(false);
    expect(canMove({ ...row, score: { kind: 'macro-f1' } })).toBe(true);
  });
});
