import { useId } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { EngineState } from '../../core/local/engine-state';
import type { ModelsStatus } from '../../core/model/models-port';
import type { DeviceSettings } from '../../core/project/device-settings';
import { Icon } from '../ui/icon';
import { Popover } from '../ui/popover';
import { useStudio } from '../use-studio';
import { CountdownText } from './countdown-text';
import { chatLoadOf } from './model-status-load';
import { type ModelStatusWords, modelStatusWords } from './model-status-words';
import { SessionPanel } from './session-panel';

/** Which model answers and how it is; pressed, it shows both models and what this session has used. */
export function ModelStatus() {
  const input = useStudio(
    useShallow(({ settings, key, modelsStatus, browserModel, local: { stored, engine } }) => ({
      settings,
      key,
      status: modelsStatus,
      browserModel,
      stored,
      engine,
    })),
  );
  const { settings, status, engine } = input;
  const words = modelStatusWords(input);
  const id = useId();
  return (
    <div className="status model" role="status" aria-label="Model status">
      <Popover
        label="Models of this session"
        align="end"
        trigger={(overlay) => (
          <button
            type="button"
            className="model-button"
            // All, also where a narrow window or an open dialog hides one of them.
            aria-labelledby={`${id}-name ${id}-say${settings.privateMode ? ` ${id}-private` : ''}`}
            data-tip="Models and what this session has used"
            {...overlay}
          >
            <Icon name={words.icon} />
            <b id={`${id}-name`}>{words.name}</b>
            <Say words={words} id={`${id}-say`} />
            {settings.privateMode && (
              <span className="private">
                <Icon name="lock" />
                <span id={`${id}-private`} className="sr">
                  Data never leaves this device
                </span>
              </span>
            )}
          </button>
        )}
      >
        {(close) => <SessionPanel problem={problemOf({ settings, status, engine })} onLeave={close} />}
      </Popover>
    </div>
  );
}

function Say({ words, id }: { readonly words: ModelStatusWords; readonly id: string }) {
  return (
    <span id={id} className={words.matters ? 'say' : 'say more'} aria-live={words.matters ? undefined : 'off'}>
      {words.until === undefined ? (
        words.say
      ) : (
        <CountdownText key={words.until} until={words.until} before="pausing for" over="going on" />
      )}
    </span>
  );
}

interface ProblemInput {
  readonly settings: DeviceSettings;
  readonly status: ModelsStatus;
  readonly engine: EngineState;
}

/** What the few words of the header stand for. */
function problemOf({ settings, status, engine }: ProblemInput): string | null {
  if (status.state === 'restarted' || status.state === 'waiting') return status.reason;
  for (const ref of [settings.promptModel, settings.alignmentModel]) {
    const load = ref?.provider === 'webllm' ? chatLoadOf(engine, ref.id) : null;
    if (load?.status === 'failed') return load.error.message;
  }
  return null;
}
