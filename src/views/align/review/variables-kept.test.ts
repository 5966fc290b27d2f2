import { describe, expect, it } from 'vitest';
import { whyNotAccepted } from './variables-kept';

const before = 'Give three uses for {item}. Write for {audience}.';

describe('whyNotAccepted', () => {
  it('has nothing against a text with the same variables in another order', () => {
    expect(whyNotAccepted(before, 'For {audience}: three everyday uses of {item}. Yes, {item}.')).toBeNull();
  });
  it('names every variable that is missing', () => {
    expect(whyNotAccepted(before, 'Give three uses.')).toContain('leaves out {item} and {audience}');
  });
  it('names a variable that is new', () => {
    expect(whyNotAccepted(before, `${before} Be {tone}.`)).toContain('has {tone}');
  });
  it('takes doubled braces for text', () => {
    expect(whyNotAccepted(before, `${before} Answer as {{json}}.`)).toBeNull();
  });
  it('refuses an empty prompt', () => {
    expect(whyNotAccepted('Be brief.', ' ')).toContain('empty');
  });
});
