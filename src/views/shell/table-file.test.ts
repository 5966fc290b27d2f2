import { describe, expect, it } from 'vitest';
import { beginsAsConversation, isTableFile } from './table-file';

describe('a table file', () => {
  it('is known by its name', () => {
    expect(['a.CSV', 'b.tsv', 'c.jsonl', 'd.txt'].every(isTableFile)).toBe(true);
  });

  it('is not JSON, which can be a project', () => {
    expect(['a.json', 'csv', 'b.png'].some(isTableFile)).toBe(false);
  });
});

describe('a file of lines', () => {
  it.each([
    ['{"messages": [{"role": "user", "content": "Hi"}]}', true],
    ['\n{"id": 7, "conversations": [{"from": "human", "value": "Hi"}]}\n{}', true],
    ['{"role": "user", "content": "Hi"}\n{"role": "assistant", "content": "Hello"}', true],
    ['{"text": "A row", "label": "spam"}', false],
    ['{"label": "spam"}\n{"messages": [{"role": "user"}]}', false],
    ['', false],
  ])('holds conversations where it begins with one: %j is %s', (begin, holds) => {
    expect(beginsAsConversation(begin)).toBe(holds);
  });
});
