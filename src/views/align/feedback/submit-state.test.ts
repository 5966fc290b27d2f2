import { describe, expect, it } from 'vitest';
import { whyNoSubmit } from './submit-state';

const unsent = { kind: 'critique', text: 'Too long.', response: 'A spoon can stir.', isElsewhere: false } as const;

describe('whyNoSubmit', () => {
  it('lets feedback with words through', () => {
    expect(whyNoSubmit(unsent)).toBeUndefined();
  });

  it('asks for words', () => {
    expect(whyNoSubmit({ ...unsent, text: ' \n' })).toMatch(/^Write something first/);
  });

  it('asks for a change when a rewrite has none', () => {
    expect(whyNoSubmit({ ...unsent, kind: 'rewrite', text: 'A spoon can stir.\n' })).toBe('Change the text first.');
    expect(whyNoSubmit({ ...unsent, kind: 'rewrite', text: 'A spoon can dig.' })).toBeUndefined();
  });

  it('waits for other work on the prompt', () => {
    expect(whyNoSubmit({ ...unsent, isElsewhere: true })).toMatch(/^Another change/);
  });
});
