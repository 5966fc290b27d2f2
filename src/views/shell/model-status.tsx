import { useId } from 'react';
import type { ModelsStatus } from '../../core/model/models-port';
import { Icon } from '../ui/icon';
import { Popover } from '../ui/popover';
import { useStudio } from '../use-studio';
import { CountdownText } from './countdown-text';
import { type ModelStatusWords, modelStatusWords } from './model-status-words';
import { SessionPanel } from './session-panel';

/** Which model answers and how it is; pressed, it shows both models and what this session has used. */
export function ModelStatus() {
  const settings = useStudio((state) => state.settings);
  const key = useStudio((state) => state.key);
  const status = useStudio((state) => state.modelsStatus);
  const words = modelStatusWords({ settings, key, status });
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
            // Both, also where a narrow window or an open dialog hides one of them.
            aria-labelledby={`${id}-name ${id}-say`}
            data-tip="Models and what this session has used"
            {...overlay}
          >
            <Icon name={words.icon} />
            <b id={`${id}-name`}>{words.name}</b>
            <Say words={words} id={`${id}-say`} />
          </button>
        )}
      >
        {(close) => <SessionPanel problem={problemOf(status)} onLeave={close} />}
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

function problemOf(status: ModelsStatus): string | null {
  return status.state === 'restarted' || status.state === 'waiting' ? status.reason : null;
}
