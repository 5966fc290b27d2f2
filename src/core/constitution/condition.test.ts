import { describe, expect, it } from 'vitest';
import { beginsWith, heldCondition } from './condition';
import { conditionIn, pickedCondition, readCondition, triggerIn } from './read-condition';

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

describe('the words that could say when a principle holds', () => {
  it.each([
    ['When the user asks for prices, name them.', 'When the user asks for prices'],
    ['When the user asks for prices, times or tours, use bullets.', 'When the user asks for prices, times or tours'],
    ['Wenn jemand fragt , antworte.', 'Wenn jemand fragt'],
    ['Name prices.', null],
    ['Name them. When asked, add the tax.', null],
    [', and so on', null],
    ['', null],
  ])('are of %j %j, in whatever language', (text, trigger) => {
    expect(triggerIn(text, undefined)).toBe(trigger);
  });
});

describe('the condition that a principle begins with', () => {
  it.each([
    [
      'When the user asks for prices, name the discount.',
      'turn',
      'When the user asks for prices',
      'name the discount.',
    ],
    ['If a visitor is lost, draw a map, please.', 'turn', 'If a visitor is lost', 'draw a map, please.'],
    [
      'When the user asks for prices, times or tours, use bullets.',
      'turn',
      'When the user asks for prices, times or tours',
      'use bullets.',
    ],
    [
      'Once the user has bought a ticket, offer no other.',
      'conversation',
      'Once the user has bought a ticket',
      'offer no other.',
    ],
  ] as const)('is what %j begins with', (text, scope, trigger, then) => {
    expect(conditionIn(text)).toEqual({ when: { scope, trigger }, then });
  });

  it.each([
    'Use bullets.',
    'Whenever.',
    'Whenever possible name prices.',
    'In every reply, be kind.',
    'When in doubt: ask, then answer.',
    'Say when the museum opens.',
    `When ${'a'.repeat(700)}, stop.`,
  ])('is none in %j', (text) => {
    expect(conditionIn(text)).toBeNull();
  });

  it.each([
    ['Unless the user asks for prices, say nothing of them.', 'turn', 'Unless the user asks for prices'],
    ['Each time a visitor thanks you, smile.', 'turn', 'Each time a visitor thanks you'],
    ['In case they are in a hurry, be brief.', 'turn', 'In case they are in a hurry'],
    ['If asked, say yes or no, and stop.', 'turn', 'If asked'],
    ['If a visitor asks “May I?”, say yes.', 'turn', 'If a visitor asks “May I?”'],
    ['After 10:00, say that the museum is open.', 'conversation', 'After 10:00'],
    ['As soon as they have a name, use it.', 'conversation', 'As soon as they have a name'],
  ] as const)('says when %j holds', (text, scope, trigger) => {
    expect(readCondition(text)).toEqual({ scope, trigger });
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
