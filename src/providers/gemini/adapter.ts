import type { Adapter, AdapterEffects } from '../adapter';
import { createKnownRefusals } from './refused-settings';

export function geminiAdapter({ fetch, now }: AdapterEffects): Adapter<'gemini'> {
  const refusals = createKnownRefusals();
  return {
    async model(ref, { services: { gemini: config } }) {
      const { geminiLanguageModel } = await import('./gemini-language-model');
      return geminiLanguageModel({ ref, config, fetch, now, refusals });
    },
    async embeddingModel(ref, { services: { gemini: config } }) {
      const { geminiEmbeddingModel } = await import('./gemini-embedding-model');
      return geminiEmbeddingModel({ ref, config, fetch, now });
    },
    async tokenizer(ref, { services: { gemini: config } }) {
      const { geminiTokenizer } = await import('./gemini-tokenizer');
      return geminiTokenizer({ ref, config, fetch, now });
    },
    async vectorModel(ref, { services: { gemini: config } }) {
      const { geminiVectorModel } = await import('./gemini-vector-model');
      return geminiVectorModel({ ref, config, fetch, now });
    },
    async list({ services: { gemini: config } }, signal) {
      const { listGeminiModels } = await import('./list-gemini-models');
      return listGeminiModels({ config, fetch, signal, now });
    },
  };
}
