import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLine } from '../../core/dataset/csv-line';
import {
  defaultReadOptions,
  delimiters,
  type ReadOptions,
  type ReadProgress,
  type Table,
} from '../../core/dataset/table';
import { wordColumn } from '../../testing/builders';
import { oddTables } from '../../testing/odd-tables';
import { pieceBytes } from './decode-text';
import { readTable } from './read-table';
import { streamRows, type TableFile } from './stream-rows';

const never = new AbortController().signal;

function fileOf(content: BlobPart, name = 'rows.csv'): TableFile {
  return Object.assign(new Blob([content]), { name });
}

function read(file: TableFile, options: Partial<ReadOptions> = {}) {
  return readTable(file, { ...defaultReadOptions, ...options }, { onProgress: () => {}, signal: never });
}

async function tableOf(content: BlobPart, options: Partial<ReadOptions> = {}): Promise<Table> {
  const result = await read(fileOf(content), options);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

function rowsOf(table: Table): readonly (readonly string[])[] {
  return Array.from({ length: table.rowCount }, (_, row) => table.row(row));
}

describe('reading an odd table', () => {
  it.each(oddTables)('copes with $name', async ({ file, bytes, options, expect: wanted }) => {
    const result = await read(fileOf(bytes, file), options);
    if ('problem' in wanted) {
      expect(result).toMatchObject({ ok: false, error: { kind: wanted.problem } });
      return;
    }
    if (!result.ok) throw new Error(result.error.message);
    const { summary } = result.value;
    expect(summary.columns.map(({ name }) => name)).toEqual(wanted.columns);
    expect(rowsOf(result.value)).toEqual(wanted.rows);
    expect(summary.problems.shown.map(({ line }) => line)).toEqual(wanted.problemLines ?? []);
    expect(summary.problems.count).toBe(wanted.problemLines?.length ?? 0);
    if (wanted.encoding !== undefined) expect(summary.format).toMatchObject({ encoding: wanted.encoding });
    if (wanted.delimiter !== undefined) {
      expect(summary.format.kind === 'delimited' ? summary.format.delimiter : null).toBe(wanted.delimiter);
    }
  });

  it('has at least twenty of them', () => expect(oddTables.length).toBeGreaterThanOrEqual(20));
});

describe('the summary of a table', () => {
  it('tells of each column its blanks, values, numbers and words', async () => {
    const table = await tableOf('text,score,team\nOne two three,0.5,a\n Four ,1,b\n,,a\n');
    expect(table.summary).toMatchObject({ name: 'rows.csv', size: 51, rowCount: 3 });
    expect(table.summary.columns).toEqual([
      wordColumn('text', { 'One two three': 1, Four: 1 }, { blank: 1, meanWords: 2 }),
      // In the order of the file, which an object does not keep for numbers.
      {
        name: 'score',
        blank: 1,
        values: [
          { value: '0.5', count: 1 },
          { value: '1', count: 1 },
        ],
        numbers: { min: 0.5, max: 1 },
        meanWords: 1,
      },
      wordColumn('team', { a: 2, b: 1 }),
    ]);
  });

  it('gives up counting values where there are too many, and shows the first rows alone', async () => {
    const table = await tableOf(`id,n\n${Array.from({ length: 201 }, (_, n) => `${n},x\n`).join('')}`);
    expect(table.summary.columns.map(({ values }) => values)).toEqual([null, [{ value: 'x', count: 201 }]]);
    expect(table.summary.preview).toHaveLength(20);
    expect(table.summary.preview[19]).toEqual(['19', 'x']);
  });

  it('keeps the header as the file has it beside the name made of it', async () => {
    const table = await tableOf('a,a,\n1,2,3\n');
    expect(table.summary.columns.map(({ name, header }) => ({ name, header }))).toEqual([
      { name: 'a', header: undefined },
      { name: 'a (2)', header: 'a' },
      { name: 'Column 3', header: '' },
    ]);
  });

  it('counts the blanks before a key of JSON first occurs', async () => {
    const table = await tableOf('{"a":"x"}\n{"a":"y","b":"z"}\n{"a":""}\n');
    expect(table.summary.columns.map(({ name, blank }) => [name, blank])).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
  });

  it('shows the first 200 problems and counts them all', async () => {
    const table = await tableOf(`a,b\n1,2\n${'x\n'.repeat(250)}`, { delimiter: ',' });
    expect(table.summary.problems.count).toBe(250);
    expect(table.summary.problems.shown).toHaveLength(200);
    expect(table.summary.problems.shown[0]).toEqual({
      line: 3,
      reason: '2 cells were expected, as in the header; 1 was found.',
    });
  });
});

describe('the rows of a table', () => {
  it('have the same numbers whether faulty ones are kept or not', async () => {
    const content = 'a,b\n1,2\nx\n3,4\ny\nz\n5,6\n';
    const skipped = await tableOf(content);
    const kept = await tableOf(content, { ragged: 'keep' });
    expect(rowsOf(skipped).map((cells, row) => [skipped.rowNumber(row), cells[0]])).toEqual([
      [1, '1'],
      [3, '3'],
      [6, '5'],
    ]);
    expect(rowsOf(kept).map((_, row) => kept.rowNumber(row))).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('are read with the delimiter and the encoding that are chosen', async () => {
    const table = await tableOf(Uint8Array.from([0x61, 0x2c, 0x62, 0x0a, 0xc3, 0xa9, 0x2c, 0x31, 0x0a]), {
      delimiter: ';',
      encoding: 'windows-1252',
    });
    expect(rowsOf(table)).toEqual([['Ã©,1']]);
  });

  it('remain to be seen as problems where all are faulty, so that they can be kept by choice', async () => {
    const table = await tableOf('a,b\n1,2,3\n4,5,6\n', { delimiter: ',' });
    expect(table.rowCount).toBe(0);
    expect(table.summary.problems.shown.map(({ line }) => line)).toEqual([2, 3]);
  });
});

describe('a file of many pieces', () => {
  /** A row whose last character begins just before the border, at every way of cutting its four bytes. */
  it.each([0, 1, 2, 3, 4])('keeps a character whose bytes are cut %i from the border', async (before) => {
    const head = 'text,label\n';
    const filler = 'x'.repeat(pieceBytes - head.length - before);
    const table = await tableOf(`${head}${filler}😀ü,a\nb,c\n`);
    expect(table.cell(0, 0).slice(-5)).toBe('xx😀ü'.slice(-5));
    expect(table.cell(0, 0)).toHaveLength(filler.length + 3);
    expect(table.row(1)).toEqual(['b', 'c']);
    expect(table.summary.problems.count).toBe(0);
  });

  it('is Windows-1252 when the byte before the border is its first that is not ASCII', async () => {
    const head = new TextEncoder().encode(`a,b\n${'x'.repeat(pieceBytes - 5)}`);
    const table = await tableOf(new Blob([head, Uint8Array.from([0xe9]), ',1\n']));
    expect(table.summary.format).toMatchObject({ encoding: 'windows-1252' });
    expect(table.cell(0, 0).endsWith('xé')).toBe(true);
  });

  it('stays UTF-8 for one broken byte, and tells its line', async () => {
    const table = await tableOf(new Blob(['a,b\nüüüüüüüüüüüü,1\n', Uint8Array.from([0xff]), ',2\n']));
    expect(rowsOf(table)).toEqual([
      ['üüüüüüüüüüüü', '1'],
      ['\ufffd', '2'],
    ]);
    expect(table.summary.problems.shown.map(({ line }) => line)).toEqual([3]);
  });

  it('counts the lines of quoted cells through all of them, and reads a quote across the border', async () => {
    const row = `"${'line\n'.repeat(9)}",x\n`;
    const rows = Math.ceil((pieceBytes * 2.5) / row.length);
    const table = await tableOf(`text,label\n${row.repeat(rows)}odd\n`);
    expect(table.rowCount).toBe(rows);
    expect(table.summary.problems.shown.map(({ line }) => line)).toEqual([2 + rows * 10]);
  });

  it('loses one row alone to a quote that nothing closes', async () => {
    const rows = Math.ceil((pieceBytes * 3) / 10);
    const table = await tableOf(`a,b\n"x,1\n${'1234567,9\n'.repeat(rows)}`);
    expect(table.rowCount).toBe(rows + 1);
    expect(table.summary.problems.shown).toEqual([
      { line: 2, reason: expect.stringContaining('never closed'), kept: true },
    ]);
  }, 60_000);

  it('is refused where a line has no end', async () => {
    const result = await read(fileOf(`a,b\n${'x'.repeat(pieceBytes * 3)}`));
    expect(result).toMatchObject({ ok: false, error: { kind: 'syntax', message: expect.stringContaining('Line 2') } });
  });

  it('tells how far it is after every piece', async () => {
    const told: ReadProgress[] = [];
    const file = fileOf(`a,b\n${'1234567,9\n'.repeat(pieceBytes / 8)}`);
    await readTable(file, defaultReadOptions, { onProgress: (progress) => told.push(progress), signal: never });
    expect([...new Set(told.map(({ bytes }) => bytes))]).toEqual([pieceBytes, file.size]);
    expect(told.at(-1)).toEqual({ bytes: file.size, ofBytes: file.size, rows: pieceBytes / 8 });
  });

  it('stops for an abort between two pieces', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const file = fileOf(`a,b\n${'1234567,9\n'.repeat(pieceBytes / 4)}`);
    let pieces = 0;
    const reading = readTable(file, defaultReadOptions, {
      onProgress: () => {
        pieces++;
        controller.abort(reason);
      },
      signal: controller.signal,
    });
    await expect(reading).rejects.toBe(reason);
    expect(pieces).toBe(1);
  });
});

describe('a file that is gone', () => {
  it('is told of, with what to do', async () => {
    const lost = Object.assign(new Blob(['a,b\n1,2\n']), {
      name: 'lost.csv',
      slice: () => Object.assign(new Blob(), { arrayBuffer: () => Promise.reject(new Error('NotReadableError')) }),
    });
    expect(await read(lost)).toMatchObject({ ok: false, error: { kind: 'gone' } });
  });
});

describe('streaming rows', () => {
  it('gives the same rows as reading the table, in batches, and all problems at the end', async () => {
    const content = `a,b\n${'1234567,9\n'.repeat(pieceBytes / 8)}x\n`;
    const batches: number[] = [];
    let rows = 0;
    let problems = 0;
    for await (const batch of streamRows(fileOf(content), defaultReadOptions, never)) {
      batches.push(batch.rows.length);
      rows += batch.rows.length;
      problems = batch.problems.count;
      expect(batch.columns.map(({ name }) => name)).toEqual(['a', 'b']);
    }
    expect(batches.length).toBeGreaterThan(1);
    expect({ rows, problems }).toEqual({ rows: pieceBytes / 8, problems: 1 });
  });
});

describe('the reader and the writer', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom('a', ' ', '"', ',', ';', '\t', '|', '\n', '\r', '\ufeff', 'é', '😀') }),
  );

  it.each(delimiters)('bring every cell back, with %j between them', async (delimiter) => {
    await fc.assert(
      fc.asyncProperty(
        fc
          .integer({ min: 2, max: 4 })
          .chain((width) =>
            fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }),
          ),
        async (rows) => {
          const header = rows[0]?.map((_, at) => `c${at}`) ?? [];
          const content = [header, ...rows].map((row) => csvLine(row, delimiter)).join('');
          const table = await tableOf(content, { delimiter, encoding: 'utf-8' });
          expect(rowsOf(table)).toEqual(rows);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('never fail on any bytes: they are rows or a problem', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.uint8Array({ maxLength: 300 }),
          fc.string({
            unit: fc.constantFrom('"', ',', '\n', '\r', '{', '}', '[', ']', ':', '\\', 'a', ';', '\0', 'é'),
            maxLength: 80,
          }),
        ),
        fc.constantFrom<ReadOptions['ragged']>('skip', 'keep'),
        async (content, ragged) => {
          const result = await read(fileOf(typeof content === 'string' ? content : content.slice()), { ragged });
          if (!result.ok) {
            expect(result.error.message).not.toBe('');
            return;
          }
          const { summary, rowCount } = result.value;
          expect(summary.rowCount).toBe(rowCount);
          for (const row of rowsOf(result.value)) expect(row).toHaveLength(summary.columns.length);
          expect(new Set(summary.columns.map(({ name }) => name)).size).toBe(summary.columns.length);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('read a JSON line as the object that it is', async () => {
    await fc.assert(
      fc.asyncProperty(
        // One object alone may be a table of columns.
        fc.array(fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }), { minLength: 2, maxLength: 6 }),
        async (objects) => {
          const lines = await tableOf(objects.map((each) => `${JSON.stringify(each)}\n`).join(''), {
            encoding: 'utf-8',
          });
          const list = await tableOf(JSON.stringify(objects, null, 2), { encoding: 'utf-8' });
          expect(lines.rowCount).toBe(objects.length);
          expect(lines.summary.problems.count).toBe(0);
          const keys = [...new Set(objects.flatMap((each) => Object.keys(each)))];
          expect(lines.summary.columns.map(({ name, header }) => header ?? name)).toEqual(keys);
          for (const [row, object] of objects.entries()) {
            for (const [column, key] of keys.entries()) {
              const value = Object.hasOwn(object, key) ? object[key] : null;
              const text =
                value === null || value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);
              expect(lines.cell(row, column)).toBe(text);
              expect(list.cell(row, column).replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''));
            }
          }
        },
      ),
    );
  });
});
