import type { Mapping, Threshold } from '../../../core/dataset/mapping';
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

/** For a label column of numbers: where the border is, and what its sides are called. */
export function ThresholdFields({ table, mapping, disabled }: ThresholdFieldsProps) {
  const { label } = useActions();
  const { threshold, labelColumn } = mapping;
  if (threshold === null && !isNumeric(table, labelColumn)) return null;
  const change = (part: Partial<Threshold>) =>
    label.changeMapping({ threshold: { ...(threshold ?? usual(labelColumn)), ...part } });
  return (
    <div className="threshold">
      <Checkbox
        label="The numbers are a score"
        aside="with a border"
        disabled={disabled}
        checked={threshold !== null}
        onCheck={(on) => label.changeMapping({ threshold: on ? usual(labelColumn) : null })}
      />
      {threshold !== null && (
        <>
          <NumberInput
            label="Positive above"
            step={0.05}
            value={threshold.above}
            disabled={disabled}
            hint="The border itself is negative."
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

function usual(column: string): Threshold {
  return { above: 0.5, positive: column, negative: `not ${column}` };
}

function nameError(name: string, other: string): string | undefined {
  if (name.trim() === '') return 'Give this side a name.';
  return name.trim() === other.trim() ? 'Both sides have this name.' : undefined;
}
