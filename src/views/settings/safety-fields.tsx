import {
  type SafetyCategory,
  type SafetyThreshold,
  safetyCategories,
  safetyThresholds,
} from '../../core/model/service-settings';
import { Icon } from '../ui/icon';
import { Select } from '../ui/select';
import { useActions, useStudio } from '../use-studio';

const categoryWords: Readonly<Record<SafetyCategory, string>> = {
  harassment: 'Harassment',
  'hate-speech': 'Hate speech',
  'sexually-explicit': 'Sexually explicit',
  'dangerous-content': 'Dangerous content',
};

const thresholdWords: Readonly<Record<SafetyThreshold, string>> = {
  default: 'The service’s own default',
  off: 'Off',
  'block-none': 'Block nothing',
  'block-high': 'Block what is likely harmful',
  'block-medium': 'Block what may be harmful',
  'block-low': 'Block even what is unlikely to be harmful',
};

const options = safetyThresholds.map((value) => ({ value, label: thresholdWords[value] }));

export function SafetyFields() {
  const safety = useStudio((state) => state.settings.gemini.safety);
  const { update } = useActions().services;
  return (
    <details className="more-fields">
      <summary>
        <Icon name="right" />
        Safety settings
      </summary>
      <div className="two">
        {safetyCategories.map((category) => (
          <Select
            key={category}
            label={categoryWords[category]}
            value={safety[category]}
            options={options}
            onPick={(threshold) => update('gemini', { safety: { ...safety, [category]: threshold } })}
          />
        ))}
      </div>
    </details>
  );
}
