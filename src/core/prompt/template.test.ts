import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeTemplate, fillTemplate, parseTemplate } from './template';

function rendered(source: string, values: Record<string, string> = {}): string {
  const filled = fillTemplate(parseTemplate(source), values);
  if (!filled.ok) throw new Error(`missing: ${filled.error.names.join(', ')}`);
  return filled.value;
}

const variablesOf = (source: string) => parseTemplate(source).variables;

describe('parseTemplate', () => {
  it('finds variables in order of first appearance, each once', () => {
    expect(variablesOf('Give {count} uses for {item}. Again: {item}, {count}.')).toEqual(['count', 'item']);
  });

  it('says where each segment stands in the source', () => {
    expect(parseTemplate('a {{b}} {c}!').segments).toEqual([
      { type: 'text', text: 'a {b} ', start: 0, end: 8 },
      { type: 'variable', name: 'c', start: 8, end: 11 },
      { type: 'text', text: '!', start: 11, end: 12 },
    ]);
  });

  it.each(['item', '_item', 'item_2', 'item-name', 'größe', '数量', 'x'.repeat(64)])(
    'takes {%s} for a variable',
    (name) => {
      expect(variablesOf(`{${name}}`)).toEqual([name]);
    },
  );

  it.each([
    '{}',
    '{0}',
    '{2nd}',
    '{-a}',
    '{a b}',
    '{ a }',
    '{a.b}',
    '{a:>10}',
    `{${'x'.repeat(65)}}`,
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the text that is tested
    'const s = `${x}`;',
    '{"a": 1}',
    '{"a": {"b": 1}}',
    '{"a": [{"b": {"c": {}}}]}',
    '{ a: 1 }',
    'function f() { return x }',
    'if (a) { b(); } else { c(); }',
    '{',
    '}',
    '}}',
    '}{',
    '{a',
    'a}',
    '',
  ])('leaves %s alone', (source) => {
    expect(variablesOf(source)).toEqual([]);
    expect(rendered(source)).toBe(source);
  });

  it.each([
    ['{{item}}', '{item}'],
    ['{{{{item}}}}', '{{item}}'],
    ['{{', '{'],
    ['{{ {"a": {"b": 1}} }}', '{ {"a": {"b": 1}} }'],
    ['Write {{ for a brace: {"a": {"b": 1}}', 'Write { for a brace: {"a": {"b": 1}}'],
  ])('reads %s as the text %s', (source, text) => {
    expect(variablesOf(source)).toEqual([]);
    expect(rendered(source)).toBe(text);
  });

  it('finds a variable inside literal braces', () => {
    expect(rendered('{{{item}}}', { item: 'a spoon' })).toBe('{a spoon}');
  });

  it('finds a variable inside JSON', () => {
    expect(rendered('{"item": "{item}", "more": {"n": 1}}', { item: 'a spoon' })).toBe(
      '{"item": "a spoon", "more": {"n": 1}}',
    );
  });

  it('reads a long text of open braces in time that grows with its length', () => {
    expect(parseTemplate('{a'.repeat(200_000)).variables).toEqual([]);
  });

  it('tiles any source with its segments, no two texts side by side', () => {
    fc.assert(
      fc.property(bracedText, (source) => {
        const { segments } = parseTemplate(source);
        let end = 0;
        for (const [index, segment] of segments.entries()) {
          expect(segment.start).toBe(end);
          expect(segment.end).toBeGreaterThan(segment.start);
          if (segment.type === 'text') expect(segments[index + 1]?.type).not.toBe('text');
          end = segment.end;
        }
        expect(end).toBe(source.length);
      }),
    );
  });

  it('finds exactly the variables that were put between pieces of escaped text', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(textBeforeVariable, variableName), { maxLength: 8 }), (pieces) => {
        const source = pieces.map(([text, name]) => `${escapeTemplate(text)}{${name}}`).join('');
        const found = parseTemplate(source).segments.flatMap((s) => (s.type === 'variable' ? [s.name] : []));
        expect(found).toEqual(pieces.map(([, name]) => name));
      }),
    );
  });
});

describe('fillTemplate', () => {
  it('names every variable that has no value, blank ones included', () => {
    const filled = fillTemplate(parseTemplate('{a} {b} {c} {constructor}'), { a: 'x', b: ' \n' });
    expect(filled).toEqual({ ok: false, error: { names: ['b', 'c', 'constructor'] } });
  });

  it('does not parse values again', () => {
    expect(rendered('{a}{b}', { a: '{b} {{', b: '}} {a}' })).toBe('{b} {{}} {a}');
  });

  it('puts any value in as it is', () => {
    fc.assert(
      fc.property(bracedText, bracedText, (before, value) => {
        fc.pre(value.trim() !== '' && !before.endsWith('$'));
        expect(rendered(`${escapeTemplate(before)}\n{x}`, { x: value })).toBe(`${before}\n${value}`);
      }),
    );
  });
});

describe('escapeTemplate', () => {
  it('gives a source without variables that renders the text', () => {
    fc.assert(
      fc.property(bracedText, (text) => {
        const source = escapeTemplate(text);
        expect(variablesOf(source)).toEqual([]);
        expect(rendered(source)).toBe(text);
      }),
      { numRuns: 500 },
    );
  });
});

const bracedText = fc
  .array(fc.oneof(fc.constantFrom('{', '}', '{{', '}}', '${', '{a}', '{"a":', '\n', ' '), fc.string({ maxLength: 6 })))
  .map((parts) => parts.join(''));

const variableName = fc.constantFrom('item', 'audience', '_x', 'größe', 'a-b', 'n2');

// An escaped open brace at the end would join the variable's own, and `$` makes it code.
const textBeforeVariable = bracedText.map((text) => `${text}.`);
