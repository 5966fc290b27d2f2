import { describe, expect, it } from 'vitest';
import type { GeminiCall } from './call';
import { refusalIn } from './refusal';
import { refusalError } from './refusal-error';

const now = Date.parse('2026-11-21T09:30:00.000Z');
const call: GeminiCall = { key: 'a-key-of-ours', endpoint: 'https://gemini.example', now: () => now };

describe('a refusal of Gemini', () => {
  it.each([
    [429, 'RESOURCE_EXHAUSTED', 'The credit of this project is used up.', 'no-credit'],
    [429, 'RESOURCE_EXHAUSTED', 'Your prepayment credits are depleted.', 'no-credit'],
    [403, 'PERMISSION_DENIED', 'The billing account of this project is closed.', 'no-credit'],
    [402, '', '', 'no-credit'],
    [
      429,
      'RESOURCE_EXHAUSTED',
      'You exceeded your current quota, please check your plan and billing details.',
      'rate-limited-minute',
    ],
    [429, 'RESOURCE_EXHAUSTED', 'Daily request limit reached.', 'rate-limited-day'],
    [400, 'FAILED_PRECONDITION', 'Precondition check failed.', 'unsupported-region'],
    [400, 'INVALID_ARGUMENT', 'Your country is not supported.', 'unsupported-region'],
    [403, 'PERMISSION_DENIED', 'This API method requires billing to be enabled.', 'unsupported-region'],
    [403, 'PERMISSION_DENIED', 'Your key may not do this.', 'bad-key'],
    [400, 'INVALID_ARGUMENT', 'Thinking budget 0 is invalid.', 'bad-request'],
    [undefined, 'UNAVAILABLE', 'Too busy.', 'unavailable'],
  ])('with %s %s "%s" is %s', (code, status, message, kind) => {
    const error = refusalError(refusalIn({ error: { code, status, message } }), call);
    expect(error.kind).toBe(kind);
    expect(error.message).toContain(message);
  });

  it('for credit leads to the page where it is bought', () => {
    const error = refusalError(refusalIn({ error: { code: 402, message: 'Pay.' } }), call);
    expect(error.data.link).toMatch(/^https:\/\/aistudio\.google\.com\//);
  });
});

describe('a quota of a day', () => {
  const perDay = { violations: [{ quotaId: 'GenerateRequestsPerDayPerProjectPerModel-FreeTier' }] };
  it.each([
    ['hours in RetryInfo', 'Used up.', [perDay, { retryDelay: '35643s' }], '2026-11-21T19:24:03.000Z'],
    ['hours in its words', 'Used up. Please retry in 9h54m3s.', [perDay], '2026-11-21T19:24:03.000Z'],
    ['hours, without naming the quota', 'Please try again in 10h.', [], '2026-11-21T19:30:00.000Z'],
    ['an instant', 'Daily limit; resets at 2026-11-21T20:00:00Z.', [], '2026-11-21T20:00:00.000Z'],
    ['a few seconds, which are of the minute', 'Used up.', [perDay, { retryDelay: '36s' }], '2026-11-22T08:00:00.000Z'],
    ['nothing', 'Used up.', [perDay], '2026-11-22T08:00:00.000Z'],
  ])('ends when it says, else at midnight Pacific: %s', (_, message, details, until) => {
    const error = refusalError(refusalIn({ error: { code: 429, message, details } }), call);
    expect(error.data).toMatchObject({ kind: 'rate-limited-day', until });
  });
});
