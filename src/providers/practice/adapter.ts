import type { Adapter, AdapterEffects } from '../adapter';

export function practiceAdapter({ sleep }: AdapterEffects): Adapter<'practice'> {
  return {
    async model() {
      const { practiceLanguageModel } = await import('./practice-model');
      return practiceLanguageModel({ sleep });
    },
    async embeddingModel() {
      const { practiceEmbeddingModel } = await import('./embedding-model');
      return practiceEmbeddingModel();
    },
  };
}
