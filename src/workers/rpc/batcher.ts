import type { SetTimer } from '../../core/effects';

/** What may wait for the next window, and what then goes out. */
export interface Batching<Event> {
  /** Default: about one screen frame. A reader cannot see more, and a page that gets a message for each token stutters. */
  readonly windowMs?: number;
  /** So many of a window go out at once, before the rest of it waits for its end. Default 1. */
  readonly burst?: number;
  /** Makes of two that wait one; undefined when both have to be told. */
  readonly join?: (last: Event, next: Event) => Event | undefined;
}

export const frameMs = 16;

/**
 * Puts what comes in quick succession together into one message. What comes after a pause goes out at once, so that the first word does
 * not wait for a timer; after a busy window the next one waits from its first event.
 */
export function createBatcher<Event>({
  send,
  setTimer,
  batching: { windowMs = frameMs, burst = 1, join } = {},
}: {
  readonly send: (events: readonly Event[]) => void;
  readonly setTimer: SetTimer;
  readonly batching?: Batching<Event> | undefined;
}): { push(event: Event): void /** Hands over what waits. */; rest(): readonly Event[] } {
  let waiting: Event[] = [];
  let sent = 0;
  let closeWindow: (() => void) | undefined;

  function openWindow(): void {
    closeWindow = setTimer(windowMs, () => {
      closeWindow = undefined;
      sent = 0;
      if (waiting.length === 0) return;
      // What went on so far will go on.
      openWindow();
      sent = burst;
      send(taken());
    });
  }

  function hold(event: Event): void {
    const last = waiting.at(-1);
    const joined = last === undefined ? undefined : join?.(last, event);
    if (joined === undefined) waiting.push(event);
    else waiting[waiting.length - 1] = joined;
  }

  function taken(): readonly Event[] {
    const all = waiting;
    waiting = [];
    return all;
  }

  return {
    push(event) {
      if (closeWindow === undefined) openWindow();
      if (sent < burst) {
        sent += 1;
        send([event]);
      } else hold(event);
    },
    rest() {
      closeWindow?.();
      closeWindow = undefined;
      sent = 0;
      return taken();
    },
  };
}
