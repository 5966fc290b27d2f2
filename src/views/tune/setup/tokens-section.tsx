import { whole } from '../../shared/counted';
import { DetailsSection } from '../../ui/details-section';
import { NumberInput } from '../../ui/number-input';
import { useLock, useTuneActions, useTuning } from '../use-tune';

export function TokensSection() {
  const maxTokens = useTuning(({ settings }) => settings.maxTokens);
  const tune = useTuneActions();
  const disabled = useLock() !== undefined;
  return (
    <DetailsSection
      title="Maximum tokens"
      sum={stages.map(({ key }) => whole(maxTokens[key])).join(' · ')}
      bodyClassName="gap-2!"
    >
      <fieldset className="grid grid-cols-3 gap-2" aria-label="Maximum tokens">
        {stages.map(({ key, label }) => (
          <NumberInput
            key={key}
            label={label}
            min={1}
            max={1_000_000}
            disabled={disabled}
            value={maxTokens[key]}
            onNumber={(value) => tune.setSettings({ maxTokens: { ...maxTokens, [key]: value } })}
          />
        ))}
      </fieldset>
      <p className="hint">What stops there is marked as cut, and left out of downloads unless you keep it.</p>
    </DetailsSection>
  );
}

const stages = [
  { key: 'answer', label: 'Answer' },
  { key: 'critique', label: 'Critique' },
  { key: 'revision', label: 'Revision' },
] as const;
