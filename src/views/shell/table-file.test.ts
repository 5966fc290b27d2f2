import { describe, expect, it } from 'vitest';
import { isTableFile } from './table-file';

describe('a table file', () => {
  it('is known by its name', () => {
    expect(['a.CSV', 'b.tsv', 'c.jsonl', 'd.txt'].every(isTableFile)).toBe(true);
  });

  it('is not JSON, which can be a project', () => {
    expect(['a.json', 'csv', 'b.png'].some(isTableFile)).toBe(false);
  });
});
