import { describe, expect, it } from 'vitest';
import { speaksOfMoney } from './money-words';

describe('the words of a refusal', () => {
  it.each([
    'Your prepayment credits are depleted. Please go to AI Studio to manage your project and billing.',
    'Your project has exceeded its monthly spending cap.',
    'Your billing account has reached its spend limit.',
    'Insufficient balance',
    'Not enough credits for this call.',
    'Please top up to go on.',
    'Insufficient funds.',
    'The payment method on file was declined.',
    'This account is past due.',
  ])('speak of money: %s', (words) => {
    expect(speaksOfMoney(words)).toBe(true);
  });

  it.each([
    'You exceeded your current quota, please check your plan and billing details.',
    'Resource has been exhausted (e.g. check quota).',
    'Too many requests. Try again in 20 s.',
    'Thinking budget 0 is invalid. This model only works in thinking mode.',
    'The load balancer is busy.',
    '',
  ])('do not: %s', (words) => {
    expect(speaksOfMoney(words)).toBe(false);
  });
});
