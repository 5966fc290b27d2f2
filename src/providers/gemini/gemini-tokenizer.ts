import { ModelError } from '../../core/model/model-error';
import { userPrompt } from '../../core/model/model-prompt';
import type { RefOf } from '../../core/model/model-ref';
import type { Tokenizer } from '../../core/model/tokenizer';
import { countContents } from './count-contents';
import type { GeminiSurroundings } from './embed-contents';
import { countable } from './request';

/** Counts, and no more: the service does not tell tokens. */
export function geminiTokenizer({
  ref,
  ...surroundings
}: GeminiSurroundings & { readonly ref: RefOf<'gemini'> }): Tokenizer {
  return {
    ref,
    async tokens(input, signal) {
      signal.throwIfAborted();
      const prompt = input.kind === 'prompt' ? input.prompt : userPrompt(input.text);
      const sent = countable(prompt);
      // The service refuses to count nothing.
      if (sent.contents.length === 0) return { kind: 'count', count: 0 };
      return { kind: 'count', count: await countContents(sent, { ...surroundings, id: ref.id, signal }) };
    },
    async text() {
      throw new ModelError({
        kind: 'bad-request',
        code: 'UNSUPPORTED',
        message: 'This service tells how many tokens a text has, and not which.',
      });
    },
  };
}
