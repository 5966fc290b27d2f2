import type { Encoding } from '../core/dataset/encoding';
import type { Delimiter, ReadOptions, TableProblem } from '../core/dataset/table';

/** A table file that is not as tables should be, and what is to come of it. */
export interface OddTable {
  readonly name: string;
  readonly file: string;
  readonly bytes: string | Uint8Array<ArrayBuffer>;
  /** Where they differ from the defaults. */
  readonly options?: Partial<ReadOptions>;
  readonly expect: OddOutcome;
}

type OddOutcome =
  | {
      readonly columns: readonly string[];
      readonly rows: readonly (readonly string[])[];
      /** Lines of the file; none when absent. */
      readonly problemLines?: readonly number[];
      /** Null: JSON. */
      readonly delimiter?: Delimiter | null;
      readonly encoding?: Encoding;
    }
  | { readonly problem: TableProblem['kind'] };

const simple = { columns: ['text', 'label'], rows: [['Où est-il?', 'ask'] as const, ['Fine', 'chat'] as const] };
const ascii = { columns: ['text', 'label'], rows: [['Hello', 'chat'] as const, ['Why?', 'ask'] as const] };

export const oddTables: readonly OddTable[] = [
  {
    name: 'a plain file',
    file: 'plain.csv',
    bytes: 'text,label\nHello,chat\nWhy?,ask\n',
    expect: { ...ascii, delimiter: ',' },
  },
  {
    name: 'a last row without a line end',
    file: 'no-end.csv',
    bytes: 'text,label\nHello,chat\nWhy?,ask',
    expect: ascii,
  },
  {
    name: 'semicolons',
    file: 'semicolons.csv',
    bytes: 'text;label\nHello;chat\nWhy?;ask\n',
    expect: { ...ascii, delimiter: ';' },
  },
  {
    name: 'tabs',
    file: 'tabs.tsv',
    bytes: 'text\tlabel\nHello\tchat\nWhy?\task\n',
    expect: { ...ascii, delimiter: '\t' },
  },
  {
    name: 'pipes',
    file: 'pipes.txt',
    bytes: 'text|label\nHello|chat\nWhy?|ask\n',
    expect: { ...ascii, delimiter: '|' },
  },
  {
    name: 'semicolons between texts that are full of commas',
    file: 'commas.csv',
    bytes: 'text;label\nWell, yes, no;chat\n1,5;number\n',
    expect: {
      columns: ['text', 'label'],
      rows: [
        ['Well, yes, no', 'chat'],
        ['1,5', 'number'],
      ],
      delimiter: ';',
    },
  },
  {
    name: 'one column of texts with commas',
    file: 'one-column.csv',
    bytes: 'text\nWell, yes\nNo\nSo, so, so\n',
    expect: { columns: ['text'], rows: [['Well, yes'], ['No'], ['So, so, so']] },
  },
  {
    name: 'one column, all quoted',
    file: 'quoted-column.csv',
    bytes: '"text"\n"a, b"\n"c; ""d"""\n',
    expect: { columns: ['text'], rows: [['a, b'], ['c; "d"']] },
  },
  {
    name: 'a note for spreadsheets',
    file: 'sep.csv',
    bytes: 'sep=;\r\ntext;label\r\nHello;chat\r\nWhy?;ask;\r\n',
    expect: { ...ascii, delimiter: ';' },
  },
  { name: 'CRLF', file: 'crlf.csv', bytes: 'text,label\r\nHello,chat\r\nWhy?,ask\r\n', expect: ascii },
  { name: 'CR alone', file: 'cr.csv', bytes: 'text,label\rHello,chat\rWhy?,ask\r', expect: ascii },
  {
    name: 'line ends of both kinds',
    file: 'mixed.csv',
    bytes: 'text,label\r\nHello,chat\nWhy?,ask\r\n',
    expect: ascii,
  },
  {
    name: 'line ends, quotes and delimiters inside quotes',
    file: 'quotes.csv',
    bytes: 'text,label\n"One\ntwo, ""three""\r\nfour",a\nshort\n"x",b\n',
    expect: {
      columns: ['text', 'label'],
      rows: [
        ['One\ntwo, "three"\r\nfour', 'a'],
        ['x', 'b'],
      ],
      problemLines: [5],
    },
  },
  {
    name: 'blank lines',
    file: 'blank-lines.csv',
    bytes: '\n\ntext,label\n\nHello,chat\n   \n\nWhy?,ask\n\n\n',
    expect: ascii,
  },
  {
    name: 'rows with too few and too many cells, skipped',
    file: 'ragged.csv',
    bytes: 'a,b,c\n1,2,3\n4,5\n6,7,8,9\n\n10,11,12\n',
    expect: {
      columns: ['a', 'b', 'c'],
      rows: [
        ['1', '2', '3'],
        ['10', '11', '12'],
      ],
      problemLines: [3, 4],
    },
  },
  {
    name: 'rows with too few and too many cells, kept',
    file: 'ragged-kept.csv',
    bytes: 'a,b,c\n1,2,3\n4,5\n6,7,8,9\n',
    options: { ragged: 'keep' },
    expect: {
      columns: ['a', 'b', 'c'],
      rows: [
        ['1', '2', '3'],
        ['4', '5', ''],
        ['6', '7', '8,9'],
      ],
      problemLines: [3, 4],
    },
  },
  {
    name: 'headers that are empty or come twice',
    file: 'headers.csv',
    bytes: 'text, text ,,label,,text (2)\n1,2,3,4,5,6\n',
    expect: {
      columns: ['text', 'text (2)', 'Column 3', 'label', 'Column 5', 'text (2) (2)'],
      rows: [['1', '2', '3', '4', '5', '6']],
    },
  },
  {
    name: 'a quote that is never closed',
    file: 'unclosed.csv',
    bytes: 'text,label\nHello,chat\n"Oh no,chat\nWhy?,ask\n',
    expect: {
      columns: ['text', 'label'],
      rows: [
        ['Hello', 'chat'],
        ['"Oh no', 'chat'],
        ['Why?', 'ask'],
      ],
      problemLines: [3],
    },
  },
  {
    name: 'a quote that is not doubled',
    file: 'stray-quote.csv',
    bytes: 'text,label\n"He said "hi" twice",chat\nA 5" pipe,chat\n',
    expect: {
      columns: ['text', 'label'],
      rows: [
        ['He said "hi" twice', 'chat'],
        ['A 5" pipe', 'chat'],
      ],
      problemLines: [2],
    },
  },
  {
    name: 'UTF-8 with a mark',
    file: 'utf-8-mark.csv',
    bytes: '\ufefftext,label\nOù est-il?,ask\nFine,chat\n',
    expect: { ...simple, encoding: 'utf-8' },
  },
  {
    name: 'a mark before a quoted header',
    file: 'mark-quote.csv',
    bytes: '\ufeff"text","label"\nOù est-il?,ask\nFine,chat\n',
    expect: simple,
  },
  {
    name: 'UTF-16 little-endian with a mark',
    file: 'utf-16le.csv',
    bytes: utf16('\ufefftext;label\nOù est-il?;ask\nFine;chat\n', 'little'),
    expect: { ...simple, encoding: 'utf-16le', delimiter: ';' },
  },
  {
    name: 'UTF-16 big-endian with a mark',
    file: 'utf-16be.csv',
    bytes: utf16('\ufefftext,label\nOù est-il?,ask\nFine,chat\n', 'big'),
    expect: { ...simple, encoding: 'utf-16be' },
  },
  {
    name: 'UTF-16 without a mark',
    file: 'utf-16.tsv',
    bytes: utf16('text\tlabel\nOù est-il?\task\nFine\tchat\n', 'little'),
    expect: { ...simple, encoding: 'utf-16le', delimiter: '\t' },
  },
  {
    name: 'Chinese in big-endian UTF-16 without a mark',
    file: 'chinese.csv',
    bytes: utf16('文本,标签\n我的订单在哪里,物流\n我要退款,账单\n', 'big'),
    expect: {
      columns: ['文本', '标签'],
      rows: [
        ['我的订单在哪里', '物流'],
        ['我要退款', '账单'],
      ],
      encoding: 'utf-16be',
    },
  },
  {
    name: 'Windows-1252',
    file: 'windows-1252.csv',
    bytes: latin('text,label\nO\u00f9 est-il?,ask\nFine,chat\n'),
    expect: { ...simple, encoding: 'windows-1252' },
  },
  {
    name: 'emoji and combined characters',
    file: 'emoji.csv',
    bytes: 'text,label\n👩‍👩‍👧 é 😀,family\nZażółć gęślą,pl\n',
    expect: {
      columns: ['text', 'label'],
      rows: [
        ['👩‍👩‍👧 é 😀', 'family'],
        ['Zażółć gęślą', 'pl'],
      ],
      encoding: 'utf-8',
    },
  },
  {
    name: 'a zero byte in a text',
    file: 'zero.csv',
    bytes: 'text,label\nHel\0lo there to everyone who reads this,chat\nWhy?,ask\n',
    expect: {
      columns: ['text', 'label'],
      rows: [
        ['Hel\0lo there to everyone who reads this', 'chat'],
        ['Why?', 'ask'],
      ],
      problemLines: [2],
    },
  },
  { name: 'no bytes', file: 'empty.csv', bytes: '', expect: { problem: 'empty' } },
  { name: 'white space alone', file: 'white.csv', bytes: '\ufeff \r\n\n  \n', expect: { problem: 'empty' } },
  { name: 'a header alone', file: 'header.csv', bytes: 'text,label\n', expect: { problem: 'no-rows' } },
  {
    name: 'an Excel workbook by the name of a CSV',
    file: 'book.csv',
    bytes: Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0, 6, 0, 8, 0]),
    expect: { problem: 'unreadable' },
  },
  {
    name: 'bytes of no text',
    file: 'noise.csv',
    bytes: Uint8Array.from({ length: 400 }, (_, at) => (at * 37) % 31),
    expect: { problem: 'encoding' },
  },
  {
    name: 'JSON lines, one of them broken',
    file: 'lines.jsonl',
    bytes:
      '{"text":"Hello","score":1.0}\n\n{"text":"Why?", "score":\n{"score":12345678901234567890,"text":"So\\n","tags":["a", 1.50],"ok":true,"no":null}\n[1]\n',
    expect: {
      columns: ['text', 'score', 'tags', 'ok', 'no'],
      rows: [
        ['Hello', '1.0', '', '', ''],
        ['So\n', '12345678901234567890', '["a", 1.50]', 'true', ''],
      ],
      problemLines: [3, 5],
      delimiter: null,
    },
  },
  {
    name: 'a JSON list over several lines',
    file: 'list.json',
    bytes: '[\n  {"text": "a, ] \\" {", "2": "two"},\n  7,\n  {"label": {"deep": [1, {"x": 2}]}}\n]\n',
    expect: {
      columns: ['text', '2', 'label'],
      rows: [
        ['a, ] " {', 'two', ''],
        ['', '', '{"deep": [1, {"x": 2}]}'],
      ],
      problemLines: [3],
      delimiter: null,
    },
  },
  {
    name: 'a JSON list that is cut off',
    file: 'cut.json',
    bytes: '[{"text":"a"},\n{"text":"b',
    expect: { columns: ['text'], rows: [['a']], problemLines: [2, 2] },
  },
  { name: 'a JSON list of lists', file: 'lists.json', bytes: '[ [1, 2] ]', expect: { problem: 'syntax' } },
  {
    name: 'a JSON object that is no list',
    file: 'object.json',
    bytes: '{\n  "rows": []\n}\n',
    expect: { problem: 'syntax' },
  },
  { name: 'an empty JSON list', file: 'none.json', bytes: '[]', expect: { problem: 'no-rows' } },
];

function utf16(text: string, order: 'little' | 'big'): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at), order === 'little');
  return new Uint8Array(view.buffer);
}

/** Characters up to U+00FF as one byte each. */
function latin(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
