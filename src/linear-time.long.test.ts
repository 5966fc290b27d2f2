import { describe, expect, it } from 'vitest';
import { adversarialStrings, readers } from './foreign-text-readers';

const strings = adversarialStrings(200_000);

describe('what reads foreign text', () => {
  it.each(Object.entries(readers))(
    'is done with 40 strings of 200,000 characters: %s',
    async (_, reader) => {
      expect(strings).toHaveLength(40);
      for (const text of strings) await reader(text);
    },
    // A quadratic reader takes minutes for one of them.
    180_000,
  );
});
