import type { TrainingEvent } from '../run/training-event';

export type Tell = (event: TrainingEvent) => void;

/** Runs work to its end, telling what it tells, and answers what it comes to. */
export async function pumped<T>(work: AsyncGenerator<TrainingEvent, T>, tell: Tell): Promise<T> {
  for (;;) {
    const next = await work.next();
    if (next.done === true) return next.value;
    tell(next.value);
  }
}
