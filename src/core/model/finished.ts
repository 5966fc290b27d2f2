import type { DoneEvent, LanguageModel } from './language-model';
import { ModelError } from './model-error';

/** The last event of an answer. */
export async function finished(stream: ReturnType<LanguageModel['stream']>): Promise<DoneEvent> {
  for await (const event of stream) {
    if (event.type === 'done') return event;
  }
  throw new ModelError({
    kind: 'internal',
    code: 'NO_DONE',
    message: 'Expected a last event from the model, and its answer ended without one. Try again.',
  });
}
