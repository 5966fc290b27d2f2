import { describe, expect, it } from 'vitest';
import { sizeWords } from './size-words';

describe('sizeWords', () => {
  it.each([
    [0, '0 bytes'],
    [999, '999 bytes'],
    [1500, '1.5 kB'],
    [640_000, '640 kB'],
    [1_500_000_000, '1.5 GB'],
    [18_000_000_000, '18 GB'],
    [5e16, '50000 TB'],
  ])('says %d as %s', (bytes, words) => {
    expect(sizeWords(bytes)).toBe(words);
  });
});
