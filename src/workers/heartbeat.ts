import type { SetTimer } from '../core/effects';
import type { EngineState } from '../core/model/engine-state';
import type { ModelRef } from '../core/model/model-ref';

export const beatMs = 2_000;

/** How long a worker may be silent. */
interface Patience {
  readonly beats: number;
  /** What it did not answer for. */
  readonly words: string;
}

const usual: Patience = { beats: 5, words: 'ten seconds' };
/** A worker that has not said anything yet may still be on its way over a slow network. */
const toLoad: Patience = { beats: 15, words: 'half a minute' };
/** Reading weights, compiling shaders or a grammar can hold up the thread of a worker that is quite well. */
const atWork: Patience = { beats: 60, words: 'two minutes' };

/** What a worker was last heard to be doing. `gpu` may hold up its thread. */
export type WorkerWork = 'calls' | 'gpu';

/**
 * Asks for a sign of life while calls are under way. It counts beats and not seconds: a page that sleeps, or whose timers the browser
 * slows down in the background, would otherwise take its own sleep for the death of the worker.
 */
export function createHeartbeat({
  ping,
  onDead,
  setTimer,
  work = () => 'calls',
}: {
  readonly ping: () => void;
  /** With how long it was silent, in words. */
  readonly onDead: (silence: string) => void;
  readonly setTimer: SetTimer;
  /** Asked at every beat. */
  readonly work?: () => WorkerWork;
}): { watch(calls: number): void; heard(): void; reset(): void } {
  let watching = false;
  let unanswered = 0;
  let everHeard = false;
  let cancelTimer: () => void = () => {};

  function patience(): Patience {
    if (work() === 'gpu') return atWork;
    return everHeard ? usual : toLoad;
  }

  function beat(): void {
    const { beats, words } = patience();
    if (unanswered >= beats) {
      onDead(words);
      return;
    }
    ping();
    unanswered += 1;
    cancelTimer = setTimer(beatMs, beat);
  }

  return {
    watch(calls) {
      if (calls > 0 === watching) return;
      watching = calls > 0;
      cancelTimer();
      unanswered = 0;
      if (watching) cancelTimer = setTimer(beatMs, beat);
    },
    heard() {
      unanswered = 0;
      everHeard = true;
    },
    /** For the next worker. */
    reset() {
      cancelTimer();
      watching = false;
      unanswered = 0;
      everHeard = false;
    },
  };
}

/** `running`: the models of the calls under way, as far as the page has heard of them. */
export function workOf({
  engine: { chat, embedding },
  running,
}: {
  readonly engine: EngineState;
  readonly running: Iterable<ModelRef>;
}): WorkerWork {
  if (chat.status === 'loading' || embedding.status === 'loading') return 'gpu';
  // Nobody tells the page of embedding calls: one may be under way wherever the model for it is loaded.
  if (embedding.status === 'loaded') return 'gpu';
  for (const { provider } of running) if (provider === 'webllm') return 'gpu';
  return 'calls';
}
