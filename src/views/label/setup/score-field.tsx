import type { Hyperparameters } from '../../../core/labeler/run/hyperparameters';
import { Select } from '../../ui/select';
import { useActions, useStudio } from '../../use-studio';

interface ScoreFieldProps {
  readonly hyperparameters: Hyperparameters;
  readonly disabled: boolean;
}

/** What the run is after. */
export function ScoreField({ hyperparameters: { score }, disabled }: ScoreFieldProps) {
  const { label } = useActions();
  const check = useStudio((state) => state.label.check);
  const last = check.status === 'ready' ? check.check : check.status === 'checking' ? check.last : null;
  const found = last?.counts.labels.map((each) => each.label) ?? [];
  const chosen = score.kind === 'label-f1' ? score.label : null;
  const labels = chosen === null || found.includes(chosen) ? found : [chosen, ...found];

  return (
    <>
      <Select
        className="whole"
        label="Score"
        value={score.kind}
        disabled={disabled}
        hint={hints[score.kind]}
        options={options}
        onPick={(kind) =>
          label.changeHyperparameters({ score: kind === 'label-f1' ? { kind, label: labels.at(-1) ?? '' } : { kind } })
        }
      />
      {chosen !== null && (
        <Select
          className="whole"
          label="Label of the score"
          value={chosen}
          disabled={disabled}
          options={labels.map((value) => ({ value, label: value === '' ? 'Choose one' : value }))}
          onPick={(value) => label.changeHyperparameters({ score: { kind: 'label-f1', label: value } })}
        />
      )}
    </>
  );
}

const options = [
  { value: 'accuracy', label: 'Accuracy' },
  { value: 'macro-f1', label: 'Macro F1' },
  { value: 'label-f1', label: 'F1 of one label' },
] as const;

const hints = {
  accuracy: 'Share of rows that are correct.',
  'macro-f1': 'Every label counts equally, however rare.',
  'label-f1': 'Only this label counts: found where it is, not elsewhere.',
} as const;
