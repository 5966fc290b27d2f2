import { useState } from 'react';
import { type ColumnMatch, variableNames } from '../../../core/project/input-sets-from-rows';
import type { Values } from '../../../core/project/input-values';
import { parseTemplate, variableValue } from '../../../core/prompt/template';
import { columnMatch, type ImportedRows } from '../../../store/imported';
import { counted, whole } from '../../shared/counted';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/button';
import { Checkbox } from '../../ui/checkbox';
import { Dialog } from '../../ui/dialog';
import { Table } from '../../ui/table/table';
import { useActions, useStudio } from '../../use-studio';
import { goTo } from '../use-route';

/** A table was imported or pasted: a row can become an input set. */
export function UseRowsDialog({ table }: { readonly table: ImportedRows }) {
  const {
    imports,
    align: { setValue },
    tune,
    shell: { closeDialog },
  } = useActions();
  const preamble = useStudio((state) => state.project.prompt.preamble);
  const values = useStudio((state) => state.project.inputs.values);
  const { variables } = parseTemplate(preamble);
  const match = columnMatch(table, variables);
  const fitsNone = match.targets.every((target) => target === null);
  const [addVariables, setAddVariables] = useState(fitsNone);
  const names = variableNames(match.unmatched, variables);
  const rows = counted(table.rows.length, 'row');
  const { asText, file } = table;
  const isTuning = useStudio(({ jobs }) => jobs.tune.active !== null);

  function add() {
    imports.addRows(table, { addVariables });
    announce(`${counted(table.rows.length, 'input set')} added`);
    goTo('align');
  }

  function takeAsPrompts(chosen: File) {
    closeDialog();
    void tune.choosePrompts(chosen);
    goTo('tune');
  }

  function pasteAsText() {
    if (asText !== undefined) setValue(asText.variable, asText.value);
    closeDialog();
  }

  return (
    <Dialog
      open
      onClose={closeDialog}
      title={`Use the ${rows} as ${table.rows.length === 1 ? 'an input set' : 'input sets'}?`}
      description={`From ${table.from}. A set holds a value for each variable, and can be run by itself or with all others.`}
      footer={
        <>
          <span className="grow" />
          <Button variant="ghost" onClick={closeDialog}>
            Cancel
          </Button>
          {file !== undefined && (
            <Button
              unavailable={isTuning ? 'A run is under way in Tune. Stop it to change the prompts.' : undefined}
              onClick={() => takeAsPrompts(file)}
            >
              Use as prompts in Tune
            </Button>
          )}
          {asText !== undefined && <Button onClick={pasteAsText}>Paste as text</Button>}
          <Button
            variant="primary"
            unavailable={fitsNone && !addVariables ? 'No column fits a variable of the prompt.' : undefined}
            onClick={add}
          >
            Use as input sets
          </Button>
        </>
      }
    >
      <RowsPreview table={table} targets={match.targets} />
      <ul className="notice-details">
        {notes({ table, match, variables, values }).map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
      {names.length > 0 && (
        <Checkbox
          label={`Add ${listed(names.map((name) => `{${name}}`))} to the end of the prompt`}
          checked={addVariables}
          onCheck={setAddVariables}
        />
      )}
    </Dialog>
  );
}

interface RowsPreviewProps {
  readonly table: ImportedRows;
  readonly targets: ColumnMatch['targets'];
}

function RowsPreview({ table: { columns, rows }, targets }: RowsPreviewProps) {
  return (
    <Table label="First rows" frameClassName="rounded-m bg-sunken">
      <thead>
        <tr>
          {columns.slice(0, shownColumns).map((column, at) => (
            <th key={column} scope="col" className="px-3">
              <span className={targets[at] == null ? 'faint' : 'var'}>{targets[at] ?? column}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.slice(0, shownRows).map((row, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place in the file
          <tr key={place}>
            {columns.slice(0, shownColumns).map((column, at) => (
              <td key={column} className="max-w-56 truncate px-3 text-small">
                {row[at]?.slice(0, 200)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

const shownRows = 4;
const shownColumns = 8;

interface Notes {
  readonly table: ImportedRows;
  readonly match: ColumnMatch;
  readonly variables: readonly string[];
  readonly values: Values;
}

function notes({ table, match: { unmatched, lacking }, variables, values }: Notes): readonly string[] {
  const left = table.rowCount - table.rows.length;
  const filled = lacking.filter((name) => variableValue(values, name) !== null);
  const empty = lacking.filter((name) => variableValue(values, name) === null);
  return [
    ...(left > 0 ? [`The first ${whole(table.rows.length)} of ${whole(table.rowCount)} rows are used.`] : []),
    ...(table.skipped > 0 ? [`${counted(table.skipped, 'row')} could not be read and are left out.`] : []),
    ...(variables.length === 0 ? ['The prompt has no variables yet.'] : []),
    ...(unmatched.length > 0
      ? [`No variable for ${listed(unmatched)}. The sets keep the values; the prompt does not send them.`]
      : []),
    ...(filled.length > 0
      ? [`No column for ${listed(filled.map(braced))}: every set takes what is in the field now.`]
      : []),
    ...(empty.length > 0
      ? [`No column for ${listed(empty.map(braced))}: the sets lack a value until you give one.`]
      : []),
  ];
}

function braced(name: string): string {
  return `{${name}}`;
}

const mostListed = 6;

function listed(names: readonly string[]): string {
  const shown =
    names.length > mostListed ? [...names.slice(0, mostListed - 1), `${names.length - mostListed + 1} more`] : names;
  const last = shown.at(-1) ?? '';
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`;
}
