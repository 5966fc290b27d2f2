import { capabilitiesOf } from '../../core/model/known-capabilities';
import { type ModelRef, modelKey, modelName } from '../../core/model/model-ref';
import { isService } from '../../core/model/provider-table';
import { type ThinkingAbility, type ThinkingChoice, type ThinkingUse, thinkingLevels } from '../../core/model/thinking';
import { Select, type SelectOption } from '../ui/select';
import { useActions, useStudio } from '../use-studio';
import { Group } from './group';

const uses = [
  { use: 'responses', label: 'Thinking', about: 'For responses.' },
  { use: 'labels', label: 'Effort for labels', about: 'When a labeler reads rows.' },
  { use: 'alignment', label: 'Effort for principles', about: 'For rationales, principles, rules and folding.' },
] as const;

export function ThinkingGroup() {
  const { promptModel, alignmentModel } = useStudio((state) => state.settings);
  const isOther = alignmentModel !== null && modelKey(alignmentModel) !== modelKey(promptModel);
  return (
    <Group
      section="thinking"
      title="Thinking"
      about="More thinking can improve answers. It takes longer, and thinking tokens are billed as output."
    >
      {uses.map(({ use, label, about }) => (
        <ThinkingSelect
          key={use}
          {...{ use, label, about }}
          model={use === 'responses' ? promptModel : (alignmentModel ?? promptModel)}
          tellsLimits={use === 'responses' || (use === 'labels' && isOther)}
        />
      ))}
    </Group>
  );
}

const names: Readonly<Record<ThinkingChoice, string>> = {
  default: 'Model’s default',
  minimal: 'Minimal',
  low: 'Low',
  medium: 'Medium',
  high: 'High',
};

interface ThinkingSelectProps {
  readonly use: ThinkingUse;
  readonly label: string;
  readonly about: string;
  readonly model: ModelRef;
  /** Once for each model: not under every field. */
  readonly tellsLimits: boolean;
}

function ThinkingSelect({ use, label, about, model, tellsLimits }: ThinkingSelectProps) {
  const thinking = useStudio((state) => state.settings.thinking);
  const { updateSettings } = useActions().settings;
  const ability = useThinkingAbility(model);
  return (
    <Select
      label={label}
      hint={tellsLimits ? `${about} ${limits(ability, model)}`.trim() : about}
      value={thinking[use]}
      options={optionsOf(ability)}
      onPick={(choice) => updateSettings({ thinking: { ...thinking, [use]: choice } })}
    />
  );
}

/** What the table says, and what the service itself said of this model when it listed it. */
function useThinkingAbility(model: ModelRef): ThinkingAbility {
  const { provider } = model;
  const listed = useStudio(({ services }) => (isService(provider) ? services[provider].models : null));
  const known = capabilitiesOf(model).thinking;
  if (listed?.status !== 'listed' || !('id' in model)) return known;
  const thinks = listed.models.find(({ id }) => id === model.id)?.thinking;
  return thinks === false ? { levels: [], why: 'This model does not think before it answers.' } : known;
}

function optionsOf({ levels }: ThinkingAbility): readonly SelectOption<ThinkingChoice>[] {
  return [
    { value: 'default', label: names.default },
    ...thinkingLevels.map((level) => ({ value: level, label: names[level], disabled: !levels.includes(level) })),
  ];
}

function limits({ levels, why }: ThinkingAbility, model: ModelRef): string {
  if (levels.length === 0) return why;
  if (levels.length === thinkingLevels.length) return '';
  const taken = levels.map((level) => names[level].toLowerCase()).join(', ');
  return `${modelName(model)} takes ${taken}; otherwise the nearest of these is used.`;
}
