import { describe, expect, it } from 'vitest';
import { withRaisedLimit } from './raised-limit';

describe('withRaisedLimit', () => {
  it('doubles the limit and leaves the rest alone', () => {
    expect(withRaisedLimit({ maxOutputTokens: 2000, temperature: 0.4 })).toEqual({
      maxOutputTokens: 4000,
      temperature: 0.4,
    });
  });

  it('raises a small limit so far that an answer fits beside thoughts', () => {
    expect(withRaisedLimit({ maxOutputTokens: 16 })).toEqual({ maxOutputTokens: 1024 });
  });

  it('takes the limit away where no model writes more', () => {
    expect(withRaisedLimit({ maxOutputTokens: 40_000 })).toEqual({});
  });

  it('has nothing to raise where there is no limit', () => {
    expect(withRaisedLimit({ seed: 7 })).toEqual({ seed: 7 });
  });
});
