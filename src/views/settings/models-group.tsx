import { isPractice, modelKey, modelName, staysOnDevice } from '../../core/model/model-ref';
import { useModelOptions } from '../shared/models/use-model-options';
import { LinkButton } from '../ui/link-button';
import { Notice } from '../ui/notice';
import { Select } from '../ui/select';
import { useActions, useStudio } from '../use-studio';
import { Group } from './group';
import { leavingModels, modelOnDevice, onDevice } from './private-choice';
import { privateModeName } from './private-mode';

const same = 'same';

/** Which model does what. */
export function ModelsGroup() {
  const { promptModel, alignmentModel } = useStudio((state) => state.settings);
  const { updateSettings } = useActions().settings;
  const options = useModelOptions();
  const refOf = (value: string) => options.find((option) => option.value === value)?.ref;
  return (
    <Group section="choice" title="Models">
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
      <LeavingChoice />
      <HybridHint />
      {[promptModel, alignmentModel].some((ref) => ref !== null && isPractice(ref)) && (
        <Notice icon="practice">
          The practice model is a rule-based stand-in, not a language model. It needs no key and no network, and always
          gives the same answer.
        </Notice>
      )}
    </Group>
  );
}

/** A small model writes well enough to be corrected, and words its own corrections less well. */
function HybridHint() {
  const { promptModel, alignmentModel, gemini, privateMode } = useStudio((state) => state.settings);
  const { updateSettings } = useActions().settings;
  const isSmall = staysOnDevice(promptModel) && !isPractice(promptModel);
  const alignsItself = alignmentModel === null || modelKey(alignmentModel) === modelKey(promptModel);
  if (!isSmall || !alignsItself || privateMode) return null;
  return (
    <Notice icon="info" className="stacked">
      Works well together: a local prompt model, and Gemini as the alignment model. Large models word principles better
      than small ones, and they are asked far less often.
      <LinkButton onClick={() => updateSettings({ alignmentModel: { provider: 'gemini', id: gemini.model } })}>
        Align with Gemini
      </LinkButton>
    </Notice>
  );
}

/** In private mode, when a chosen model cannot be asked: which one, and the way out. */
function LeavingChoice() {
  const settings = useStudio((state) => state.settings);
  const stored = useStudio((state) => state.local.stored);
  const browserModel = useStudio((state) => state.browserModel);
  const { updateSettings } = useActions().settings;
  const leaving = leavingModels(settings);
  if (!settings.privateMode || leaving.length === 0) return null;
  const replacement = modelOnDevice(stored, browserModel);
  return (
    <Notice tone="warn" className="stacked">
      “{privateModeName}” is on, and {leaving.map(modelName).join(' and ')} would leave it: calls are refused.
      <LinkButton onClick={() => updateSettings(onDevice(settings, replacement))}>
        Use {modelName(replacement)}
      </LinkButton>
    </Notice>
  );
}
