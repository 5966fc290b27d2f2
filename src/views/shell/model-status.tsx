import { lazy, Suspense, useId } from 'react';
import { useModelSurroundings } from '../shared/models/use-model-surroundings';
import { CountdownText } from '../shared/time/countdown-text';
import { Icon } from '../ui/icon';
import { Popover } from '../ui/popover';
import { useStudio } from '../use-studio';
import { type ModelStatusWords, modelStatusWords } from './model-status-words';

// Fetched when the button is hovered or focused, with the frame of the popover.
const loadMenu = () => import('./model-menu/model-menu').then((module) => ({ default: module.ModelMenu }));
const ModelMenu = lazy(loadMenu);

/** Which model answers and how it is; pressed, both models can be chosen, and what is wrong is said with what to do. */
export function ModelStatus() {
  const surroundings = useModelSurroundings();
  const status = useStudio((state) => state.modelsStatus);
  const engine = useStudio((state) => state.local.engine);
  const { privateMode } = surroundings.settings;
  const words = modelStatusWords({ ...surroundings, status, engine });
  const id = useId();
  const preload = () => void loadMenu().catch(() => undefined);
  return (
    <div className="status model" role="status" aria-label="Model status">
      <Popover
        label="Models"
        align="end"
        trigger={(overlay) => (
          <button
            type="button"
            className="model-button"
            // All, also where a narrow window or an open dialog hides one of them.
            aria-labelledby={`${id}-label ${id}-name ${id}-say${privateMode ? ` ${id}-private` : ''}`}
            data-tip="Choose models, and see how they are"
            {...overlay}
            onPointerEnter={() => {
              overlay.onPointerEnter();
              preload();
            }}
            onFocus={() => {
              overlay.onFocus();
              preload();
            }}
          >
            <span id={`${id}-label`} hidden>
              Model status:
            </span>
            <Icon name={words.icon} />
            <b id={`${id}-name`}>{words.name}</b>
            <Say words={words} id={`${id}-say`} />
            {privateMode && (
              <span className="private">
                <Icon name="lock" />
                <span id={`${id}-private`} className="sr">
                  Data never leaves this device
                </span>
              </span>
            )}
            <Icon name="down" />
          </button>
        )}
      >
        {(close) => (
          <Suspense>
            <ModelMenu onLeave={close} />
          </Suspense>
        )}
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
        <CountdownText key={words.until} until={words.until} before={words.say} over="resuming" />
      )}
    </span>
  );
}
