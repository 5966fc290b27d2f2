import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTemplate } from '../../../core/prompt/template';
import { inkPieces } from './ink-pieces';

const pieces = (text: string) => inkPieces(parseTemplate(text)).map(({ kind, text: part }) => [kind, part]);

describe('inkPieces', () => {
  it('marks the variables', () => {
    expect(pieces('Uses for {item}, for {audience}.')).toEqual([
      ['text', 'Uses for '],
      ['variable', '{item}'],
      ['text', ', for '],
      ['variable', '{audience}'],
      ['text', '.'],
    ]);
  });

  it('marks doubled braces, and no others', () => {
    expect(pieces('{{name}} is not {"a": {}}')).toEqual([
      ['escape', '{{'],
      ['text', 'name'],
      ['escape', '}}'],
      ['text', ' is not '],
      ['text', '{'],
      ['text', '"a": '],
      ['text', '{}}'],
    ]);
  });

  it('loses and moves no character, whatever is written', () => {
    const text = fc.string({ unit: fc.constantFrom('{', '}', '{{', '}}', 'a', '{b}', '\n', ' ', '😀', '$') });
    fc.assert(
      fc.property(text, (source) => {
        let at = 0;
        for (const piece of inkPieces(parseTemplate(source))) {
          expect(piece.start).toBe(at);
          expect(source.startsWith(piece.text, at)).toBe(true);
          at += piece.text.length;
        }
        expect(at).toBe(source.length);
      }),
    );
  });
});
