import { describe, expect, it } from 'vitest';
import { secondsUntil, spanWords, tookWords } from './countdown';

describe('secondsUntil', () => {
  const now = Date.parse('2026-11-21T09:30:00.000Z');
  it('rounds up, so that it ends at 0 and not before', () => {
    expect(secondsUntil('2026-11-21T09:30:37.400Z', now)).toBe(38);
    expect(secondsUntil('2026-11-21T09:30:00.000Z', now)).toBe(0);
  });
  it('never goes below 0', () => {
    expect(secondsUntil('2026-11-21T09:29:00.000Z', now)).toBe(0);
  });
});

describe('spanWords', () => {
  it.each([
    [0, '0 s'],
    [38, '38 s'],
    [60, '1 min 00 s'],
    [125, '2 min 05 s'],
    [11_400, '3 h 10 min'],
  ])('says %i seconds as %s', (seconds, words) => {
    expect(spanWords(seconds)).toBe(words);
  });
});

describe('tookWords', () => {
  it.each([
    [640.4, '640 ms'],
    [2310, '2.3 s'],
    [59_960, '1 min 00 s'],
    [125_000, '2 min 05 s'],
  ])('says %d milliseconds as %s', (milliseconds, words) => {
    expect(tookWords(milliseconds)).toBe(words);
  });
});
