import { describe, expect, it } from 'vitest';
import { wordsOf } from './english';
import { suggestRationales } from './rationales';
import { understand } from './rules';
import { toPrinciple } from './to-principle';

const prompt = 'Give three uses for the following item: paper clip';
const responses = [
  'Here are three uses for the paper clip.\n\n1. Drill a hole in it with a drill, for which a steady hand and a good deal of patience and time are needed.\n2. Press the paper clip into clay.\n3. Lay the paper clip on a shelf.',
  'Hello, and thank you for asking. It may hold papers. It could mark a page. For example, picture a library. Does that help you?',
  'It holds paper.',
];

describe('Rationales', () => {
  it.each(responses)('are three, short, of different kinds, for "%s"', (response) => {
    for (const kind of ['kudos', 'critique'] as const) {
      const rationales = suggestRationales({
        kind,
        prompt,
        response,
        principles: ['Keep the response under 30 words.', 'Use a numbered list.'],
      });
      expect(rationales).toHaveLength(3);
      expect(new Set(rationales.map(({ aspect }) => aspect)).size).toBe(3);
      for (const { text } of rationales) expect(wordsOf(text).length).toBeLessThan(30);
    }
  });

  it('object to a principle that is broken, and praise one that is kept', () => {
    const subject = {
      prompt,
      response: responses[0] ?? '',
      principles: ['Keep the response under 30 words.', 'Use a numbered list.'],
    };
    expect(suggestRationales({ ...subject, kind: 'critique' })[0]?.text).toBe(
      'It breaks principle 1: it has 44 words, where at most 29 are allowed.',
    );
    expect(suggestRationales({ ...subject, kind: 'kudos' })).toContainEqual({
      aspect: 'principle',
      text: 'It keeps principle 2: "Use a numbered list".',
    });
  });

  it('name what can be found in the response', () => {
    const texts = suggestRationales({ kind: 'critique', prompt, response: responses[0] ?? '', principles: [] }).map(
      ({ text }) => text,
    );
    expect(texts).toContain('It needs special tools: it speaks of "drill", which not everybody has at hand.');
  });

  it.each(responses)('become principles that the practice model understands, for "%s"', (response) => {
    for (const kind of ['kudos', 'critique'] as const)
      for (const { text } of suggestRationales({ kind, prompt, response, principles: [] })) {
        const principle = toPrinciple({
          preamble: 'Give three uses for the following item: {item}',
          prompt,
          response,
          feedback: { kind, text },
        });
        expect({ text, principle, understood: understand(principle).length > 0 }).toEqual({
          text,
          principle,
          understood: true,
        });
      }
  });
});
