import type { TrainingEvent } from '../run/training-event';

/** Takes events from work that runs side by side, and hands them on in the order in which they came. */
export interface EventChannel {
  tell(event: TrainingEvent): void;
  /** No event comes after what was told so far; with an error, it is thrown after them. */
  end(failure?: { readonly error: unknown }): void;
  events(): AsyncGenerator<TrainingEvent>;
}

export function createEventChannel(): EventChannel {
  let queue: TrainingEvent[] = [];
  let ended: { readonly failure: { readonly error: unknown } | undefined } | null = null;
  let wake: (() => void) | null = null;

  return {
    tell(event) {
      if (isOvertaken(queue.at(-1), event)) queue.pop();
      queue.push(event);
      wake?.();
    },
    end(failure) {
      ended ??= { failure };
      wake?.();
    },
    async *events() {
      for (;;) {
        const ready = queue;
        queue = [];
        yield* ready;
        if (queue.length > 0) continue;
        if (ended !== null) {
          if (ended.failure !== undefined) throw ended.failure.error;
          return;
        }
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        wake = null;
      }
    },
  };
}

/** Counts that nobody has read yet are replaced by newer ones: there are as many of them as calls. */
function isOvertaken(last: TrainingEvent | undefined, next: TrainingEvent): boolean {
  if (last === undefined || last.type !== next.type) return false;
  if (last.type === 'spent') return true;
  if (last.type !== 'activity' || next.type !== 'activity') return false;
  const { labeler, kind, step } = next.activity;
  return last.activity.labeler === labeler && last.activity.kind === kind && last.activity.step === step;
}
