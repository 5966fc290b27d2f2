import type { DatasetRef } from '../../../core/dataset/dataset-ref';
import { type Encoding, encodingGroups, encodingName } from '../../../core/dataset/encoding';
import { delimiters, type ReadOptions, type TableSummary } from '../../../core/dataset/table';
import { Alert } from '../../ui/alert';
import { classNames } from '../../ui/class-names';
import { ContentBoundary } from '../../ui/content-boundary';
import { FoldOut } from '../../ui/fold-out';
import { Notice } from '../../ui/notice';
import { Segmented } from '../../ui/radio-group';
import { Row } from '../../ui/row';
import { Select } from '../../ui/select';
import { Table } from '../../ui/table/table';
import { counted, whole } from '../counted';
import { columnWords, delimiterNames, formatWords, noteWords, problemWords, skippedRows } from './table-words';

interface TableDetailsProps {
  readonly dataset: DatasetRef;
  /** It is in use: nothing about it can be changed. */
  readonly disabled: boolean;
  readonly onRead: (options: Partial<ReadOptions>) => void;
}

/** What was found in a file, and how it was read; closed until it is asked for, or until there is something to know. */
export function TableDetails(props: TableDetailsProps) {
  const { table } = props.dataset;
  const problems = problemWords(table);
  return (
    <div className="table-details -mt-2 grid grid-cols-[minmax(0,1fr)]">
      <AllSkipped table={table} />
      <Notes table={table} />
      <FirstFields {...props} />
      {problems !== null && (
        <FoldOut summary={problems}>
          <ol className={problemsLook} aria-label={`Problems in ${table.name}`}>
            {table.problems.shown.map(({ line, reason }, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a line can have two problems, and the list never changes
              <li key={place}>
                <span className="mono text-ink-3">line {line}</span> {reason}
              </li>
            ))}
          </ol>
          {table.problems.count > table.problems.shown.length && (
            <p className="hint">
              And {counted(table.problems.count - table.problems.shown.length, 'more row', 'more rows')}.
            </p>
          )}
        </FoldOut>
      )}
      <FoldOut summary="First rows">
        <Preview table={table} />
      </FoldOut>
      <FoldOut summary={`How it is read: ${formatWords(table.format)}`} startsOpen={isGuessed(table)}>
        <ReadFields {...props} />
      </FoldOut>
    </div>
  );
}

const problemsLook =
  'relative grid max-h-40 gap-0.5 overflow-auto rounded-m bg-sunken px-2.5 py-1.5 text-ink-2 text-small/[18px]';

/** The encoding is a guess: the author is asked to look at it. */
function isGuessed({ notes = [] }: TableSummary): boolean {
  return notes.some(({ kind }) => kind === 'not-utf-8' || kind === 'merged-lines');
}

function AllSkipped({ table: { rowCount, problems } }: { readonly table: TableSummary }) {
  const [first] = problems.shown;
  if (rowCount > 0 || first === undefined) return null;
  return (
    <Alert title={`All ${counted(skippedRows(problems), 'row')} were skipped.`}>
      Line {whole(first.line)}: {first.reason} Under “How it is read”, choose another delimiter, or keep rows with too
      few or too many cells.
    </Alert>
  );
}

function Notes({ table: { notes = [] } }: { readonly table: TableSummary }) {
  const shown = notes.slice(0, mostNotes);
  return (
    <>
      {shown.map((note) => (
        <Notice key={JSON.stringify(note)} tone="warn">
          {noteWords(note)}
        </Notice>
      ))}
      {notes.length > shown.length && (
        <p className="hint">And {counted(notes.length - shown.length, 'more place', 'more places')} like these.</p>
      )}
    </>
  );
}

const mostNotes = 4;

/** What is asked of nearly every file, and of a workbook. */
function FirstFields({ dataset, disabled, onRead }: TableDetailsProps) {
  const { format } = dataset.table;
  if (format.kind !== 'delimited' && format.kind !== 'workbook') return null;
  return (
    <>
      {format.kind === 'workbook' && (
        <Select
          label="Sheet"
          value={format.sheet}
          disabled={disabled}
          options={format.sheets.map((value) => ({ value, label: value }))}
          onPick={(sheet) => onRead({ sheet })}
        />
      )}
      <Row className="mt-2">
        <span className="label" aria-hidden="true">
          First row is
        </span>
        <Segmented
          label="First row is"
          value={format.firstRow ?? 'header'}
          disabled={disabled}
          options={firstRows}
          onPick={(firstRow) => onRead({ firstRow })}
        />
      </Row>
    </>
  );
}

function Preview({ table }: { readonly table: TableSummary }) {
  return (
    <Table label={`First rows of ${table.name}`} frameClassName={previewLook}>
      <thead>
        <tr>
          {table.columns.map((column) => (
            <th key={column.name} scope="col" className={headLook} title={columnWords(column)}>
              {column.name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.preview.map((cells, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
          <ContentBoundary key={row} what={`Row ${row + 1}`} within="table">
            <tr>
              {cells.map((cell, column) => (
                <td key={table.columns[column]?.name ?? column} className={cellLook} title={cell}>
                  {cell}
                </td>
              ))}
            </tr>
          </ContentBoundary>
        ))}
      </tbody>
    </Table>
  );
}

const previewLook =
  'thin-scrollbar relative mb-1.5 max-h-60 overflow-auto rounded-m border border-line bg-surface [&_tr>:first-child]:pl-2';
const cellLook = 'h-[26px] max-w-[180px] truncate px-2 text-small';
const headLook = classNames(cellLook, 'sticky top-0 bg-sunken font-mono text-ink-2');

function ReadFields({ dataset, disabled, onRead }: TableDetailsProps) {
  const { read } = dataset;
  const { format } = dataset.table;
  if (format.kind === 'workbook') return <p className="hint">Cells are read as they are in the sheet.</p>;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2 pb-2">
      {format.kind === 'delimited' && (
        <>
          <Select
            label="Delimiter"
            value={read.delimiter}
            disabled={disabled}
            options={[auto, ...delimiters.map((value) => ({ value, label: delimiterNames[value] }))]}
            onPick={(delimiter) => onRead({ delimiter })}
          />
          <Select
            label="Quotes"
            value={read.quotes ?? 'csv'}
            disabled={disabled}
            options={quotes}
            onPick={(value) => onRead({ quotes: value })}
          />
        </>
      )}
      <Select
        label="Encoding"
        value={read.encoding}
        disabled={disabled}
        options={[auto, ...encodingOptions()]}
        onPick={(encoding) => onRead({ encoding })}
      />
      {format.kind === 'delimited' && (
        <Select
          label="Rows with too few or too many cells"
          value={read.ragged}
          disabled={disabled}
          options={ragged}
          onPick={(value) => onRead({ ragged: value })}
        />
      )}
    </div>
  );
}

/** Those that this browser reads, and UTF-32, which we read. */
function encodingOptions() {
  return encodingGroups.map(({ heading, encodings }) => ({
    heading,
    options: encodings.filter(isReadable).map((value: Encoding) => ({ value, label: encodingName(value) })),
  }));
}

function isReadable(encoding: Encoding): boolean {
  if (encoding.startsWith('utf-32')) return true;
  try {
    return new TextDecoder(encoding).encoding !== '';
  } catch {
    return false;
  }
}

const auto = { value: 'auto', label: 'Automatic' } as const;
const firstRows = [
  { value: 'header', label: 'Header' },
  { value: 'data', label: 'Data' },
] as const;
const quotes = [
  { value: 'csv', label: 'As CSV' },
  { value: 'none', label: 'None' },
] as const;
const ragged = [
  { value: 'skip', label: 'Skip them' },
  { value: 'keep', label: 'Keep them, cut or filled up' },
] as const;
