import type { TextToken, Tokenizer } from '../../core/model/tokenizer';
import type { BiasRow } from '../../core/playground/playground-work';
import { errorData } from '../model-choice';
import type { PlaygroundContext } from './playground-context';
import type { BiasCheck } from './playground-state';
import { playgroundCapabilities } from './select-playground';

/** Looks up every row of "Logit bias" that is not known yet: whether its id, or its text, is a token of the model. */
export async function checkBias(context: PlaygroundContext): Promise<void> {
  const { kept, shown, setShown, deps, work, model, get } = context;
  const { bias } = kept().complete;
  const open = bias.filter((row) => !isOf(row, shown().bias[row.id]));
  if (open.length === 0 || playgroundCapabilities(get()).options.logitBias !== true) return;
  setShown({ bias: { ...shown().bias, ...Object.fromEntries(open.map(({ id }) => [id, checking])) } });
  await work.run({ scope: 'project/playground/tokenize', key: 'bias' }, async (signal) => {
    const tokenizer = deps.models.tokenizer(model());
    for (const row of open) {
      const found = await tokenOf(tokenizer, row, signal).catch((error: unknown): BiasCheck => {
        signal.throwIfAborted();
        return { status: 'none', why: errorData(error).message };
      });
      signal.throwIfAborted();
      setShown({ bias: { ...shown().bias, [row.id]: found } });
    }
  });
}

const checking = { status: 'checking' } as const;

/** The row may say something else since it was looked up. */
function isOf({ token }: BiasRow, check: BiasCheck | undefined): boolean {
  if (check?.status === 'one')
    return token.kind === 'id' ? check.token.id === token.id : check.token.text === token.text;
  return (
    token.kind === 'text' && check?.status === 'several' && check.tokens.map(({ text }) => text).join('') === token.text
  );
}

export async function tokenOf(tokenizer: Tokenizer, { token }: BiasRow, signal: AbortSignal): Promise<BiasCheck> {
  if (token.kind === 'id')
    return { status: 'one', token: { id: token.id, text: await tokenizer.text([token.id], signal) } };
  const found = await tokenizer.tokens({ kind: 'text', text: token.text }, signal);
  if (found.kind === 'count')
    return { status: 'none', why: 'This model does not say which tokens a text has. Type the id.' };
  const [first, ...rest]: readonly TextToken[] = found.tokens;
  if (first === undefined) return { status: 'none', why: 'An empty text is no token. Type a token or its id.' };
  return rest.length === 0 ? { status: 'one', token: first } : { status: 'several', tokens: found.tokens };
}
