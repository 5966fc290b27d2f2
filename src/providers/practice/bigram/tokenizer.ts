import { practiceModel } from '../../../core/model/model-ref';
import type { Tokenizer } from '../../../core/model/tokenizer';
import { promptIds } from './prompt';
import type { Vocabulary } from './vocabulary';

export function bigramTokenizer(vocabulary: Vocabulary): Tokenizer {
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
