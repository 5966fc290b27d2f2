import type { Mapping } from '../../../core/dataset/mapping';
import type { TableSummary } from '../../../core/dataset/table';
import { withLabelColumn } from '../../../core/dataset/with-label-column';
import { missingFile } from '../../../store/label/missing-file';
import { columnWords } from '../../shared/table-file/table-words';
import { Alert } from '../../ui/alert';
import { Checkbox } from '../../ui/checkbox';
import { DetailsSection } from '../../ui/details-section';
import { Select } from '../../ui/select';
import { TextArea } from '../../ui/text-area';
import { useActions, useStudio } from '../../use-studio';
import { useLock } from '../use-label-work';
import { LabelsFound } from './labels-found';
import { mappingSummary, withInput } from './mapping-words';
import { ThresholdFields } from './threshold-fields';

interface MappingSectionProps {
  readonly table: TableSummary;
  readonly mapping: Mapping;
}

export function MappingSection({ table, mapping }: MappingSectionProps) {
  const { label } = useActions();
  const check = useStudio((state) => state.label.check);
  const disabled = useLock() !== undefined;
  const names = table.columns.map(({ name }) => ({ value: name, label: name }));
  const none = { value: '', label: 'None' };
  const inputs = table.columns.filter(({ name }) => name !== mapping.labelColumn);

  return (
    <DetailsSection title="Mapping" sum={mappingSummary(mapping)} startsOpen>
      {check.status === 'refused' && missingFile(check) === null && (
        <Alert title="This cannot be trained on">{check.problem.message}</Alert>
      )}
      <Select
        label="Label column"
        value={mapping.labelColumn}
        disabled={disabled}
        options={
          table.columns.some(({ name }) => name === mapping.labelColumn)
            ? names
            : [{ value: mapping.labelColumn, label: 'Choose one' }, ...names]
        }
        onPick={(labelColumn) => label.changeMapping(withLabelColumn(table, mapping, labelColumn))}
      />
      <ThresholdFields table={table} mapping={mapping} disabled={disabled} />
      <LabelsFound mapping={mapping} disabled={disabled} />
      <fieldset aria-label="Input columns">
        <span className="label">Input columns</span>
        <div className="cols">
          {inputs.map((column) => (
            <Checkbox
              key={column.name}
              label={column.name}
              title={columnWords(column)}
              disabled={disabled}
              checked={mapping.inputColumns.includes(column.name)}
              onCheck={(on) =>
                label.changeMapping({
                  inputColumns: withInput(table, mapping.inputColumns, { column: column.name, on }),
                })
              }
            />
          ))}
        </div>
      </fieldset>
      <TextArea
        label="Task description"
        rows={3}
        value={mapping.taskDescription}
        disabled={disabled}
        hint="What to decide about a row, in one sentence. Every prompt starts with it."
        onText={(taskDescription) => label.changeMapping({ taskDescription })}
      />
      <div className="two">
        <Select
          label="Id column"
          value={mapping.idColumn ?? ''}
          disabled={disabled}
          options={[none, ...names]}
          onPick={(value) => label.changeMapping({ idColumn: value === '' ? null : value })}
        />
        <Select
          label="Group column"
          value={mapping.groupColumn ?? ''}
          disabled={disabled}
          options={[none, ...names]}
          onPick={(value) => label.changeMapping({ groupColumn: value === '' ? null : value })}
        />
      </div>
      {mapping.groupColumn !== null && (
        <p className="hint">Rows with the same {mapping.groupColumn} stay together in the split.</p>
      )}
    </DetailsSection>
  );
}
