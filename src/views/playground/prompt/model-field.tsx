import { isPractice, type ModelRef, modelKey } from '../../../core/model/model-ref';
import { useModelOptions } from '../../shared/models/use-model-options';
import { Select } from '../../ui/select';

interface ModelFieldProps {
  /** Names the field. */
  readonly label?: string;
  readonly value: ModelRef;
  /** One line on the model. */
  readonly about: string;
  readonly error?: string | undefined;
  readonly onPick: (ref: ModelRef) => void;
}

/** The models that are set up. Here practice is a model of tokens, and no longer the rules that answer elsewhere. */
export function ModelField({ label = 'Model', value, about, error, onPick }: ModelFieldProps) {
  const options = useModelOptions(value).map((option) => ({
    ...option,
    label: isPractice(option.ref) ? practiceName : option.label,
  }));
  return (
    <Select
      label={label}
      hint={about}
      error={error}
      value={modelKey(value)}
      options={options}
      onPick={(key) => {
        const picked = options.find((option) => option.value === key);
        if (picked !== undefined && !picked.disabled) onPick(picked.ref);
      }}
    />
  );
}

const practiceName = 'Practice token model (built in)';
