import type { LanguageModel } from '../model/language-model';
import { ModelError } from '../model/model-error';

/**
 * A model that is not asked for log-probabilities again once it has refused a request with them. Which models give them is known for
 * some of them only; without, there is a label all the same, and no confidence.
 */
export function withoutRefusedLogprobs(model: LanguageModel): LanguageModel {
  let refused = false;
  return {
    ref: model.ref,
    capabilities: model.capabilities,
    async *stream(request, signal) {
      const { logprobs, ...settings } = request.settings;
      if (logprobs === undefined || refused) {
        yield* model.stream({ ...request, settings }, signal);
        return;
      }
      try {
        yield* model.stream(request, signal);
      } catch (error) {
        if (!(error instanceof ModelError) || error.kind !== 'bad-request') throw error;
        for await (const event of model.stream({ ...request, settings }, signal)) {
          // Only now is it known that they were what was refused; who has the whole answer may read no further.
          if (event.type === 'done') refused = true;
          yield event;
        }
      }
    },
  };
}
