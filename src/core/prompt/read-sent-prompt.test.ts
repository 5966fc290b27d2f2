import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildConstitution, buildDocument } from '../../testing/builders';
import { composePrompt } from './compose';
import { readSentPrompt } from './read-sent-prompt';

function sent(preamble: string, principles: readonly string[]): string {
  const composed = composePrompt({
    document: buildDocument({ preamble, principles: buildConstitution(...principles) }),
    values: {},
  });
  if (!composed.ok) throw new Error('a value is missing');
  return composed.value.text;
}

describe('readSentPrompt', () => {
  it('finds the principles of a prompt, without their numbers', () => {
    const { preamble, principles } = readSentPrompt(
      sent('Be kind.\nBe true.', ['Be brief.', 'Ask first:\n1. who,\n2. why.']),
    );
    expect(preamble).toBe('Be kind.\nBe true.');
    expect(principles).toEqual(['Be brief.', 'Ask first:\n1. who,\n2. why.']);
  });

  it('finds none in a prompt without them, even when the author wrote the heading', () => {
    expect(readSentPrompt('Follow these principles:\nBe brief.').principles).toEqual([]);
  });

  it('finds every principle, whatever they say', () => {
    const words = fc.string({ unit: fc.constantFrom('a', ' ', '\n', '1. ', '2. ', '   ', 'Follow these principles:') });
    const principle = words.filter((text) => text.trim() !== '').map((text) => text.trim());
    fc.assert(
      fc.property(fc.array(principle, { minLength: 1, maxLength: 12 }), (principles) => {
        expect(readSentPrompt(sent('Hello.', principles)).principles).toEqual(principles);
      }),
    );
  });
});
