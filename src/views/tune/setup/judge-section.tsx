import { capabilitiesOf } from '../../../core/model/known-capabilities';
import { type ModelRef, modelKey, modelName } from '../../../core/model/model-ref';
import type { AnswersBy, ComparisonSettings } from '../../../core/tuning/run/tuning-settings';
import { alignmentModelOf } from '../../../store/model-choice';
import { useModelOptions } from '../../shared/models/use-model-options';
import { Checkbox } from '../../ui/checkbox';
import { DetailsSection } from '../../ui/details-section';
import { NumberInput } from '../../ui/number-input';
import { Select } from '../../ui/select';
import { useStudio } from '../../use-studio';
import { useLock, useTuneActions, useTuning } from '../use-tune';

/** Who compares two answers, how often, and in what they differ. */
export function JudgeSection() {
  const comparison = useTuning(({ settings }) => settings.comparison);
  const isComparison = useTuning(({ settings }) => settings.make === 'comparison');
  const tune = useTuneActions();
  const disabled = useLock() !== undefined;
  const change = (next: Partial<ComparisonSettings>) => tune.setSettings({ comparison: { ...comparison, ...next } });
  const fields = { comparison, disabled, change };
  return (
    <DetailsSection title="Judge" sum={isComparison ? undefined : 'for comparisons'} startsOpen isLast>
      <div className="grid grid-cols-[minmax(0,1fr)_96px] items-start gap-2">
        <JudgeField {...fields} />
        <NumberInput
          label="Judges per pair"
          min={1}
          max={5}
          step={2}
          only={judgeCounts}
          disabled={disabled}
          value={comparison.judgesPerPair}
          onNumber={(value) => change({ judgesPerPair: value as 1 | 3 | 5 /* nothing else is taken */ })}
        />
      </div>
      {comparison.judgesPerPair > 1 && (
        <Select
          label="Several differ by"
          disabled={disabled}
          value={comparison.judgesBy}
          options={judgesBy}
          onPick={(value) => change({ judgesBy: value })}
        />
      )}
      <AnswersField {...fields} />
      <SoftenField {...fields} />
    </DetailsSection>
  );
}

const judgeCounts = [1, 3, 5];
const judgesBy = [
  { value: 'principles', label: 'Their principle' },
  { value: 'samples', label: 'Samples of one principle' },
] as const;

interface FieldProps {
  readonly comparison: ComparisonSettings;
  readonly disabled: boolean;
  readonly change: (next: Partial<ComparisonSettings>) => void;
}

function useJudge({ judge }: ComparisonSettings): ModelRef {
  const usual = useStudio(({ settings }) => alignmentModelOf(settings));
  return judge ?? usual;
}

function JudgeField({ comparison, disabled, change }: FieldProps) {
  const options = useModelOptions(comparison.judge);
  const usual = useStudio(({ settings }) => alignmentModelOf(settings));
  const answers = useStudio(({ settings }) => modelKey(settings.promptModel));
  const judge = useJudge(comparison);
  return (
    <Select
      label="Judge"
      disabled={disabled}
      value={comparison.judge === null ? '' : modelKey(comparison.judge)}
      hint={modelKey(judge) === answers ? 'It also answers, and a model favours itself.' : undefined}
      options={[
        { value: '', label: `As in Settings: ${modelName(usual)}` },
        ...options.map(({ value, label, disabled: isOff }) => ({ value, label, disabled: isOff })),
      ]}
      onPick={(key) => change({ judge: options.find(({ value }) => value === key)?.ref ?? null })}
    />
  );
}

/** In what the two answers differ. */
function AnswersField({ comparison: { answersBy }, disabled, change }: FieldProps) {
  const promptModel = useStudio(({ settings }) => settings.promptModel);
  const options = useModelOptions(answersBy.kind === 'models' ? answersBy.second : null);
  const temperature = capabilitiesOf(promptModel).settings.temperature;
  const first = (kind: AnswersBy['kind']): AnswersBy => {
    if (kind === 'seeds') return { kind };
    if (kind === 'temperatures') return { kind, first: 0.7, second: 1.2 };
    return { kind, second: options.find(({ disabled: isOff }) => !isOff)?.ref ?? promptModel };
  };
  return (
    <>
      <Select
        label="Answers differ by"
        disabled={disabled}
        value={answersBy.kind}
        options={answersByOptions}
        hint={
          answersBy.kind === 'temperatures' && temperature !== true
            ? `${temperature} Equal answers are asked for again once.`
            : undefined
        }
        onPick={(kind) => change({ answersBy: first(kind) })}
      />
      {answersBy.kind === 'temperatures' && (
        <div className="grid grid-cols-2 items-start gap-2">
          {(['first', 'second'] as const).map((which) => (
            <NumberInput
              key={which}
              label={which === 'first' ? 'Temperature of A' : 'Temperature of B'}
              min={0}
              max={2}
              step={0.1}
              disabled={disabled}
              value={answersBy[which]}
              onNumber={(value) => change({ answersBy: { ...answersBy, [which]: value } })}
            />
          ))}
        </div>
      )}
      {answersBy.kind === 'models' && (
        <Select
          label="Model of answer B"
          disabled={disabled}
          value={modelKey(answersBy.second)}
          options={options}
          hint={`Answer A is by ${modelName(promptModel)}.`}
          onPick={(key) => {
            const second = options.find(({ value }) => value === key)?.ref;
            if (second !== undefined) change({ answersBy: { kind: 'models', second } });
          }}
        />
      )}
    </>
  );
}

const answersByOptions = [
  { value: 'seeds', label: 'Seed' },
  { value: 'temperatures', label: 'Temperature' },
  { value: 'models', label: 'Model' },
] as const;

function SoftenField({ comparison, disabled, change }: FieldProps) {
  const judge = useJudge(comparison);
  const { choices } = capabilitiesOf(judge);
  const cannot = choices === true ? undefined : choices;
  return (
    <div>
      <Checkbox
        label="Soften scores to 40–60%"
        disabled={disabled || cannot !== undefined}
        checked={comparison.soften && cannot === undefined}
        onCheck={(soften) => change({ soften })}
      />
      <p className="hint">
        {cannot === undefined
          ? 'As in the paper: a judge that reasons first is surer than it should be.'
          : `Needs the probability of a choice. ${cannot}`}
      </p>
    </div>
  );
}
