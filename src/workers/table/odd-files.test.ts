import { describe, expect, it } from 'vitest';
import { defaultReadOptions, type ReadOptions, type Table } from '../../core/dataset/table';
import { workbookFile } from '../../testing/workbook-file';
import { readTable } from './read-table';

function read(content: BlobPart, { name = 'rows.csv', ...options }: Partial<ReadOptions> & { name?: string } = {}) {
  const deps = { onProgress: () => {}, signal: new AbortController().signal };
  return readTable(Object.assign(new Blob([content]), { name }), { ...defaultReadOptions, ...options }, deps);
}

async function tableOf(...given: Parameters<typeof read>): Promise<Table> {
  const result = await read(...given);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

const rowsOf = (table: Table) => Array.from({ length: table.rowCount }, (_, row) => table.row(row));
const namesOf = (table: Table) => table.summary.columns.map(({ name }) => name);

describe('a quote that is not closed', () => {
  const line = (at: number) => `${at % 3 === 0 ? 'spam' : 'ham'}\ttext number ${at} says so`;
  const messages = Array.from({ length: 60 }, (_, at) => line(at));

  it('swallows no rows of a file with tabs and without a header', async () => {
    const file = messages.with(10, 'ham\t"I am here').with(40, 'spam\tHe said "no" to it').with(50, 'ham\t"Odd" one');
    const table = await tableOf(file.join('\n'));
    expect(table.rowCount).toBe(60);
    expect(table.row(10)).toEqual(['ham', '"I am here']);
    expect(table.row(40)).toEqual(['spam', 'He said "no" to it']);
    expect(table.summary).toMatchObject({ lines: 60, format: { firstRow: 'data' } });
  });

  it('swallows no rows where a later text ends in a quote', async () => {
    const table = await tableOf(messages.with(10, 'ham\t"I am here').with(20, 'ham\tand gone"').join('\n'));
    expect(table.rowCount).toBe(60);
    expect(table.summary.notes).toContainEqual({ kind: 'open-quote', from: 11, to: 21 });
  });

  it('is told of with its lines, where they stay one row', async () => {
    const table = await tableOf('text,label\n"One\ntwo "three" four\nfive",a\nfine,b\n');
    expect(rowsOf(table)).toEqual([
      ['One\ntwo "three" four\nfive', 'a'],
      ['fine', 'b'],
    ]);
    expect(table.summary.notes).toEqual([{ kind: 'merged-lines', from: 2, to: 4 }]);
    expect(table.summary.problems).toMatchObject({ count: 1, skipped: 0 });
  });

  it('is a character where quotes are none', async () => {
    const table = await tableOf('text,label\n"a",b\n"c,d\n', { quotes: 'none' });
    expect(rowsOf(table)).toEqual([
      ['"a"', 'b'],
      ['"c', 'd'],
    ]);
  });
});

describe('text of every kind', () => {
  it('is read in a time that grows with its length, also with every unit of UTF-16 in it', async () => {
    const units = Array.from({ length: 0x10000 }, (_, unit) => String.fromCharCode(unit)).join('');
    const table = await read(`a,b\n"${units.replaceAll('"', '')}\r",x\n`, { encoding: 'utf-8' });
    expect(table.ok).toBe(true);
    const quotes = '"a\n'.repeat(200_000);
    expect((await tableOf(`a,b\n${quotes}`, { delimiter: ',' })).summary.problems.count).toBeGreaterThan(0);
    expect((await read(`a,b\n${'"\\"a '.repeat(200_000)}`, { delimiter: ',' })).ok).toBe(true);
  }, 60_000);
});

describe('the first row', () => {
  it.each([
    ['a label that comes again', '5,Great thing\n1,Bad thing\n5,Nice thing\n', 'data'],
    ['numbers over numbers', '0.1,0.7\n0.3,0.5\n0.9,0.2\n', 'data'],
    ['words of their own', 'review,stars\nGreat,5\nBad,1\nNice,5\n', 'header'],
    ['a column named as its value', 'text,spam\nBuy now,spam\nHello,ham\n', 'header'],
    ['a header that comes again', 'text,label\na,x\ntext,label\nb,y\n', 'header'],
    ['years', 'country,2019,2020\nBulgaria,1,2\nSerbia,3,4\n', 'header'],
  ])('with %s is taken for what it is', async (_, text, firstRow) => {
    expect((await tableOf(text)).summary.format).toMatchObject({ firstRow });
  });

  it('is what the author says', async () => {
    const table = await tableOf('text,label\na,b\n', { firstRow: 'data' });
    expect(namesOf(table)).toEqual(['Column 1', 'Column 2']);
    expect(rowsOf(table)).toEqual([
      ['text', 'label'],
      ['a', 'b'],
    ]);
    expect(table.summary.notes).toBeUndefined();
  });
});

describe('JSON of pandas', () => {
  const rows = [
    ['One', 'a'],
    ['Two', 'b'],
  ];
  it.each([
    ['columns', '{"text":{"0":"One","1":"Two"},"label":{"0":"a","1":"b"}}'],
    ['index', '{"0":{"text":"One","label":"a"},"1":{"text":"Two","label":"b"}}'],
    ['split', '{"columns":["text","label"],"index":[0,1],"data":[["One","a"],["Two","b"]]}'],
    ['records', '[{"text":"One","label":"a"},{"text":"Two","label":"b"}]'],
    [
      'table',
      '{"schema":{"fields":[],"primaryKey":["index"]},"data":[{"index":0,"text":"One","label":"a"},{"index":1,"text":"Two","label":"b"}]}',
    ],
    ['values', '[["text","label"],["One","a"],["Two","b"]]'],
    ['lists', '{"text":["One","Two"],"label":["a","b"]}'],
    ['indented columns', '{\n  "text": {"0": "One", "1": "Two"},\n  "label": {"0": "a", "1": "b"}\n}\n'],
  ])('is read as written with orient %s', async (_, text) => {
    const table = await tableOf(text, { name: 'frame.json' });
    expect(namesOf(table)).toEqual(['text', 'label']);
    expect(rowsOf(table)).toEqual(rows);
  });

  it('has empty cells where Python wrote NaN or Infinity', async () => {
    const table = await tableOf('{"t":"NaN says \\"Infinity\\"","n":NaN,"m":-Infinity}\n{"t":"b","n":1.0,"m":2}\n');
    expect(rowsOf(table)).toEqual([
      ['NaN says "Infinity"', '', ''],
      ['b', '1.0', '2'],
    ]);
  });
});

describe('a workbook', () => {
  const book = workbookFile({
    Notes: [],
    Tickets: [
      ['Export of March', null, null],
      ['text', 'stars', 'when', 'done'],
      [' Late boat ', 5, { date: 45_719 }, true],
      [null, null, null, null],
      ['Wrong fare', 0.1 + 0.2, { date: 45_719.5 }, false],
      ['Nothing'],
    ],
    Other: [
      ['a', 'b'],
      ['1', '2'],
    ],
  });

  it('is read as a spreadsheet shows it: whole numbers, days, empty cells; a title is left out', async () => {
    const table = await tableOf(book, { name: 'book.xlsx' });
    expect(namesOf(table)).toEqual(['text', 'stars', 'when', 'done']);
    expect(rowsOf(table)).toEqual([
      [' Late boat ', '5', '2025-03-03', 'TRUE'],
      ['Wrong fare', '0.3', '2025-03-03 12:00:00', 'FALSE'],
      ['Nothing', '', '', ''],
    ]);
    expect(table.summary.format).toEqual({
      kind: 'workbook',
      sheet: 'Tickets',
      sheets: ['Notes', 'Tickets', 'Other'],
      firstRow: 'header',
    });
  });

  it('is read in the sheet that is chosen', async () => {
    expect(rowsOf(await tableOf(book, { sheet: 'Other' }))).toEqual([['1', '2']]);
  });

  it.each([
    ['a damaged one', book.slice(0, 900), /not an Excel workbook/],
    ['another archive', Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0, 6, 0, 8, 0]), /not an Excel workbook/],
    ['one of before 2007', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, ...Array.from({ length: 600 }, () => 0)]), /\.xls/],
    [
      'one with a password',
      Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, ...[...'EncryptedPackage'].flatMap((c) => [c.charCodeAt(0), 0])]),
      /password/,
    ],
  ])('is refused with the reason when it is %s', async (_, bytes, reason) => {
    const result = await read(bytes, { name: 'book.xlsx' });
    expect(result).toMatchObject({ ok: false, error: { kind: 'unreadable', title: expect.stringMatching(reason) } });
  });
});
