import { describe, expect, it } from 'vitest';
import { tierLimits } from './tier-limits';

describe('tierLimits', () => {
  it('are those of the model’s family', () => {
    expect(tierLimits('free', 'gemini-flash-latest')).toEqual({ requestsPerMinute: 10, parallelRequests: 2 });
    expect(tierLimits('paid', 'gemini-flash-latest')).toEqual({ requestsPerMinute: 1000, parallelRequests: 8 });
    expect(tierLimits('free', 'gemini-2.5-flash-lite').requestsPerMinute).toBe(15);
    expect(tierLimits('paid', 'gemini-2.5-pro').requestsPerMinute).toBe(150);
  });

  it('are the careful ones for a model that nobody knows', () => {
    expect(tierLimits('free', 'gemini-4-argon').requestsPerMinute).toBe(5);
    expect(tierLimits('paid', 'gemini-4-argon').requestsPerMinute).toBe(150);
  });
});
