import { readFileSync } from 'node:fs';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { readPairs } from './read-pairs';

function read(text: string) {
  const [columns = [], ...rows] = Papa.parse<string[]>(text, { skipEmptyLines: true }).data;
  return readPairs(
    columns,
    rows.map((cells, at) => ({ number: at + 1, cells })),
  );
}

function fixture(name: string): string {
  return readFileSync(new URL(`../export/fixtures/${name}`, import.meta.url), 'utf8');
}

describe('pairs that are brought in', () => {
  it('are the rows of the ancestor’s CSV, to the letter', () => {
    const found = read(fixture('dpo.csv'));

    expect(found).toMatchObject({ ok: true, value: { refused: [] } });
    expect(found.ok && found.value.pairs[1]).toEqual({
      row: 2,
      id: '2',
      turns: [{ role: 'user', text: 'Why is the whale hung from the ceiling, and who hung it?' }],
      chosen: 'It hangs so that visitors can walk under it.\n\nThe workshop hung it in one night.',
      rejected: 'Nobody knows.',
    });
  });

  it('are refused by row number where no choice was made or the answers are equal', () => {
    const found = read(fixture('dpo-with-unclear.csv'));

    expect(found.ok && found.value.pairs.map(({ row }) => row)).toEqual([1]);
    expect(found.ok && found.value.refused).toEqual([
      { row: 2, reason: '“--unclear--” stands in place of a choice.' },
      { row: 3, reason: 'Chosen and rejected are equal.' },
    ]);
  });

  it('are refused where a text is empty', () => {
    const found = read('id,prompt,chosen,rejected\na,,Yes.,No.\nb,Free?,Yes., \nc,Free?,Yes.,No.\n');

    expect(found.ok && found.value.refused.map(({ row, reason }) => [row, reason])).toEqual([
      [1, 'There is no prompt.'],
      [2, 'An answer is empty.'],
    ]);
    expect(found.ok && found.value.pairs.map(({ id }) => id)).toEqual(['c']);
  });

  it('need their three columns', () => {
    expect(read('question,answer\nFree?,Yes.\n')).toEqual({
      ok: false,
      error: expect.stringContaining('found question, answer'),
    });
  });
});
