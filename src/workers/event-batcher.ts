import type { SetTimer } from '../core/effects';
import type { ModelEvent } from '../core/model/language-model';

/** About one screen frame: a reader cannot see more, and a page that gets a message for each token stutters. */
const batchMs = 16;

/**
 * Puts texts that come in quick succession together into one message. What comes after a pause goes out at once, and so does
 * everything that is not text, so that neither the first word nor the end of an answer waits for a timer.
 */
export function createEventBatcher({
  send,
  setTimer,
}: {
  readonly send: (events: readonly ModelEvent[]) => void;
  readonly setTimer: SetTimer;
}): { push(event: ModelEvent): void; flush(): void } {
  let text = '';
  let cancelTimer: (() => void) | undefined;

  function flush(event?: ModelEvent): void {
    cancelTimer?.();
    cancelTimer = undefined;
    const events: readonly ModelEvent[] = [
      ...(text === '' ? [] : [{ type: 'text', text } as const]),
      ...(event === undefined ? [] : [event]),
    ];
    text = '';
    if (events.length > 0) send(events);
  }

  function onTimer(): void {
    cancelTimer = undefined;
    if (text === '') return;
    flush();
    cancelTimer = setTimer(batchMs, onTimer);
  }

  return {
    push(event) {
      if (event.type !== 'text') return flush(event);
      text += event.text;
      if (cancelTimer !== undefined) return;
      flush();
      cancelTimer = setTimer(batchMs, onTimer);
    },
    flush: () => flush(),
  };
}
