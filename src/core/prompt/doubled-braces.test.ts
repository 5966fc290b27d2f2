import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { doubledNames, doubledToVariables, writeVariables } from './doubled-braces';
import { parseTemplate } from './template';

describe('variables in doubled braces', () => {
  it.each([
    ['Reply to {{email}} for {{brand}}.', ['email', 'brand']],
    ['Reply to {{ email }} and {{email}}.', ['email']],
    ['Grüße an {{straße_2}}.', ['straße_2']],
    ['{"to": "{{email}}"}', ['email']],
    ['Answer as JSON: {{"a": 1}}.', []],
    ['{{#if name}}Hi{{/if}} {{user.name}} {{name | upper}}', []],
    [`{{{raw}}} and ${'$'}{{secret}}`, []],
    ['{{}} {{ }} {{1}} {name} {{a b}}', []],
    ['{{"a": {{b}}}}', []],
  ])('of %s are %j', (text, names) => {
    expect(doubledNames(text)).toEqual(names);
  });

  it('become ours, and leave all else to the letter', () => {
    expect(doubledToVariables('To {{ email }}: {{"a": 1}} {{{raw}}} {{brand}}')).toBe(
      'To {email}: {{"a": 1}} {{{raw}}} {brand}',
    );
    expect(parseTemplate(doubledToVariables('{{a}}{{b}}')).variables).toEqual(['a', 'b']);
  });

  it('are written for other tools and read back', () => {
    const name = fc.constantFrom('email', 'brand', 'x_1');
    const piece = fc.oneof(
      name.map((word) => `{${word}}`),
      fc.constantFrom('Write to', ' and ', '\n', 'a: 1', '.'),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const preamble = pieces.join(' ');
        expect(doubledToVariables(writeVariables(preamble, 'double'))).toBe(preamble);
        expect(writeVariables(preamble, 'single')).toBe(preamble);
      }),
    );
  });

  it('are told from braces that are meant as text', () => {
    expect(writeVariables('Say {{x}} to {y} as {{"a": 1}}.', 'single')).toBe('Say {{x}} to {y} as {"a": 1}.');
    expect(writeVariables('Say {{x}} to {y}.', 'double')).toBe('Say {x} to {{y}}.');
  });
});
