import type { EmbeddingModel } from '../../core/model/embedding-model';
import { userPrompt } from '../../core/model/model-prompt';
import type { ModelRef } from '../../core/model/model-ref';
import type { PolicedModel } from './policed-model';
import { estimateUsage } from './token-estimate';
import { type Asking, askParts, askWhole, inParts, type WholeRequest } from './whole-call';

/** An embedding model as a session offers it: the same as the port, and it tells while it waits. */
export interface PolicedEmbeddingModel {
  readonly ref: ModelRef;
  embed(call: Asking & { readonly texts: readonly string[] }): Promise<readonly Float32Array[]>;
}

/** The most texts that go in one call: what Gemini takes (`BatchEmbedContentsRequest: at most 100`). The others do not mind. */
const textsPerCall = 100;

export function policedEmbeddings(model: EmbeddingModel, policed: PolicedModel<WholeRequest>): PolicedEmbeddingModel {
  return {
    ref: model.ref,
    async embed({ texts, signal, onEvent }) {
      const parts = await askParts(
        inParts(texts, textsPerCall),
        (part, each) => askWhole(policed, embedding(model, part), { signal: each, onEvent }),
        signal,
      );
      return parts.flat();
    },
  };
}

function embedding(model: EmbeddingModel, texts: readonly string[]) {
  const prompt = userPrompt(texts.join('\n'));
  return {
    prompt,
    // A vector is not charged for.
    outputTokens: 0,
    ask: async (signal: AbortSignal) => ({
      answer: await model.embed(texts, signal),
      usage: estimateUsage({ prompt, settings: {} }, ''),
    }),
  };
}
