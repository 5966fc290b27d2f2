import { describe, expect, it } from 'vitest';
import { looksLikeRows } from './pasted-rows';

describe('looksLikeRows', () => {
  it.each([
    ['two rows of a spreadsheet', 'item\tage\na spoon\t3', true],
    ['rows with the line ends of Windows', 'a\tb\r\nc\td\r\n', true],
    ['one row', 'a\tb\n', false],
    ['a column', 'a\nb\nc', false],
    ['indented code', 'if (a) {\n\tb();\n}', false],
    ['prose', 'Give three uses. Then stop.', false],
  ])('%s: %j', (_, text, expected) => {
    expect(looksLikeRows(text)).toBe(expected);
  });
});
