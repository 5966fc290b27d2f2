import type { DatasetRef } from '../../../core/dataset/dataset-ref';
import { type Encoding, encodingGroups, encodingName } from '../../../core/dataset/encoding';
import { delimiters, type TableSummary } from '../../../core/dataset/table';
import type { DataFile } from '../../../store/label/label-state';
import { counted, whole } from '../../shared/counted';
import { Alert } from '../../ui/alert';
import { ContentBoundary } from '../../ui/content-boundary';
import { Notice } from '../../ui/notice';
import { Segmented } from '../../ui/radio-group';
import { Row } from '../../ui/row';
import { Select } from '../../ui/select';
import { Table } from '../../ui/table/table';
import { useActions } from '../../use-studio';
import { useLock } from '../use-label-work';
import { columnWords, delimiterNames, formatWords, noteWords, problemWords, skippedRows } from './data-words';

interface TableDetailsProps {
  readonly which: DataFile;
  readonly dataset: DatasetRef;
}

/** What was found in a file, and how it was read; closed until it is asked for, or until there is something to know. */
export function TableDetails({ which, dataset }: TableDetailsProps) {
  const { table } = dataset;
  const problems = problemWords(table);
  return (
    <div className="table-details">
      <AllSkipped table={table} />
      <Notes table={table} />
      <FirstFields which={which} dataset={dataset} />
      {problems !== null && (
        <details className="more">
          <summary>{problems}</summary>
          <ol className="problems" aria-label={`Problems in ${table.name}`}>
            {table.problems.shown.map(({ line, reason }, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a line can have two problems, and the list never changes
              <li key={place}>
                <span className="mono">line {line}</span> {reason}
              </li>
            ))}
          </ol>
          {table.problems.count > table.problems.shown.length && (
            <p className="hint">
              And {counted(table.problems.count - table.problems.shown.length, 'more row', 'more rows')}.
            </p>
          )}
        </details>
      )}
      <details className="more">
        <summary>First rows</summary>
        <Preview table={table} />
      </details>
      <details className="more" open={isGuessed(table) || undefined}>
        <summary>How it is read: {formatWords(table.format)}</summary>
        <ReadFields which={which} dataset={dataset} />
      </details>
    </div>
  );
}

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
function FirstFields({ which, dataset }: TableDetailsProps) {
  const { label } = useActions();
  const disabled = useReadLock(which);
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
          onPick={(sheet) => void label.changeReadOptions(which, { sheet })}
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
          onPick={(firstRow) => void label.changeReadOptions(which, { firstRow })}
        />
      </Row>
    </>
  );
}

/** Training reads the first two while it runs; a file of rows to label is read as it was when its job began. */
function useReadLock(which: DataFile): boolean {
  const isLocked = useLock() !== undefined;
  return which !== 'rows' && isLocked;
}

function Preview({ table }: { readonly table: TableSummary }) {
  return (
    <Table label={`First rows of ${table.name}`} frameClassName="preview">
      <thead>
        <tr>
          {table.columns.map((column) => (
            <th key={column.name} scope="col" title={columnWords(column)}>
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
                <td key={table.columns[column]?.name ?? column} title={cell}>
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

function ReadFields({ which, dataset }: TableDetailsProps) {
  const { label } = useActions();
  const disabled = useReadLock(which);
  const { read } = dataset;
  const { format } = dataset.table;
  const change = (options: Partial<DatasetRef['read']>) => void label.changeReadOptions(which, options);
  if (format.kind === 'workbook') return <p className="hint">Cells are read as they are in the sheet.</p>;
  return (
    <div className="read-fields">
      {format.kind === 'delimited' && (
        <>
          <Select
            label="Delimiter"
            value={read.delimiter}
            disabled={disabled}
            options={[auto, ...delimiters.map((value) => ({ value, label: delimiterNames[value] }))]}
            onPick={(delimiter) => change({ delimiter })}
          />
          <Select
            label="Quotes"
            value={read.quotes ?? 'csv'}
            disabled={disabled}
            options={quotes}
            onPick={(value) => change({ quotes: value })}
          />
        </>
      )}
      <Select
        label="Encoding"
        value={read.encoding}
        disabled={disabled}
        options={[auto, ...encodingOptions()]}
        onPick={(encoding) => change({ encoding })}
      />
      {format.kind === 'delimited' && (
        <Select
          label="Rows with too few or too many cells"
          value={read.ragged}
          disabled={disabled}
          options={ragged}
          onPick={(value) => change({ ragged: value })}
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
