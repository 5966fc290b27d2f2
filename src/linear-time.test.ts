import { describe, expect, it } from 'vitest';
import { adversarialStrings, readers } from './foreign-text-readers';

// A tenth of what the long test feeds: cubic readers and worse take minutes for it, as the lint of expressions cannot see all of them.
const strings = adversarialStrings(20_000);

describe('what reads foreign text', () => {
  it.each(Object.entries(readers))('is done with 40 strings of 20,000 characters: %s', async (_, reader) => {
    expect(strings).toHaveLength(40);
    for (const text of strings) await reader(text);
  });
});
