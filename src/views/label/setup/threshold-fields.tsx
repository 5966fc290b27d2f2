import type { Mapping, Threshold } from '../../../core/dataset/mapping';
import { thresholdFor } from '../../../core/dataset/suggest-mapping';
import type { TableSummary } from '../../../core/dataset/table';
import { Checkbox } from '../../ui/checkbox';
import { NumberInput } from '../../ui/number-input';
import { TextInput } from '../../ui/text-input';
import { useActions } from '../../use-studio';
import { isNumeric } from './mapping-words';

interface ThresholdFieldsProps {
  readonly table: TableSummary;
  readonly mapping: Mapping;
  readonly disabled: boolean;
}

/** For a label column of numbers: where the threshold is, and what its sides are called. */
export function ThresholdFields({ table, mapping, disabled }: ThresholdFieldsProps) {
  const { label } = useActions();
  const { threshold, labelColumn } = mapping;
  if (threshold === null && !isNumeric(table, labelColumn)) return null;
  const change = (part: Partial<Threshold>) =>
    label.changeMapping({ threshold: { ...(threshold ?? usual(table, labelColumn)), ...part } });
  return (
    <div className="threshold">
      <Checkbox
        label="Numbers are scores with a threshold"
        disabled={disabled}
        checked={threshold !== null}
        onCheck={(on) => label.changeMapping({ threshold: on ? usual(table, labelColumn) : null })}
      />
      {threshold !== null && (
        <>
          <NumberInput
            label="Positive above"
            step={0.05}
            value={threshold.above}
            disabled={disabled}
            hint="A score equal to the threshold counts as negative."
            onNumber={(above) => change({ above })}
          />
          <div className="two">
            <TextInput
              label="Above it"
              value={threshold.positive}
              disabled={disabled}
              error={nameError(threshold.positive, threshold.negative)}
              onText={(positive) => change({ positive })}
            />
            <TextInput
              label="Otherwise"
              value={threshold.negative}
              disabled={disabled}
              error={nameError(threshold.negative, threshold.positive)}
              onText={(negative) => change({ negative })}
            />
          </div>
        </>
      )}
    </div>
  );
}

/** The one that was suggested; a column of whole numbers has none of its own. */
function usual({ columns }: TableSummary, labelColumn: string): Threshold {
  const column = columns.find(({ name }) => name === labelColumn);
  const suggested = column === undefined ? null : thresholdFor(column);
  return suggested ?? { above: 0.5, positive: labelColumn, negative: `not ${labelColumn}` };
}

function nameError(name: string, other: string): string | undefined {
  if (name.trim() === '') return 'Give this side a name.';
  return name.trim() === other.trim() ? 'Both sides have this name.' : undefined;
}
