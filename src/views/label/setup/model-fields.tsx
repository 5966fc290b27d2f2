import { type ModelRef, modelKey, modelName } from '../../../core/model/model-ref';
import { useModelOptions } from '../../shared/models/use-model-options';
import { Select } from '../../ui/select';
import { useActions, useStudio } from '../../use-studio';
import { useSetup } from '../use-label-work';

const modelFields = [
  { key: 'trainModel', label: 'Train model', hint: 'Writes and improves the rules.' },
  { key: 'evalModel', label: 'Eval model', hint: 'Classifies the rows: nearly all calls.' },
] as const;

/** Which model writes the rules, and which one reads the rows. */
export function ModelFields({ disabled }: { readonly disabled: boolean }) {
  const setup = useSetup();
  const settings = useStudio((state) => state.settings);
  const { label } = useActions();
  const { promptModel, alignmentModel } = settings;
  const asInSettings = { trainModel: alignmentModel ?? promptModel, evalModel: promptModel };
  return (
    <>
      {modelFields.map(({ key, ...words }) => (
        <ModelField
          key={key}
          {...words}
          value={setup[key]}
          usual={asInSettings[key]}
          disabled={disabled}
          onPick={(ref) => label.changeModels({ [key]: ref })}
        />
      ))}
    </>
  );
}

interface ModelFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly value: ModelRef | null;
  /** The one of Settings. */
  readonly usual: ModelRef;
  readonly disabled: boolean;
  readonly onPick: (ref: ModelRef | null) => void;
}

function ModelField({ label, hint, value, usual, disabled, onPick }: ModelFieldProps) {
  const options = useModelOptions(value);
  return (
    <Select
      className="whole"
      label={label}
      hint={hint}
      disabled={disabled}
      value={value === null ? '' : modelKey(value)}
      options={[{ value: '', label: `As in Settings: ${modelName(usual)}` }, ...options]}
      onPick={(key) => onPick(options.find((option) => option.value === key)?.ref ?? null)}
    />
  );
}
