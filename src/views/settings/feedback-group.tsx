import { RadioGroup } from '../ui/radio-group';
import { useActions, useStudio } from '../use-studio';
import { Group } from './group';

const options = [
  { value: 'apply', label: 'At once', hint: 'The principle changes, is highlighted, and Undo takes it back.' },
  { value: 'review', label: 'Hold for review', hint: 'The proposal waits until you accept, edit or reject it.' },
] as const;

export function FeedbackGroup() {
  const feedbackApplies = useStudio((state) => state.settings.feedbackApplies);
  const { updateSettings } = useActions().settings;
  return (
    <Group section="feedback" title="How feedback applies">
      <RadioGroup
        label="How feedback applies"
        value={feedbackApplies}
        options={options}
        onPick={(picked) => updateSettings({ feedbackApplies: picked })}
      />
    </Group>
  );
}
