import { type ModelPrompt, promptText } from '../../core/model/model-prompt';
import { isLocal, type ModelRef } from '../../core/model/model-ref';
import { rawPrompt, sentPrompt } from '../../core/playground/sent-prompt';
import type { StudioState } from '../studio-state';
import type { PlaygroundContext } from './playground-context';
import { evaluateAs, playgroundCapabilities } from './select-playground';

/** Tokens of the prompt as it stands, where asking costs nothing: of a service that counts each question, the author asks by hand. */
export async function countTokens(context: PlaygroundContext): Promise<void> {
  const { get, setShown, deps, work, shown, model } = context;
  const ref = model();
  const isShort = promptText(presentPrompt(context)).length <= longestCounted;
  if (!isShort || playgroundCapabilities(get()).tokenizer !== true || !isAtHand(ref, get())) {
    if (shown().promptTokens !== null) setShown({ promptTokens: null });
    return;
  }
  const failed = () => setShown({ promptTokens: null });
  await work.run({ scope: 'project/playground/count', failed }, async (signal) => {
    const prompt = presentPrompt(context);
    const isRaw = context.kept().complete.options.rawPrompt;
    const text = prompt.turns[0]?.parts[0];
    const input =
      isRaw && text?.type === 'text'
        ? ({ kind: 'text', text: text.text } as const)
        : ({ kind: 'prompt', prompt } as const);
    const counted = await deps.models.tokenizer(ref).tokens(input, signal);
    signal.throwIfAborted();
    setShown({ promptTokens: { count: counted.kind === 'count' ? counted.count : counted.tokens.length } });
  });
}

/** Characters. A longer text is counted by whoever would answer it, in its worker: its tokens are too many to be handed to the page. */
const longestCounted = 50_000;

/** What the task on the screen would send now. */
function presentPrompt({ kept, get }: Pick<PlaygroundContext, 'kept' | 'get'>): ModelPrompt {
  const { task, prompt, complete, images } = kept();
  const isRaw = task === 'evaluate' ? evaluateAs(get()) === 'continuation' : complete.options.rawPrompt === true;
  return isRaw ? rawPrompt(prompt) : sentPrompt(prompt, images);
}

/** A local model whose weights are not loaded would be loaded for a count. */
function isAtHand(ref: ModelRef, { local }: StudioState): boolean {
  return !isLocal(ref) || (local.engine.chat.status === 'loaded' && local.engine.chat.id === ref.id);
}
