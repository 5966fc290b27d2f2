import { capabilitiesOf } from '../../../core/model/known-capabilities';
import { modelName } from '../../../core/model/model-ref';
import { type SamplingSettings, type SettingName, settingRanges } from '../../../core/model/sampling-settings';
import { StopSequences } from '../../shared/models/stop-sequences';
import { Button } from '../../ui/button';
import { NumberInput } from '../../ui/number-input';
import { useActions, useStudio } from '../../use-studio';

type Setting = Exclude<SettingName, 'candidates'>;

/** A control per setting; what the prompt model does not honour is greyed out, with the reason in words. */
export function SamplingFields() {
  const model = useStudio((state) => state.settings.promptModel);
  const sampling = useStudio((state) => state.project.sampling);
  const { setSampling } = useActions().align;
  const { settings } = capabilitiesOf(model);
  const reasons = [...new Set(shown.map((name) => settings[name]).filter((reason) => reason !== true))];
  const isDefault = Object.keys(sampling).length === 0;

  const field = (name: Setting) => (
    <SettingField
      key={name}
      name={name}
      sampling={sampling}
      disabled={settings[name] !== true}
      onChange={setSampling}
    />
  );

  return (
    <fieldset className="sampling">
      <legend className="sr">Sampling</legend>
      <p className="small muted">
        {modelName(model)}, chosen in <a href="#/settings">Settings</a>. An empty field leaves it to the model.
      </p>
      <div className="sampling-grid">{shown.filter((name) => settings[name] === true).map(field)}</div>
      {reasons.map((reason) => (
        <fieldset key={reason} className="not-honoured">
          <legend className="hint">{reason}</legend>
          <div className="sampling-grid">{shown.filter((name) => settings[name] === reason).map(field)}</div>
        </fieldset>
      ))}
      <Button
        icon="restore"
        unavailable={isDefault ? 'Everything is at the model’s defaults.' : undefined}
        onClick={() => setSampling({})}
      >
        Reset to the model’s defaults
      </Button>
    </fieldset>
  );
}

interface SettingFieldProps {
  readonly name: Setting;
  readonly sampling: SamplingSettings;
  readonly disabled: boolean;
  readonly onChange: (sampling: SamplingSettings) => void;
}

function SettingField({ name, sampling, disabled, onChange }: SettingFieldProps) {
  if (name === 'stopSequences') {
    return (
      <StopSequences
        value={sampling.stopSequences}
        disabled={disabled}
        onChange={(value) => onChange(withSetting(sampling, 'stopSequences', value))}
      />
    );
  }
  const { min, max, step } = settingRanges[name];
  return (
    <NumberInput
      optional
      label={labels[name]}
      hint={disabled ? undefined : hints[name]}
      {...{ min, max, step, disabled }}
      placeholder="default"
      value={sampling[name]}
      onNumber={(value) => onChange(withSetting(sampling, name, value))}
    />
  );
}

/** Without a value the setting is absent, not undefined: it is left to the model. */
function withSetting<Name extends Setting>(
  sampling: SamplingSettings,
  name: Name,
  value: SamplingSettings[Name] | undefined,
): SamplingSettings {
  const { [name]: _, ...others } = sampling;
  return value === undefined ? others : { ...others, [name]: value };
}

/** The short fields first, so that they stand in pairs. Candidates are chosen beside Run. */
const shown: readonly Setting[] = [
  'temperature',
  'topP',
  'topK',
  'maxOutputTokens',
  'presencePenalty',
  'frequencyPenalty',
  'seed',
  'logprobs',
  'stopSequences',
];

const labels: Readonly<Record<Setting, string>> = {
  temperature: 'Temperature',
  topP: 'Top P',
  topK: 'Top K',
  maxOutputTokens: 'Max output tokens',
  stopSequences: 'Stop sequences',
  presencePenalty: 'Presence penalty',
  frequencyPenalty: 'Frequency penalty',
  seed: 'Seed',
  logprobs: 'Log-probabilities',
};

const hints: Readonly<Partial<Record<Setting, string>>> = {
  temperature: '0 to 2; 0 takes the likeliest word',
  topP: '0 to 1',
  maxOutputTokens: 'Includes thinking tokens',
  seed: 'Same seed, same response',
  logprobs: 'Alternatives per token, 0 to 20',
};
