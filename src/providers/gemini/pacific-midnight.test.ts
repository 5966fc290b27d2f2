import { describe, expect, it } from 'vitest';
import { nextPacificMidnight } from './pacific-midnight';

describe('nextPacificMidnight', () => {
  it.each([
    ['in winter', '2026-11-21T09:30:00Z', '2026-11-22T08:00:00Z'],
    ['in summer', '2026-07-01T12:00:00Z', '2026-07-02T07:00:00Z'],
    ['just before midnight', '2026-07-02T06:59:59Z', '2026-07-02T07:00:00Z'],
    ['at midnight, the next one', '2026-07-02T07:00:00Z', '2026-07-03T07:00:00Z'],
    ['on the day before clocks go forward', '2026-03-08T07:30:00Z', '2026-03-08T08:00:00Z'],
    ['on the day clocks go forward', '2026-03-08T20:00:00Z', '2026-03-09T07:00:00Z'],
    ['on the day clocks go back', '2026-11-01T20:00:00Z', '2026-11-02T08:00:00Z'],
    ['at the end of the year', '2026-12-31T23:00:00Z', '2027-01-01T08:00:00Z'],
  ])('is right %s', (_, now, expected) => {
    expect(new Date(nextPacificMidnight(Date.parse(now))).toISOString()).toBe(new Date(expected).toISOString());
  });
});
