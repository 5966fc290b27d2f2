import { modelName } from '../../core/model/model-ref';
import { LinkButton } from '../ui/link-button';
import { Notice } from '../ui/notice';
import { useActions, useStudio } from '../use-studio';
import { leavingModels, modelOnDevice, onDevice } from './private-choice';
import { privateModeName } from './private-mode';

/** In private mode, when a chosen model cannot be asked: which one, and the way out. */
export function LeavingChoice() {
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
