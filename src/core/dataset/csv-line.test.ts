import { describe, expect, it } from 'vitest';
import { csvLine } from './csv-line';

describe('a line of CSV', () => {
  it('quotes the cells that need it, and no others', () => {
    expect(csvLine(['a', 'b c', '1,5', 'say "hi"', 'two\nlines', ''], ',')).toBe(
      'a,b c,"1,5","say ""hi""","two\nlines",\r\n',
    );
    expect(csvLine(['a,b', 'c;d'], ';')).toBe('a,b;"c;d"\r\n');
  });

  it('is no blank line, even for one empty cell', () => expect(csvLine([''], ',')).toBe('""\r\n'));

  it('leaves what looks like a formula as the author has it', () => {
    expect(csvLine(['=1+1', '@you', '-3'], ',')).toBe('=1+1,@you,-3\r\n');
  });
});
