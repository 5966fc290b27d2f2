import { practiceModel } from '../../../core/model/model-ref';
import type { ScoringModel } from '../../../core/model/scoring-model';
import type { Tokenizer } from '../../../core/model/tokenizer';
import type { VectorModel } from '../../../core/model/vector-model';
import { createBigram } from './bigram';
import { practiceTable } from './bigram-table';
import { type BigramEffects, streamCompletion } from './language-model';
import { promptIds } from './prompt';
import { bigramScoringModel } from './scoring-model';
import { bigramVectorModel } from './vector-model';
import type { Vocabulary } from './vocabulary';

/** The practice token model, with its counts: what Playground asks of `{ provider: 'practice' }`. */
export interface PracticeBigram {
  readonly stream: ReturnType<typeof streamCompletion>;
  readonly scoringModel: ScoringModel;
  readonly tokenizer: Tokenizer;
  readonly vectorModel: VectorModel;
}

export async function practiceBigram(effects: BigramEffects): Promise<PracticeBigram> {
  const table = await practiceTable();
  const bigram = createBigram(table);
  return {
    stream: streamCompletion(bigram, effects),
    scoringModel: bigramScoringModel(bigram),
    tokenizer: bigramTokenizer(bigram.vocabulary),
    vectorModel: bigramVectorModel(table),
  };
}

function bigramTokenizer(vocabulary: Vocabulary): Tokenizer {
  return {
    ref: practiceModel,
    async tokens(input, signal) {
      signal.throwIfAborted();
      const ids = input.kind === 'text' ? vocabulary.encode(input.text) : promptIds(vocabulary, input.prompt);
      return { kind: 'tokens', tokens: ids.map(vocabulary.token) };
    },
    async text(ids, signal) {
      signal.throwIfAborted();
      return vocabulary.decode(ids);
    },
  };
}
