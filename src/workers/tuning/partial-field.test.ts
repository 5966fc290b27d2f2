import { describe, expect, it } from 'vitest';
import { partialField } from './partial-field';

describe('a field of JSON that is still being written', () => {
  it('is shown as far as it is there', () => {
    const json = '{"critique": "It says \\"no\\",\\nand caf\\u00e9.", "problem":"yes"}';
    const seen = Array.from({ length: json.length + 1 }, (_, end) => partialField(json.slice(0, end), 'critique'));
    expect(seen[0]).toBeNull();
    expect(seen.at(-1)).toBe('It says "no",\nand café.');
    const texts = seen.flatMap((text) => text ?? []);
    expect(texts.every((text, at) => text.startsWith(texts[at - 1] ?? ''))).toBe(true);
  });

  it('is none where another is written', () => {
    expect(partialField('{"problem":"yes"', 'critique')).toBeNull();
  });
});
