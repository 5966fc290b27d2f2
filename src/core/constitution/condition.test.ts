import { describe, expect, it } from 'vitest';
import { beginsWith, heldCondition } from './condition';
import { firstClause, pickedCondition, readCondition } from './read-condition';

describe('a trigger', () => {
  it.each([
    ['When the user asks for prices, name them.', 'When the user asks for prices', true],
    ['When the user asks for prices, name them.', ' when the user asks for prices ', true],
    ['when the user asks for prices, name them.', 'When the user asks for prices', true],
    ['When the user asks for prices, name them.', 'WHEN the user asks for prices', false],
    ['When the user asks for prices, name them.', 'the user asks for prices', false],
    ['When the user asks for priceless art, name it.', 'When the user asks for price', false],
    ['Name prices.', '', false],
  ])('is what a principle begins with, whatever the case of its first letter: %s | %s', (text, trigger, begins) => {
    expect(beginsWith(text, trigger)).toBe(begins);
  });

  it('holds no longer than the words begin with it', () => {
    const when = { scope: 'turn', trigger: 'When the user asks for prices' } as const;
    expect(heldCondition('When the user asks for prices, be exact.', when)).toBe(when);
    expect(heldCondition('Be exact.', when)).toBeUndefined();
    expect(heldCondition('Be exact.', undefined)).toBeUndefined();
  });
});

describe('the first clause', () => {
  it.each([
    ['When the user asks for prices, name them.', 'When the user asks for prices'],
    ['Wenn jemand fragt , antworte.', 'Wenn jemand fragt'],
    ['Name prices.', null],
    ['Name them. When asked, add the tax.', null],
    [', and so on', null],
    ['', null],
  ])('of %j is %j', (text, clause) => {
    expect(firstClause(text)).toBe(clause);
  });

  it.each([
    ['When the user asks for prices, name them.', { scope: 'turn', trigger: 'When the user asks for prices' }],
    ['If they are in a hurry, be brief.', { scope: 'turn', trigger: 'If they are in a hurry' }],
    ['Once the user has given a name, use it.', { scope: 'conversation', trigger: 'Once the user has given a name' }],
    ['Whenever possible name prices.', undefined],
    ['In every reply, be kind.', undefined],
  ])('says when %j holds', (text, when) => {
    expect(readCondition(text)).toEqual(when);
  });
});

describe('when a principle holds, as its author picked it', () => {
  const text = 'When the user asks for prices, or pays, name them.';

  it('is said by its first clause', () => {
    expect(pickedCondition({ text }, 'turn')).toEqual({ scope: 'turn', trigger: 'When the user asks for prices' });
    expect(pickedCondition({ text }, 'always')).toBeNull();
    expect(pickedCondition({ text: 'Name prices.' }, 'turn')).toBeNull();
  });

  it('is said by the longer trigger that it has already', () => {
    const when = { scope: 'turn', trigger: 'When the user asks for prices, or pays' } as const;
    expect(pickedCondition({ text, when }, 'conversation')).toEqual({ ...when, scope: 'conversation' });
    expect(pickedCondition({ text: 'Once paid, give thanks.', when }, 'conversation')).toEqual({
      scope: 'conversation',
      trigger: 'Once paid',
    });
  });
});
