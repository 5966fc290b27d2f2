import { estimateTokens } from '../../core/calls/estimate-tokens';
import { checkRoom } from '../../core/model/context-room';
import type { LanguageModel } from '../../core/model/language-model';
import { ModelError } from '../../core/model/model-error';
import { type ModelPrompt, promptText } from '../../core/model/model-prompt';
import { modelName, staysOnDevice } from '../../core/model/model-ref';
import { isCompletion, type ModelRequest } from '../../core/model/model-request';
import type { Tokenized, TokenizerInput } from '../../core/model/tokenizer';
import { streaming } from './policed-model';
import type { AskCapabilities } from './refuse-unsupported';

export type CountTokens = (input: TokenizerInput, signal: AbortSignal) => Promise<Tokenized>;

/**
 * Refuses a completion of the Playground whose prompt and longest reply are over the context of the model, with both numbers, before
 * anything is sent. A short prompt is not counted: a token is a byte at least, so that it cannot be over. What computes on this device
 * counts by itself, at no cost (see `checkRoom`).
 */
export function withContext(
  model: LanguageModel,
  {
    honours,
    count,
    contexts,
  }: {
    readonly honours: AskCapabilities;
    readonly count: CountTokens;
    /** Of servers, as they told; kept for the session by whoever makes the calls. */
    readonly contexts: Map<string, number>;
  },
): LanguageModel {
  const { ref } = model;
  if (staysOnDevice(ref)) return model;
  const name = modelName(ref);

  async function check(request: ModelRequest, signal: AbortSignal): Promise<void> {
    const { prompt, settings, completion: { prefix } = {} } = request;
    const wanted = settings.maxOutputTokens;
    const capabilities = await honours(signal);
    const known = capabilities.contextTokens ?? contexts.get(name);
    if (mostTokens(prompt, prefix?.text ?? '') + (wanted ?? 1) <= (known ?? leastContext)) return;
    const told = capabilities.tokenizer === true || capabilities.tokenizer === 'count' ? await counted() : undefined;
    // A server may have been started anew since.
    const contextTokens = told?.contextTokens ?? known;
    if (contextTokens === undefined) return;
    contexts.set(name, contextTokens);
    const own = told?.count ?? estimateTokens(promptText(prompt)) + imagesOf(prompt) * tokensPerImage;
    const promptTokens = own + (prefix?.ids?.length ?? estimateTokens(prefix?.text ?? ''));
    checkRoom({ promptTokens, wanted, contextTokens, model: name, isEstimated: told === undefined });

    /** Undefined: it could not be counted, which the call itself will tell more of. */
    async function counted() {
      const only = 'count';
      const input: TokenizerInput =
        request.completion?.rawPrompt === true
          ? { kind: 'text', text: promptText(prompt), only }
          : { kind: 'prompt', prompt, only };
      try {
        const answer = await count(input, signal);
        return answer.kind === 'count' ? answer : { count: answer.tokens.length, contextTokens: undefined };
      } catch (error) {
        if (signal.aborted || !(error instanceof ModelError)) throw error;
        return undefined;
      }
    }
  }

  return streaming(model, async function* (request, signal) {
    signal.throwIfAborted();
    if (isCompletion(request)) await check(request, signal);
    yield* model.stream(request, signal);
  });
}

/** No server is started with less. */
const leastContext = 2048;
/** What a chat template puts around each turn, at most. */
const tokensPerTurn = 64;
/** Of a large image, at most. */
const mostTokensPerImage = 4096;
/** What Google's documentation gives for a tile. */
const tokensPerImage = 258;

/** More than the prompt can have: in UTF-8 each unit is three bytes at most. */
function mostTokens(prompt: ModelPrompt, prefix: string): number {
  const texts = 3 * (promptText(prompt).length + prefix.length);
  return texts + tokensPerTurn * (prompt.turns.length + 1) + imagesOf(prompt) * mostTokensPerImage;
}

function imagesOf({ turns }: ModelPrompt): number {
  return turns.flatMap(({ parts }) => parts).filter(({ type }) => type === 'image').length;
}
