import type { Capabilities } from '../../core/model/capabilities';
import type { ModelEvent } from '../../core/model/language-model';
import type { ModelPrompt } from '../../core/model/model-prompt';
import type { ModelRef } from '../../core/model/model-ref';
import type { SamplingSettings } from '../../core/model/sampling-settings';

/** What policy knows of a call: enough to say what it may cost. */
export interface PricedRequest {
  readonly prompt: ModelPrompt;
  readonly settings: Pick<SamplingSettings, 'maxOutputTokens'>;
}

/**
 * Whatever can be waited for, retried, budgeted and metered. A language model is one; so is an embedding call, whose one event is
 * that it is done (`embedding-call.ts`).
 */
export interface PolicedModel<Request extends PricedRequest> {
  readonly ref: ModelRef;
  readonly capabilities: Capabilities;
  stream(request: Request, signal: AbortSignal): AsyncIterable<ModelEvent>;
}

/** The same model with another stream. */
export function streaming<Request extends PricedRequest>(
  { ref, capabilities }: Pick<PolicedModel<Request>, 'ref' | 'capabilities'>,
  stream: PolicedModel<Request>['stream'],
): PolicedModel<Request> {
  return { ref, capabilities, stream };
}
