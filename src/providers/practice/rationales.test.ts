import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../core/adherence/english';
import { subjectsOf } from '../../core/adherence/rules';
import { toPrinciple } from './principle';
import { suggestRationales } from './rationales';

const prompt = 'Give three uses for the following item: paper clip';
const principles = ['Keep the response under 30 words.', 'Use a numbered list.'];
const drilled =
  'Here are three uses for the paper clip.\n\n1. Drill a hole in it with a drill, for which a steady hand and a good deal of patience and time are needed.\n2. Press the paper clip into clay.\n3. Lay the paper clip on a shelf and leave it there for some weeks.';
const responses = [
  drilled,
  'Hello. It may hold papers. For example, picture a library. Does that help?',
  'It holds paper.',
];

describe('Rationales', () => {
  it.each(responses)(
    'are three, short, of different kinds, and become principles that are understood, for "%s"',
    (response) => {
      for (const kind of ['kudos', 'critique'] as const) {
        for (const sent of [[], principles]) {
          const rationales = suggestRationales({ kind, prompt, response, principles: sent });
          expect(rationales).toHaveLength(3);
          expect(new Set(rationales.map(({ aspect }) => aspect)).size).toBe(3);
          for (const { text } of rationales) {
            const preamble = 'Give three uses for the following item: {item}';
            const principle = toPrinciple({ preamble, prompt, response, feedback: { kind, text } });
            expect(wordsOf(text).length).toBeLessThan(30);
            expect({ text, principle, understood: subjectsOf(principle).length > 0 }).toEqual({
              text,
              principle,
              understood: true,
            });
          }
        }
      }
    },
  );

  it('object to a principle that is broken, and praise one that is kept', () => {
    const [objection] = suggestRationales({ kind: 'critique', prompt, response: drilled, principles });
    expect(objection?.text).toBe(
      `I asked for "Keep the response under 30 words", and it has ${wordsOf(drilled).length} words and not at most 29.`,
    );
    const [praise] = suggestRationales({ kind: 'kudos', prompt, response: drilled, principles });
    expect(praise?.text).toBe('It keeps to "Use a numbered list".');
  });

  it('name what can be found in the response', () => {
    const texts = suggestRationales({ kind: 'critique', prompt, response: drilled, principles: [] }).map(
      ({ text }) => text,
    );
    expect(texts).toContain('Not everybody has special tools at hand, and it speaks of "Drill".');
  });
});
