import { describe, expect, it } from 'vitest';
import { buildConstitution } from '../../../../testing/tuning-run';
import type { RowSource } from '../../../dataset/row-source';
import { practiceModel } from '../../../model/model-ref';
import type { TuningPrompt } from '../made-row';
import { defaultTuningSettings } from '../tuning-settings';
import { findDuplicates } from './find-duplicates';
import { promptLimit } from './prompt-limit';
import { type PromptRows, rowsOfFile, rowsTyped } from './prompt-rows';
import { promptsOf, type ScanOptions, scanPrompts } from './scan-prompts';

const { signal } = new AbortController();

describe('prompts of a file', () => {
  it('line breaks survive, and all else that stands in the cell', async () => {
    const text = '  First line\r\n\n\tsecond “line”\u2028👩🏽‍🚀 ';
    expect(await textsOf(file([[text]]))).toEqual([text]);
  });

  it('have the id of their column, or the number of their row', async () => {
    const rows = file(
      [
        ['One', 'a1'],
        ['Two', ''],
      ],
      { idColumn: 'id' },
    );
    expect((await promptsIn(rows)).map(({ row, id }) => [row, id])).toEqual([
      [1, 'a1'],
      [2, '2'],
    ]);
    expect((await promptsIn(file([['One', 'a1']]))).map(({ id }) => id)).toEqual(['1']);
  });

  it('are asked for by the names of its columns', () => {
    const read = rowsOfFile(source([]), { promptColumn: null, idColumn: null, format: 'delimited' });
    expect(read).toMatchObject({ ok: false, error: { message: expect.stringMatching(/“prompt”.*“id”.*“messages”/) } });
    const gone = rowsOfFile(source([]), { promptColumn: 'question', idColumn: null, format: 'delimited' });
    expect(gone).toMatchObject({ ok: false, error: { message: expect.stringMatching(/“question”/) } });
  });

  it('are conversations where a cell holds messages, the user’s turn last', async () => {
    const talk = [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: [{ type: 'text', text: 'Hello' }] },
      { role: 'assistant', content: 'Hi.' },
      { role: 'user', content: 'What is a yawl?' },
    ];
    const cell = JSON.stringify(talk);
    const read = [
      { role: 'system', text: 'Be brief.' },
      { role: 'user', text: 'Hello' },
      { role: 'model', text: 'Hi.' },
      { role: 'user', text: 'What is a yawl?' },
    ];
    const messages = file([['', '', cell]], { promptColumn: 'messages' });
    expect((await promptsIn(messages)).map(({ turns }) => turns)).toEqual([read]);
    expect((await promptsIn(file([[cell]], { format: 'jsonl' }))).map(({ turns }) => turns)).toEqual([read]);
    expect(await textsOf(file([[cell]]))).toEqual([cell]);
  });

  it('are refused by row number when their messages end with another turn', async () => {
    const ended = JSON.stringify([
      { role: 'user', content: 'Hello' },
      { role: 'assistant', content: 'Hi.' },
    ]);
    const odd = JSON.stringify([{ role: 'tool', content: '3' }]);
    const rows = file(
      [
        ['', '', ended],
        ['', '', odd],
        ['', '', 'Hello'],
      ],
      { promptColumn: 'messages' },
    );
    const { unusable, usable } = await scan(rows);
    expect(unusable.map(({ row, reason }) => [row, reason])).toEqual([
      [1, expect.stringMatching(/end with the user/)],
      [2, expect.stringMatching(/“tool”/)],
      [3, expect.stringMatching(/JSON list/)],
    ]);
    expect(usable).toEqual([]);
  });
});

describe('typed prompts', () => {
  it('have a line of three hyphens between them', async () => {
    expect(await textsOf(rowsTyped('One\nline two\n---\n\nTwo\n'))).toEqual(['One\nline two', '\nTwo\n']);
  });

  it('are a line each where there is no such line', async () => {
    expect(await textsOf(rowsTyped('One\n\nTwo -- three\n'))).toEqual(['One', 'Two -- three']);
    expect(rowsTyped(' \n').total).toBe(0);
  });
});

describe('the prompts that a run takes', () => {
  it('are without empty ones, which are counted by row number', async () => {
    const found = await scan(file([['One'], [' \n'], ['Two'], ['']]));
    expect(found).toMatchObject({ rows: 4, empty: [2, 4], usable: [1, 3], chosen: [1, 3] });
  });

  it('hold the text of the filter, in capitals or not', async () => {
    expect((await scan(file([['A Yawl'], ['A ketch'], ['yawls']]), { filter: 'YAWL' })).chosen).toEqual([1, 3]);
  });

  it('are drawn by seed, in the order of the file, from all that are left', async () => {
    const rows = file(Array.from({ length: 100 }, (_, n) => [`Prompt ${n}`]));
    const duplicates = { equal: [1, 2], near: [3] };
    const drawn = await scan(rows, { sample: 10, duplicates });
    expect(drawn).toMatchObject({ usable: { length: 97 }, chosen: { length: 10 } });
    expect(drawn.chosen).toEqual([...drawn.chosen].sort((a, b) => a - b));
    expect((await scan(rows, { sample: 10, duplicates })).chosen).toEqual(drawn.chosen);
    expect((await scan(rows, { sample: 10, duplicates, seed: 7 })).chosen).not.toEqual(drawn.chosen);
    expect((await scan(rows, { sample: 10_000 })).chosen).toHaveLength(100);
    const prompts = [];
    for await (const piece of promptsOf(rows, drawn.chosen, signal)) prompts.push(...piece);
    expect(prompts.map(({ row }) => row)).toEqual(drawn.chosen);
  });

  it('are no longer than the model takes: a cell of a megabyte is refused by row number, with the limit', async () => {
    const limit = promptLimit({
      constitution: buildConstitution(),
      settings: defaultTuningSettings,
      promptModel: practiceModel,
    });
    const found = await scan(file([['short'], ['word '.repeat(200_000)]]), { limit });
    expect(found.tooLong).toEqual([{ row: 2, tokens: expect.any(Number), limit: 32_768 }]);
    expect(found.chosen).toEqual([1]);
  });
});

describe('duplicates', () => {
  it('are rows that repeat an earlier one, word for word or in meaning', async () => {
    const rows = file([['a'], ['b'], ['a'], ['a, nearly'], [''], ['b, nearly']]);
    expect(await duplicatesIn(rows, 0.95)).toEqual({ equal: [3], near: [4, 6] });
    expect(await duplicatesIn(rows, 0.999)).toEqual({ equal: [3], near: [] });
  });

  it('are told from all that stay, whatever number of dimensions a model has', async () => {
    const texts = Array.from({ length: 120 }, (_, n) => [`p${n}`]);
    const vectorOf = (text: string) => {
      const at = Number(text.slice(1));
      const vector = new Float32Array(200);
      // Of each three neighbours the last two are near the first.
      vector[at - (at % 3)] = at % 3 === 0 ? 1 : 0.98;
      vector[199] = at % 3 === 0 ? 0 : Math.sqrt(1 - 0.98 ** 2) * (at % 3 === 1 ? 1 : -1);
      return vector;
    };
    const { near } = await duplicatesIn(file(texts), 0.95, vectorOf);
    expect(near).toEqual(texts.flatMap((_, n) => (n % 3 === 0 ? [] : [n + 1])));
  });
});

const columns = ['prompt', 'id', 'messages'];

function source(rows: readonly (readonly string[])[]): RowSource {
  return {
    columns,
    total: rows.length,
    delimiter: ',',
    async *pieces() {
      for (let from = 0; from < rows.length; from += 2)
        yield rows.slice(from, from + 2).map((cells, at) => ({ number: from + at + 1, cells }));
    },
  };
}

function file(
  rows: readonly (readonly string[])[],
  options: Partial<Parameters<typeof rowsOfFile>[1]> = {},
): PromptRows {
  const read = rowsOfFile(source(rows), { promptColumn: 'prompt', idColumn: null, format: 'delimited', ...options });
  if (!read.ok) throw new Error(read.error.message);
  return read.value;
}

function scan(rows: PromptRows, options: Partial<ScanOptions> = {}) {
  return scanPrompts(rows, {
    filter: '',
    sample: null,
    duplicates: null,
    seed: 42,
    limit: () => null,
    signal,
    ...options,
  });
}

async function promptsIn(rows: PromptRows): Promise<readonly TuningPrompt[]> {
  const { chosen } = await scan(rows);
  const prompts: TuningPrompt[] = [];
  for await (const piece of promptsOf(rows, chosen, signal)) prompts.push(...piece);
  return prompts;
}

async function textsOf(rows: PromptRows): Promise<readonly (string | undefined)[]> {
  return (await promptsIn(rows)).map(({ turns }) => turns[0]?.text);
}

function duplicatesIn(rows: PromptRows, near: number, vectorOf: (text: string) => Float32Array = letterVector) {
  const embeddings = { ref: practiceModel, embed: async (texts: readonly string[]) => texts.map(vectorOf) };
  return findDuplicates(rows, { embeddings, near, breathe: async () => {}, signal });
}

/** Cosine 0.98 of two texts that begin with the same letter, 0 of others. */
function letterVector(text: string): Float32Array {
  const [one, other] = text.endsWith('nearly') ? [0.98, Math.sqrt(1 - 0.98 ** 2)] : [1, 0];
  return text.startsWith('a') ? Float32Array.of(one, 0, other) : Float32Array.of(0, one, other);
}
