import { type SamplingSettings, settingRanges } from '../../../core/model/sampling-settings';
import { capabilitiesHere } from '../../../store/playground/select-playground';
import { Checkbox } from '../../ui/checkbox';
import { DetailsSection } from '../../ui/details-section';
import { useStudioStore } from '../../use-studio';
import { ModelField } from '../prompt/model-field';
import { NumberKnob } from '../sampling/knob';
import { usePlayground, usePlaygroundActions, usePlaygroundModel, usePlaygroundWork } from '../use-playground';

/** The same prompt on another model, or with other settings, beside it. */
export function CompareSection() {
  const { compare, sampling } = usePlaygroundWork(({ complete }) => complete);
  const model = usePlaygroundModel();
  const store = useStudioStore();
  const { setComplete } = usePlaygroundActions();
  // What a server honours is known after it was asked.
  usePlayground((state) => state.program);
  return (
    <DetailsSection title="Compare" sum={compare === null ? 'off' : 'two side by side'} isLast>
      <Checkbox
        label="Compare with other settings or another model"
        checked={compare !== null}
        onCheck={(on) => setComplete({ compare: on ? { model, sampling } : null })}
      />
      {compare !== null && (
        <Compared
          {...compare}
          about={capabilitiesHere(store.getState(), compare.model)}
          onChange={(change) => setComplete({ compare: { ...compare, ...change } })}
        />
      )}
    </DetailsSection>
  );
}

type Compare = NonNullable<Parameters<ReturnType<typeof usePlaygroundActions>['setComplete']>[0]['compare']>;

interface ComparedProps extends Compare {
  readonly about: ReturnType<typeof capabilitiesHere>;
  readonly onChange: (change: Partial<Compare>) => void;
}

const differing = ['temperature', 'topK', 'topP', 'presencePenalty', 'frequencyPenalty', 'seed'] as const;

function Compared({ model, sampling, about, onChange }: ComparedProps) {
  const set = (name: (typeof differing)[number], value: number | undefined) => {
    const { [name]: _, ...others }: SamplingSettings = sampling;
    onChange({ sampling: value === undefined ? others : { ...others, [name]: value } });
  };
  return (
    <>
      <ModelField label="Compare with" value={model} about={about.about} onPick={(ref) => onChange({ model: ref })} />
      <div>
        {differing.map((name) => (
          <NumberKnob
            key={name}
            label={names[name]}
            honoured={about.settings[name]}
            {...settingRanges[name]}
            value={sampling[name]}
            onNumber={(value) => set(name, value)}
          />
        ))}
      </div>
    </>
  );
}

const names: Readonly<Record<(typeof differing)[number], string>> = {
  temperature: 'Compared temperature',
  topK: 'Compared top K',
  topP: 'Compared top P',
  presencePenalty: 'Compared presence penalty',
  frequencyPenalty: 'Compared frequency penalty',
  seed: 'Compared seed',
};
