import { modelKey } from '../../core/model/model-ref';
import { Notice } from '../ui/notice';
import { Select } from '../ui/select';
import { useActions, useStudio } from '../use-studio';
import { Group } from './group';
import { modelOptions } from './model-options';
import { useListedIds } from './use-listed-ids';

const same = 'same';

export function WhoAnswersGroup() {
  const settings = useStudio((state) => state.settings);
  const { updateSettings } = useActions();
  const options = modelOptions(settings, useListedIds());
  const refOf = (value: string) => options.find((option) => option.value === value)?.ref;
  const { promptModel, alignmentModel } = settings;
  return (
    <Group section="models" title="Who answers">
      <Select
        label="Prompt model"
        hint="Writes the responses you give feedback on."
        value={modelKey(promptModel)}
        options={options}
        onPick={(value) => updateSettings({ promptModel: refOf(value) ?? promptModel })}
      />
      <Select
        label="Alignment model"
        hint="Turns feedback into principles, and folds them into the prompt."
        value={alignmentModel === null ? same : modelKey(alignmentModel)}
        options={[{ value: same, label: 'Same as prompt model' }, ...options]}
        onPick={(value) => updateSettings({ alignmentModel: refOf(value) ?? null })}
      />
      {(promptModel.provider === 'practice' || alignmentModel?.provider === 'practice') && (
        <Notice icon="practice">
          The practice model is a rule-based stand-in and no language model. It needs no key and no network, and it
          always gives the same answer.
        </Notice>
      )}
    </Group>
  );
}
