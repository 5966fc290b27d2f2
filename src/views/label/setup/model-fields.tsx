import { type ModelRef, modelKey, modelName } from '../../../core/model/model-ref';
import { useModelOptions } from '../../shared/models/use-model-options';
import { Select } from '../../ui/select';
import { useActions, useStudio } from '../../use-studio';
import { useSetup } from '../use-label-work';

/** Which model writes the rules, and which one reads the rows. */
export function ModelFields({ disabled }: { readonly disabled: boolean }) {
  const { trainModel, evalModel } = useSetup();
  const settings = useStudio((state) => state.settings);
  const { label } = useActions();
  const asInSettings = { train: settings.alignmentModel ?? settings.promptModel, eval: settings.promptModel };
  return (
    <>
      <ModelField
        label="Train model"
        hint="Writes and improves the rules."
        value={trainModel}
        usual={asInSettings.train}
        disabled={disabled}
        onPick={(ref) => label.changeModels({ trainModel: ref })}
      />
      <ModelField
        label="Eval model"
        hint="Classifies the rows: nearly all calls."
        value={evalModel}
        usual={asInSettings.eval}
        disabled={disabled}
        onPick={(ref) => label.changeModels({ evalModel: ref })}
      />
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
