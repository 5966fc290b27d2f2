import { delimiters, encodings, type TableSummary } from '../../../core/dataset/table';
import type { DatasetRef } from '../../../core/labeler/labeler-run';
import { Select } from '../../ui/select';
import { useActions } from '../../use-studio';
import { counted } from '../results/figures';
import { ScrollFrame } from '../scroll-frame';
import { useLock } from '../use-label-work';
import { columnWords, delimiterNames, encodingNames, formatWords, problemWords } from './data-words';

interface TableDetailsProps {
  readonly which: 'training' | 'test';
  readonly dataset: DatasetRef;
}

/** What was found in a file, and how it was read; closed until it is asked for. */
export function TableDetails({ which, dataset }: TableDetailsProps) {
  const { table } = dataset;
  const problems = problemWords(table);
  return (
    <div className="table-details">
      {problems !== null && (
        <details className="more">
          <summary>{`${problems} ${table.problems.count === 1 ? 'row' : 'rows'}`}</summary>
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
      <details className="more">
        <summary>How it is read: {formatWords(table.format)}</summary>
        <ReadFields which={which} dataset={dataset} />
      </details>
    </div>
  );
}

function Preview({ table }: { readonly table: TableSummary }) {
  return (
    <ScrollFrame label={`First rows of ${table.name}`} className="preview">
      <table>
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
            <tr key={row}>
              {cells.map((cell, column) => (
                <td key={table.columns[column]?.name ?? column} title={cell}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollFrame>
  );
}

function ReadFields({ which, dataset }: TableDetailsProps) {
  const { label } = useActions();
  const disabled = useLock() !== undefined;
  const { read } = dataset;
  const change = (options: Partial<DatasetRef['read']>) => void label.changeReadOptions(which, options);
  return (
    <div className="read-fields">
      {dataset.table.format.kind === 'delimited' && (
        <Select
          label="Delimiter"
          value={read.delimiter}
          disabled={disabled}
          options={[auto, ...delimiters.map((value) => ({ value, label: delimiterNames[value] }))]}
          onPick={(delimiter) => change({ delimiter })}
        />
      )}
      <Select
        label="Encoding"
        value={read.encoding}
        disabled={disabled}
        options={[auto, ...encodings.map((value) => ({ value, label: encodingNames[value] }))]}
        onPick={(encoding) => change({ encoding })}
      />
      <Select
        label="Rows with too few or too many cells"
        value={read.ragged}
        disabled={disabled}
        options={ragged}
        onPick={(value) => change({ ragged: value })}
      />
    </div>
  );
}

const auto = { value: 'auto', label: 'Found by itself' } as const;
const ragged = [
  { value: 'skip', label: 'Skip them' },
  { value: 'keep', label: 'Keep them, cut or filled up' },
] as const;
