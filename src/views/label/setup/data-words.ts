import type {
  ColumnSummary,
  Delimiter,
  Encoding,
  ReadProgress,
  TableFormat,
  TableSummary,
} from '../../../core/dataset/table';
import { counted, whole } from '../results/figures';

/** `1,242 rows` */
export function rowWords({ rowCount }: Pick<TableSummary, 'rowCount'>): string {
  return counted(rowCount, 'row');
}

/** `6 skipped`, `6 mended`; null when there is no problem. */
export function problemWords({ problems }: Pick<TableSummary, 'problems'>): string | null {
  if (problems.count === 0) return null;
  return `${whole(problems.count)} ${problems.kept ? 'mended' : 'skipped'}`;
}

export const delimiterNames: Readonly<Record<Delimiter, string>> = {
  ',': 'Comma',
  ';': 'Semicolon',
  '\t': 'Tab',
  '|': 'Vertical bar',
};

export const encodingNames: Readonly<Record<Encoding, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
  'windows-1252': 'Windows-1252',
};

/** How a file was read: `Comma, UTF-8`. */
export function formatWords(format: TableFormat): string {
  const encoding = encodingNames[format.encoding];
  if (format.kind === 'delimited') return `${delimiterNames[format.delimiter]}, ${encoding}`;
  return `${format.kind === 'json' ? 'JSON array' : 'JSON lines'}, ${encoding}`;
}

/** `4.2 of 200 MB, 118,000 rows` */
export function readingWords({ bytes, ofBytes, rows }: ReadProgress): string {
  const unit = ofBytes < 1_000_000 ? { size: 1000, name: 'kB' } : { size: 1_000_000, name: 'MB' };
  const amount = (value: number) => (value / unit.size).toFixed(ofBytes / unit.size < 10 ? 1 : 0);
  return `${amount(bytes)} of ${amount(ofBytes)} ${unit.name}, ${counted(rows, 'row')}`;
}

/** 0 to 100. */
export function readingPercent({ bytes, ofBytes }: ReadProgress): number {
  return ofBytes === 0 ? 0 : Math.min(100, Math.round((bytes / ofBytes) * 100));
}

/** What a column holds, for its tooltip and for who cannot see the preview: `5 values`, `numbers 0 to 1`, `41 words on average`. */
export function columnWords({ values, numbers, meanWords, header }: ColumnSummary): string {
  const what =
    numbers !== null
      ? `numbers ${numbers.min} to ${numbers.max}`
      : values !== null
        ? counted(values.length, 'value')
        : `${counted(Math.round(meanWords), 'word')} on average`;
  return header === undefined ? what : `${what}; the file calls it “${header}”`;
}

/** What the file inputs take. */
export const tableFiles = '.csv,.tsv,.tab,.txt,.json,.jsonl,.ndjson';
