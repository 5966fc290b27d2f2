import { defaultHyperparameters, type Hyperparameters } from '../../../core/labeler/run/hyperparameters';
import { modelsOf } from '../../../store/label/select-models';
import { Button } from '../../ui/button';
import { Checkbox } from '../../ui/checkbox';
import { DetailsSection } from '../../ui/details-section';
import { FoldOut } from '../../ui/fold-out';
import { NumberInput } from '../../ui/number-input';
import { useActions, useStudio } from '../../use-studio';
import { useLock, useSetup } from '../use-label-work';
import { changedWords, examplesPerCall, firstKnobs, type KnobField, limits, moreKnobs } from './hyper-fields';
import { lastCount } from './mapping-words';
import { ModelFields } from './model-fields';
import { ScoreField } from './score-field';
import { withoutEvalTemperature, withoutTrainTemperature } from './temperature-words';

export function HyperSection() {
  const { hyperparameters, test } = useSetup();
  const { label } = useActions();
  const without = useWithoutTemperature();
  const lock = useLock();
  const disabled = lock !== undefined;
  const shared = { hyperparameters, disabled };
  const changed = changedWords(hyperparameters, defaultHyperparameters);
  // With a test file no row is held back.
  const more = moreKnobs.filter(({ key }) => test === null || key !== 'testExamples');

  return (
    <DetailsSection title="Hyperparameters" sum={disabled ? 'locked during a run' : changed} startsOpen>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a grid in every browser that we support */}
      <div className="hyper" role="group" aria-label="Hyperparameters">
        {firstKnobs.map((field) => (
          <Knob key={field.key} field={field} {...shared} />
        ))}
        <ExpertsField {...shared} />
        <Knob field={examplesPerCall} {...shared} />
        <ScoreField {...shared} />
        <FoldOut className="whole" summary="More">
          <div className="hyper">
            {more.map((field) => (
              <Knob key={field.key} field={withHint(field, without)} {...shared} />
            ))}
            {limits.map(({ key, ...rules }) => (
              <NumberInput
                key={key}
                {...rules}
                optional
                disabled={disabled}
                value={hyperparameters[key] ?? undefined}
                onNumber={(value) => label.changeHyperparameters({ [key]: value ?? null })}
              />
            ))}
            <Checkbox
              className="whole"
              label="Experts automatically"
              aside="as many as the rows need"
              disabled={disabled}
              checked={hyperparameters.experts === 'auto'}
              onCheck={(on) => label.changeHyperparameters({ experts: on ? 'auto' : 1 })}
            />
            <ModelFields disabled={disabled} />
          </div>
        </FoldOut>
      </div>
      <Button
        variant="ghost"
        tight
        className="reset"
        icon="restore"
        unavailable={lock ?? (changed === 'defaults' ? 'These are the defaults.' : undefined)}
        onClick={() => label.changeHyperparameters(defaultHyperparameters)}
      >
        Reset to defaults
      </Button>
    </DetailsSection>
  );
}

/** Why a field makes no difference with the models that are chosen; by its key. */
type Without = Readonly<Partial<Record<KnobField['key'], string | null>>>;

function useWithoutTemperature(): Without {
  const setup = useSetup();
  const settings = useStudio((state) => state.settings);
  const labels = useStudio((state) => lastCount(state.label.check)?.counts.labels.length ?? null);
  const { trainModel, evalModel } = modelsOf(setup, settings);
  const { examplesPerCall } = setup.hyperparameters;
  return {
    trainTemperature: withoutTrainTemperature(trainModel),
    evalTemperature: withoutEvalTemperature({ evalModel, examplesPerCall, labels }),
  };
}

function withHint(field: KnobField, without: Without): KnobField {
  return { ...field, hint: without[field.key] ?? field.hint };
}

interface KnobProps {
  readonly hyperparameters: Hyperparameters;
  readonly disabled: boolean;
}

function Knob({ field, hyperparameters, disabled }: KnobProps & { readonly field: KnobField }) {
  const { label } = useActions();
  const { key, hint, ...rules } = field;
  return (
    <NumberInput
      {...rules}
      hint={hint}
      disabled={disabled}
      value={hyperparameters[key]}
      onNumber={(value) => label.changeHyperparameters({ [key]: value })}
    />
  );
}

function ExpertsField({ hyperparameters, disabled }: KnobProps) {
  const { label } = useActions();
  const { experts } = hyperparameters;
  const rules = { label: 'Experts', min: 1, max: 20 };
  if (experts === 'auto') {
    return (
      <NumberInput
        {...rules}
        optional
        value={undefined}
        placeholder="auto"
        disabled={disabled}
        hint="As many as the rows need. Type a number to fix it."
        onNumber={(value) => value !== undefined && label.changeHyperparameters({ experts: value })}
      />
    );
  }
  return (
    <NumberInput
      {...rules}
      value={experts}
      disabled={disabled}
      hint="Separate labelers for groups of similar rows. 1 uses one for all rows."
      onNumber={(value) => label.changeHyperparameters({ experts: value })}
    />
  );
}
