import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBigram } from './bigram';
import { practiceTable } from './bigram-table';

const sentences = await readFile(join(import.meta.dirname, 'sentences.txt'), 'utf8');
const { vocabulary, logitsAfter } = createBigram(await practiceTable());
const idOf = (text: string) => {
  const ids = vocabulary.encode(text);
  expect(ids).toHaveLength(1);
  return ids[0] ?? -1;
};

describe('The counts of the practice token model', () => {
  // After a change of the sentences: vitest -u.
  it('are those of its sentences, a row a line, in at most 20 kB', async () => {
    const file = countedFile(sentences);

    await expect(file).toMatchFileSnapshot('counts.json');
    expect(file.length).toBeLessThanOrEqual(20_000);
    expect(wordsOf(sentences).size).toBeGreaterThan(250);
  });
});

describe('The practice token model', () => {
  it('has probabilities that add up to 1 after every token, and none for a second beginning', () => {
    for (let last = 0; last < vocabulary.size; last += 1) {
      const row = logitsAfter(last);
      expect(row.reduce((sum, logit) => sum + Math.exp(logit), 0)).toBeCloseTo(1, 12);
      expect(row[vocabulary.begin]).toBe(Number.NEGATIVE_INFINITY);
      expect(row.slice(1).every(Number.isFinite)).toBe(true);
    }
  });

  it('computes them by the rule that its file states', async () => {
    const { counts, smoothing = { weight: 0, floor: 0 } } = await practiceTable();
    const rows = Object.values(counts);
    const total = (text: string) => rows.reduce((sum, row) => sum + (row[text] ?? 0), 0);
    const all = rows.flatMap((row) => Object.values(row)).reduce((sum, count) => sum + count, 0);
    const share = (total(' sat') + smoothing.floor) / (all + smoothing.floor * (vocabulary.size - 1));
    const row = counts[' cat'] ?? {};
    const sum = Object.values(row).reduce((a, b) => a + b, 0);

    const expected = ((row[' sat'] ?? 0) + smoothing.weight * share) / (sum + smoothing.weight);
    expect(logitsAfter(idOf(' cat'))[idOf(' sat')]).toBeCloseTo(Math.log(expected), 12);
    expect(row[' sat']).toBeGreaterThan(1);
  });

  it('cuts a known word into one token with the blank before it, and an unknown one into letters', () => {
    const texts = (text: string) => vocabulary.encode(text).map((id) => vocabulary.token(id).text);

    expect(texts('The cat sat.')).toEqual(['The', ' cat', ' sat', '.']);
    expect(texts('The zebra')).toEqual(['The', ' ', 'z', 'e', 'b', 'r', 'a']);
    expect(texts('The cats')).toEqual(['The', ' ', 'c', 'a', 't', 's']);
  });

  it('tells the bytes of a partial character', () => {
    const [first = -1, second = -1] = vocabulary.encode('é');

    expect(vocabulary.token(first)).toEqual({ id: first, text: '', bytes: [0xc3] });
    expect(vocabulary.decode([first])).toBe('\uFFFD');
    expect(vocabulary.decode([first, second])).toBe('é');
  });

  it('gives every text back from its tokens, and takes a typed begin token for a text', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('<s>', '</s>', '\uFEFFThe', 'a\r\n b')),
        (text) => {
          const ids = vocabulary.encode(text);
          expect(vocabulary.decode(ids)).toBe(text);
          expect(ids).not.toContain(vocabulary.begin);
          expect(ids).not.toContain(vocabulary.end);
        },
      ),
    );
  });

  it('gives every id its text, and refuses what is none', () => {
    const texts = Array.from({ length: vocabulary.size }, (_, id) => vocabulary.token(id));

    expect(texts.every(({ text, bytes }) => text !== '' || bytes?.length === 1)).toBe(true);
    for (const id of [-1, 0.5, vocabulary.size]) expect(() => vocabulary.token(id)).toThrow(/is none of them/);
  });
});

/** One text a line; a word takes the blank before it along. */
function tokensOf(line: string): readonly string[] {
  return ['<s>', ...(line.match(/ ?[a-z]+|./gi) ?? []), '</s>'];
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[a-z]+/g));
}

function countedFile(text: string): string {
  const counts = new Map<string, Map<string, number>>();
  for (const line of text.trim().split('\n').map(tokensOf)) {
    for (const [place, next] of line.slice(1).entries()) {
      const last = line[place] ?? '';
      const row = counts.get(last) ?? new Map<string, number>();
      counts.set(last, row.set(next, (row.get(next) ?? 0) + 1));
    }
  }
  const rows = [...counts].map(([last, row]) => {
    const cells = [...row].map(([next, count]) => `${JSON.stringify(next)}: ${count}`);
    return `    ${JSON.stringify(last)}: {${cells.join(', ')}}`;
  });
  return `{
  "_rule": "P(next|last) = (count + weight * share(next)) / (sum of the row + weight); share(next) = (how often next came + floor) / (the same of all tokens but <s>); after the last token come 256 of one byte each",
  "smoothing": {"weight": 0.4, "floor": 0.02},
  "end": "</s>",
  "counts": {
${rows.join(',\n')}
  }
}
`;
}
