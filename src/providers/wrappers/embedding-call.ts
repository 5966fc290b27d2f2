import type { EmbeddingModel } from '../../core/model/embedding-model';
import { capabilitiesOf } from '../../core/model/known-capabilities';
import type { ModelEvent } from '../../core/model/language-model';
import { userPrompt } from '../../core/model/model-prompt';
import type { ModelRef } from '../../core/model/model-ref';
import type { PolicedModel, PricedRequest } from './policed-model';
import { estimateUsage } from './token-estimate';

/** An embedding model as a session offers it: the same as the port, and it tells while it waits. */
export interface PolicedEmbeddingModel {
  readonly ref: ModelRef;
  embed(call: EmbedCall): Promise<readonly Float32Array[]>;
}

interface EmbedCall {
  readonly texts: readonly string[];
  readonly signal: AbortSignal;
  readonly onEvent: (event: ModelEvent) => void;
}

/** The most texts that go in one call: what Gemini takes (`BatchEmbedContentsRequest: at most 100`). The others do not mind. */
const textsPerCall = 100;

interface EmbedRequest extends PricedRequest {
  readonly texts: readonly string[];
  readonly onVectors: (vectors: readonly Float32Array[]) => void;
}

/**
 * Lets an embedding model through the policy of language models: each call of at most `textsPerCall` texts becomes a stream whose one
 * event is that it is done, so that `police` need not know what came.
 */
export function policedEmbeddings(
  model: EmbeddingModel,
  police: (call: PolicedModel<EmbedRequest>) => PolicedModel<EmbedRequest>,
): PolicedEmbeddingModel {
  const policed = police(asStream(model));
  return {
    ref: model.ref,
    async embed({ texts, signal, onEvent }) {
      signal.throwIfAborted();
      const failed = new AbortController();
      const each = AbortSignal.any([signal, failed.signal]);
      try {
        const parts = await Promise.all(
          inParts(texts).map((part) => embedPart(policed, { texts: part, signal: each, onEvent })),
        );
        return parts.flat();
      } catch (error) {
        // One part less is no answer: the others need not be paid.
        failed.abort(error);
        throw error;
      }
    },
  };
}

async function embedPart(
  policed: PolicedModel<EmbedRequest>,
  { texts, signal, onEvent }: EmbedCall,
): Promise<readonly Float32Array[]> {
  let vectors: readonly Float32Array[] = [];
  const request: EmbedRequest = {
    texts,
    prompt: userPrompt(texts.join('\n')),
    // A vector is not charged for.
    settings: { maxOutputTokens: 0 },
    onVectors: (came) => {
      vectors = came;
    },
  };
  for await (const event of policed.stream(request, signal)) onEvent(event);
  return vectors;
}

function asStream(model: EmbeddingModel): PolicedModel<EmbedRequest> {
  return {
    ref: model.ref,
    capabilities: capabilitiesOf(model.ref),
    async *stream(request, signal) {
      request.onVectors(await model.embed(request.texts, signal));
      const reply = { text: '', finish: { kind: 'stop', code: 'STOP' }, usage: estimateUsage(request, '') } as const;
      yield { type: 'done', reply, cached: false };
    },
  };
}

function inParts(texts: readonly string[]): readonly (readonly string[])[] {
  return Array.from({ length: Math.ceil(texts.length / textsPerCall) }, (_, at) =>
    texts.slice(at * textsPerCall, (at + 1) * textsPerCall),
  );
}
