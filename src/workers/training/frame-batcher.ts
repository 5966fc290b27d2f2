import type { SetTimer } from '../../core/effects';

/** About one screen frame: a reader cannot see more, and a page that gets a message for each row stutters. */
export const frameMs = 16;

/** Puts what comes within a frame into one message; what comes after a pause goes out at once. */
export function createFrameBatcher<Event>({
  send,
  setTimer,
  latestOnly,
}: {
  readonly send: (events: readonly Event[]) => void;
  readonly setTimer: SetTimer;
  /** Of several in a frame the last says it all. */
  readonly latestOnly: boolean;
}): { push(event: Event): void; flush(): void } {
  let events: Event[] = [];
  let cancelTimer: (() => void) | undefined;

  function sendWaiting(): boolean {
    if (events.length === 0) return false;
    const sending = events;
    events = [];
    send(sending);
    return true;
  }

  function nextFrame(): void {
    cancelTimer = setTimer(frameMs, () => {
      cancelTimer = undefined;
      if (sendWaiting()) nextFrame();
    });
  }

  return {
    push(event) {
      if (latestOnly) events = [event];
      else events.push(event);
      if (cancelTimer !== undefined) return;
      sendWaiting();
      nextFrame();
    },
    flush() {
      cancelTimer?.();
      cancelTimer = undefined;
      sendWaiting();
    },
  };
}
