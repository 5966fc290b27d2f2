import { estimateTokens } from '../../core/calls/estimate-tokens';
import { type ModelPrompt, promptText } from '../../core/model/model-prompt';
import { isLocal, type ModelRef } from '../../core/model/model-ref';
import { rawPrompt, sentPrompt } from '../../core/playground/sent-prompt';
import type { StudioState } from '../studio-state';
import type { PlaygroundContext } from './playground-context';
import { evaluateAs, playgroundCapabilities } from './select-playground';

/**
 * Tokens of the prompt as it stands: by the model's own tokenizer, in its worker, where asking costs nothing; else estimated. Of a service
 * that counts each question, the author asks by hand.
 */
export async function countTokens(context: PlaygroundContext): Promise<void> {
  const { get, setShown, deps, work, shown, model } = context;
  const ref = model();
  const { prompt, isRaw } = presentPrompt(context);
  if (playgroundCapabilities(get()).tokenizer !== true || !isAtHand(ref, get())) {
    const next = estimated(prompt);
    if (next !== null || shown().promptTokens !== null) setShown({ promptTokens: next });
    return;
  }
  const failed = () => setShown({ promptTokens: estimated(prompt) });
  await work.run({ scope: 'project/playground/count', failed }, async (signal) => {
    const text = prompt.turns[0]?.parts[0];
    const input =
      isRaw && text?.type === 'text'
        ? ({ kind: 'text', text: text.text, only: 'count' } as const)
        : ({ kind: 'prompt', prompt, only: 'count' } as const);
    const counted = await deps.models.tokenizer(ref).tokens(input, signal);
    signal.throwIfAborted();
    const count = counted.kind === 'count' ? counted.count : counted.tokens.length;
    const contextTokens = counted.kind === 'count' ? counted.contextTokens : undefined;
    setShown({ promptTokens: { count, ...(contextTokens === undefined ? {} : { contextTokens }) } });
  });
}

/** Nothing is said of an empty prompt. */
function estimated(prompt: ModelPrompt) {
  const count = estimateTokens(promptText(prompt));
  return count === 0 ? null : { count, isEstimated: true };
}

/** What the task on the screen would send now. */
function presentPrompt({ kept, get }: Pick<PlaygroundContext, 'kept' | 'get'>): {
  readonly prompt: ModelPrompt;
  readonly isRaw: boolean;
} {
  const { task, prompt, complete, images } = kept();
  const isRaw = task === 'evaluate' ? evaluateAs(get()) === 'continuation' : complete.options.rawPrompt === true;
  return { isRaw, prompt: isRaw ? rawPrompt(prompt) : sentPrompt(prompt, images) };
}

/** A local model whose weights are not loaded would be loaded for a count. */
function isAtHand(ref: ModelRef, { local }: StudioState): boolean {
  return !isLocal(ref) || (local.engine.chat.status === 'loaded' && local.engine.chat.id === ref.id);
}
