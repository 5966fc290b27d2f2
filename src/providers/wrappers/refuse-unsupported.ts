import type { CompletionCapabilities } from '../../core/model/completion-capabilities';
import type { LanguageModel } from '../../core/model/language-model';
import { ModelError } from '../../core/model/model-error';
import { isCompletion } from '../../core/model/model-request';
import { whyNotCompleted } from '../../core/model/unsupported';
import { streaming } from './policed-model';

/** What a model honours; of a server it has to be asked. Throws the signal's reason alone. */
export type AskCapabilities = (signal: AbortSignal) => Promise<CompletionCapabilities>;

/**
 * Refuses a completion of the Playground that the model would not honour to the letter, before anything is sent. Requests of the other
 * rooms are left as they are: their settings are wishes, and the providers leave out what a model does not take.
 */
export function withRefusals(model: LanguageModel, { honours }: { readonly honours: AskCapabilities }): LanguageModel {
  return streaming(model, async function* (request, signal) {
    signal.throwIfAborted();
    if (isCompletion(request)) refuseWhere(whyNotCompleted(request, await honours(signal)));
    yield* model.stream(request, signal);
  });
}

/** Throws a ModelError where there is a reason. */
export function refuseWhere(reason: string | undefined): void {
  if (reason === undefined) return;
  throw new ModelError({ kind: 'bad-request', code: 'UNSUPPORTED', message: `${reason} Nothing was sent.` });
}
