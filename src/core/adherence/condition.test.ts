import { describe, expect, it } from 'vitest';
import { askedNow, isMet } from './condition';

describe('The condition of a principle', () => {
  const asked = ['Where do I buy tickets?', 'And what is the price for children?'];

  it.each([
    ['When the user asks for the price', asked, true],
    ['When the user asks for prices or times', asked, true],
    ['When the user asks for tickets', asked, false],
    ['When the user asks for the price for dogs', asked, false],
    ['When the user asks a question', asked, true],
    ['When the user greets you', asked, false],
    ['When the user greets you', ['Hello there'], true],
    ['When the conversation begins', [], true],
    ['When the user says thanks', ['Thank you.'], true],
    ['When the user asks for anything', [], false],
    ['Unless the user asks for the price', asked, false],
    ['Unless the user asks for the price', ['Hello'], true],
    ['Unless the user asks for the price', [], true],
    ['Unless the user greets you', ['Hello there'], false],
    ['Each time the user asks for the price', asked, true],
    ['In case a visitor asks for the price', asked, true],
  ])('of a turn is met by the last message: "%s" after %j is %s', (trigger, messages, met) => {
    expect(isMet({ scope: 'turn', trigger }, messages)).toBe(met);
  });

  it('of a conversation is met from a message on', () => {
    const when = { scope: 'conversation', trigger: 'Once the user has asked for tickets' } as const;
    expect(isMet(when, ['Hello'])).toBe(false);
    expect(isMet(when, asked)).toBe(true);
    const named = { scope: 'conversation', trigger: 'Once the user has given their name' } as const;
    expect(isMet(named, asked)).toBe(false);
    expect(isMet(named, ['I am Ada.', ...asked])).toBe(true);
  });

  it('can stand at the end', () => {
    const principle = 'Mention the discount when the user asks for prices.';
    expect(askedNow(principle, asked)).toBe('Mention the discount');
    expect(askedNow(principle, ['Hello'])).toBeNull();
    expect(askedNow('Use bullets.', [])).toBe('Use bullets.');
  });
});
