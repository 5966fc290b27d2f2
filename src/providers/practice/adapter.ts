import type { LanguageModel } from '../../core/model/language-model';
import type { Adapter, AdapterEffects } from '../adapter';
import type { PracticeBigram } from './bigram/practice-bigram';

/** Rules answer every purpose but that of the Playground, whose probabilities are those of a bigram model: its counts come with it. */
export function practiceAdapter(effects: Pick<AdapterEffects, 'sleep' | 'random'>): Adapter<'practice'> {
  let loaded: Promise<PracticeBigram> | undefined;

  function bigram(): Promise<PracticeBigram> {
    loaded ??= load(effects).catch((cause: unknown) => {
      // The next call tries again.
      loaded = undefined;
      throw cause;
    });
    return loaded;
  }

  return {
    async model() {
      const { practiceLanguageModel } = await import('./practice-model');
      return withCompletions(practiceLanguageModel(effects), bigram);
    },
    async embeddingModel() {
      const { practiceEmbeddingModel } = await import('./embedding-model');
      return practiceEmbeddingModel();
    },
    scoringModel: async () => (await bigram()).scoringModel,
    tokenizer: async () => (await bigram()).tokenizer,
    vectorModel: async () => (await bigram()).vectorModel,
  };
}

async function load(effects: Pick<AdapterEffects, 'sleep' | 'random'>): Promise<PracticeBigram> {
  const { practiceBigram } = await import('./bigram/practice-bigram');
  return practiceBigram(effects);
}

function withCompletions(rules: LanguageModel, bigram: () => Promise<PracticeBigram>): LanguageModel {
  return {
    ...rules,
    async *stream(request, signal) {
      if (request.purpose !== 'complete') yield* rules.stream(request, signal);
      else yield* (await bigram()).stream(request, signal);
    },
  };
}
