import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildConstitution, buildDocument, buildPrinciple } from '../../testing/builders';
import { type ComposedPrompt, composePreview, composePrompt, previewLineText, principlesHeading } from './compose';
import type { PromptDocument } from './prompt-document';

function composed(document: PromptDocument, values: Record<string, string>): ComposedPrompt {
  const result = composePrompt({ document, values });
  if (!result.ok) throw new Error(`missing: ${result.error.names.join(', ')}`);
  return result.value;
}

describe('composePrompt', () => {
  it('puts the principles that are on, numbered, below the filled preamble', () => {
    const document = buildDocument({
      preamble: 'Give three uses for {item}.\n',
      principles: [
        buildPrinciple({ id: 'a', text: 'Be brief.' }),
        buildPrinciple({ id: 'b', text: 'Be formal.', status: 'off' }),
        buildPrinciple({ id: 'c', text: 'Use a list.', status: 'folded' }),
        buildPrinciple({ id: 'd', text: 'Give examples:\none a line.' }),
      ],
    });

    expect(composed(document, { item: 'a spoon' })).toEqual({
      text: 'Give three uses for a spoon.\n\nFollow these principles:\n1. Be brief.\n2. Give examples:\n   one a line.',
      instruction: 'Give three uses for a spoon.\n',
      principles: ['Be brief.', 'Give examples:\none a line.'],
      values: { item: 'a spoon' },
    });
  });

  it('sends the preamble as it is when no principle is on', () => {
    const document = buildDocument({ preamble: 'Hello \n', principles: [buildPrinciple({ status: 'off' })] });
    expect(composed(document, {}).text).toBe('Hello \n');
  });

  it('starts with the heading when the preamble is blank', () => {
    const document = buildDocument({ preamble: ' \n', principles: buildConstitution('Be brief.') });
    expect(composed(document, {}).text).toBe('Follow these principles:\n1. Be brief.');
  });

  it('names the variables without a value', () => {
    const result = composePrompt({ document: buildDocument({ preamble: '{a} {b}' }), values: { a: 'x' } });
    expect(result).toEqual({ ok: false, error: { names: ['b'] } });
  });

  it('does not fill variables of principles or values', () => {
    const document = buildDocument({ preamble: '{a}', principles: buildConstitution('Keep {a} as it is.') });
    expect(composed(document, { a: '{a}' }).text).toBe('{a}\n\nFollow these principles:\n1. Keep {a} as it is.');
  });
});

describe('composePreview', () => {
  it('marks values and keeps holes', () => {
    const document = buildDocument({ preamble: 'For {who}:\n{item}.', principles: buildConstitution('Be brief.') });
    expect(composePreview({ document, values: { item: 'one\ntwo' } })).toEqual([
      {
        kind: 'preamble',
        spans: [
          { type: 'text', text: 'For ' },
          { type: 'hole', text: '{who}' },
          { type: 'text', text: ':' },
        ],
      },
      { kind: 'preamble', spans: [{ type: 'value', text: 'one' }] },
      {
        kind: 'preamble',
        spans: [
          { type: 'value', text: 'two' },
          { type: 'text', text: '.' },
        ],
      },
      { kind: 'preamble', spans: [] },
      { kind: 'heading', text: principlesHeading },
      { kind: 'principle', id: 'p1', n: 1, text: 'Be brief.' },
    ]);
  });

  it('reads, joined, exactly as the prompt that is sent', () => {
    fc.assert(
      fc.property(anyDocument, ({ document, values }) => {
        const lines = composePreview({ document, values });
        expect(lines.map(previewLineText).join('\n')).toBe(composed(document, values).text);
      }),
    );
  });

  it('has every principle that is on exactly once and in order, and a value for every place of a variable', () => {
    fc.assert(
      fc.property(anyDocument, ({ document, values, places }) => {
        const lines = composePreview({ document, values });
        const sent = lines.flatMap((line) => (line.kind === 'principle' ? [line] : []));
        const on = document.principles.filter((principle) => principle.status === 'on');
        expect(sent.map(({ id, text }) => ({ id, text }))).toEqual(on.map(({ id, text }) => ({ id, text })));
        expect(sent.map((line) => line.n)).toEqual(on.map((_, index) => index + 1));

        const shown = lines.flatMap((line) => (line.kind === 'preamble' ? line.spans : []));
        expect(shown.filter((span) => span.type === 'value').map((span) => span.text)).toEqual(
          places.map((name) => values[name]),
        );
        expect(shown.some((span) => span.type === 'hole')).toBe(false);
      }),
    );
  });
});

const line = fc.stringMatching(/^[a-z ,.{}"]{0,12}[a-z.]$/);

const anyDocument = fc
  .record({
    places: fc.array(fc.constantFrom('item', 'audience'), { maxLength: 4 }),
    texts: fc.array(fc.stringMatching(/^[a-z ,.\n]{0,12}$/), { minLength: 5, maxLength: 5 }),
    values: fc.record({ item: line, audience: line }),
    principles: fc.array(
      fc.record({ text: line, more: fc.option(line), status: fc.constantFrom('on', 'off', 'folded') }),
      { maxLength: 6 },
    ),
  })
  .map(({ places, texts, values, principles }) => ({
    places,
    values,
    document: buildDocument({
      preamble: `${texts[0]}${places.map((name, index) => `{${name}}${texts[index + 1]}`).join('')}`,
      principles: principles.map(({ text, more, status }, index) =>
        buildPrinciple({ id: `p${index}`, text: more === null ? text : `${text}\n${more}`, status }),
      ),
    }),
  }));
