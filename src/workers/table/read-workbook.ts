import readSheets, { InvalidInputError, InvalidSpreadsheetError } from 'read-excel-file/universal';
import type { ReadOptions, TableProblem } from '../../core/dataset/table';
import { TableError } from './table-error';

interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
}

export interface Workbook {
  readonly sheet: Sheet;
  /** Of all sheets, in their order. */
  readonly names: readonly string[];
}

/** The sheet that is wished for, or the first one with cells. Throws a TableError for files that are no workbook. */
export async function readWorkbook(file: Blob, { sheet }: Pick<ReadOptions, 'sheet'>): Promise<Workbook> {
  const sheets = await sheetsOf(file);
  const wished = sheets.find(({ sheet: name }) => name === sheet);
  const found = wished ?? sheets.find(({ data }) => data.length > 0) ?? sheets[0];
  if (found === undefined) throw new TableError(noWorkbook);
  return {
    sheet: { name: found.sheet, rows: found.data.map((row) => row.map(cellText)) },
    names: sheets.map(({ sheet: name }) => name),
  };
}

async function sheetsOf(file: Blob) {
  try {
    return await readSheets(file, { trim: false });
  } catch (error) {
    if (!(error instanceof InvalidInputError || error instanceof InvalidSpreadsheetError)) {
      // Whatever else its XML may lack.
      const broken = new TableError(noWorkbook);
      broken.cause = error;
      throw broken;
    }
    throw new TableError(noWorkbook);
  }
}

/** A cell as a spreadsheet would write it to CSV: numbers of at most 15 digits, as Excel keeps them, and dates as ISO 8601 has them. */
function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return dateText(value);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (typeof value === 'number') return String(Number(value.toPrecision(15)));
  return String(value);
}

/** Before it lie Excel's times without a date. */
const firstDay = Date.UTC(1900, 0, 1);

function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return '';
  // A time is a fraction of a day, and a fraction of a second too little is none.
  const [day = '', time = ''] = new Date(Math.round(date.getTime() / 1000) * 1000).toISOString().split(/[T.]/);
  if (date.getTime() < firstDay) return time;
  return time === '00:00:00' ? day : `${day} ${time}`;
}

const noWorkbook: TableProblem = {
  kind: 'unreadable',
  title: 'This is not an Excel workbook that can be read.',
  message:
    'An .xlsx workbook was expected; the file is another kind of archive, or it is damaged. Open it in a spreadsheet program and save it again as .xlsx or as CSV (UTF-8).',
};
