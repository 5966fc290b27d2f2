import type { Tokenized, Tokenizer } from '../../core/model/tokenizer';
import { errorData } from '../model-choice';
import type { PlaygroundActions } from './playground-actions';
import type { PlaygroundContext } from './playground-context';

/** How the model of the prompt cuts a text into tokens, and the text of tokens. */
export function tokenActions(context: PlaygroundContext): Pick<PlaygroundActions, 'tokenize' | 'textOfTokens'> {
  const { setShown, work, deps, model } = context;

  const look = (find: (tokenizer: Tokenizer, signal: AbortSignal) => Promise<{ text: string; found: Tokenized }>) => {
    const failed = (error: unknown) => setShown({ tokenizing: { status: 'failed', error: errorData(error) } });
    return work.run({ scope: 'project/playground/tokenize', failed }, async (signal) => {
      setShown({ tokenizing: { status: 'working' } });
      const found = await find(deps.models.tokenizer(model()), signal);
      signal.throwIfAborted();
      setShown({ tokenizing: { status: 'done', ...found } });
    });
  };

  return {
    tokenize: (text) =>
      look(async (tokenizer, signal) => ({ text, found: await tokenizer.tokens({ kind: 'text', text }, signal) })),
    textOfTokens: (ids) =>
      look(async (tokenizer, signal) => {
        const text = await tokenizer.text(ids, signal);
        // The ids as they were typed, each with its own text: encoding the whole anew may cut it in another way.
        const tokens = await Promise.all(ids.map(async (id) => ({ id, text: await tokenizer.text([id], signal) })));
        return { text, found: { kind: 'tokens', tokens } };
      }),
  };
}
