import { useState } from 'react';
import { counted } from '../../shared/counted';
import { Button } from '../../ui/button';
import { Row } from '../../ui/row';
import { Select } from '../../ui/select';
import { useActions, useStudio } from '../../use-studio';
import { LabelFileBox, LabelTableDetails } from '../label-file-box';
import { BatchFiles } from './batch-files';
import { matchColumns } from './match-columns';
import { RowsJob } from './rows-job';

/** Many rows: a file is read, its columns are matched, and it is labeled as far as it takes. */
export function LabelFile({ inputs }: { readonly inputs: readonly string[] }) {
  const { label } = useActions();
  const rows = useStudio(({ project }) => project.labeler?.setup.rows ?? null);
  const jobs = useStudio(({ project }) => project.labeler?.jobs ?? noJobs);
  const active = useStudio((state) => state.jobs.label.active);
  const [picked, setPicked] = useState<Readonly<Record<string, string>>>({});
  const columns = rows?.table.columns.map(({ name }) => name) ?? [];
  const matched = matchColumns(inputs, columns, picked);
  const missing = matched.filter(({ column }) => column === null).map(({ name }) => name);
  const complete = matched.flatMap(({ name, column }) => (column === null ? [] : [{ name, column }]));

  return (
    <div className="label-file">
      <LabelFileBox which="rows" label="Rows to label" dataset={rows} empty="A file with the same inputs" />
      {rows !== null && <LabelTableDetails which="rows" dataset={rows} />}
      {rows !== null && (
        <fieldset className="match">
          <legend className="sr">Columns of the file</legend>
          {matched.map(({ name, column }) => (
            <Select
              key={name}
              label={`${name} is`}
              value={column ?? ''}
              options={[
                ...(column === null ? [{ value: '', label: 'Choose a column' }] : []),
                ...columns.map((value) => ({ value, label: value })),
              ]}
              onPick={(value) => setPicked({ ...picked, [name]: value })}
            />
          ))}
        </fieldset>
      )}
      <Row>
        <Button
          icon="label"
          unavailable={
            rows === null
              ? 'Choose a file first'
              : missing.length > 0
                ? `Choose the column for ${missing.join(' and ')}`
                : active !== null
                  ? 'A file is being labeled'
                  : undefined
          }
          onClick={() => void label.labelRows(complete)}
        >
          Label rows
        </Button>
        {rows !== null && <span className="faint small">{counted(rows.table.rowCount, 'row')}</span>}
        {rows !== null && missing.length === 0 && <BatchFiles inputs={complete} name={rows.table.name} />}
      </Row>
      {jobs.toReversed().map((job, index) => (
        <RowsJob key={job.id} job={job} open={index === 0} />
      ))}
    </div>
  );
}

const noJobs: readonly never[] = [];
