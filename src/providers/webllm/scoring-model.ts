import type { ScoredText, ScoredToken, ScoreRequest, ScoringModel } from '../../core/model/scoring-model';
import { measureToken } from '../../core/sampling/likeliest';
import { softmaxOf } from '../../core/sampling/softmax';
import { continuationTokens, promptOfContinuation } from '../../core/scoring/continuation-tokens';
import type { PreparedChat } from './chat-template';
import { withTexts } from './completion';
import type { Lease, ModelOnSlot } from './engine-slot';
import { badRequest, encode, rawText, templateTexts, textAfter } from './prompt-tokens';
import { checkContext, type TokenRun, tokenRun } from './token-run';

/** Feeds the engine the expected tokens one by one, and reads off its logits how probable each was: a step a token. */
export function webllmScoringModel(model: ModelOnSlot<PreparedChat>): ScoringModel {
  return {
    ref: model.ref,
    async score(request, signal) {
      signal.throwIfAborted();
      if (request.expected === '') {
        throw badRequest('NO_COMPLETION', 'The expected completion is empty: there is nothing to score.');
      }
      // A run that failed in the middle shows nothing, so it can be repeated whole.
      const progress = { hasBegun: () => false, partialText: () => '' };
      for await (const scored of tokenRun(model, { signal, progress, run: (run) => scoredText(run, request) }))
        return scored;
      throw new Error('Expected a score at the end of its run.');
    },
  };
}

async function* scoredText(run: TokenRun, request: ScoreRequest): AsyncGenerator<ScoredText> {
  const { lease } = run;
  const { before, counted, countedOfPrompt, from } = cut(lease, request);
  checkContext(lease, { tokens: before.length + counted.length, what: 'Prompt and expected completion have' });
  const tokens: ScoredToken[] = [];
  let logits = await run.read(before);
  for (const [place, id] of counted.entries()) {
    const last = place === 0 ? before.at(-1) : counted[place - 1];
    const { logprob, rank, likeliest } = measureToken(logits, {
      id,
      softmax: softmaxOf(logits),
      alternatives: request.alternatives,
    });
    tokens.push({ token: textAfter(lease, last, id), id, logprob, rank, likeliest: withTexts(lease, last, likeliest) });
    if (place < counted.length - 1) logits = await run.read([id]);
  }
  yield {
    tokens,
    countedOfPrompt,
    from,
    usage: { inputTokens: before.length + counted.length, outputTokens: 0, thoughtTokens: 0, estimated: false },
    modelVersion: lease.stored.model.id,
  };
}

type Cut = Pick<ScoredText, 'countedOfPrompt' | 'from'> & {
  readonly before: readonly number[];
  readonly counted: readonly number[];
};

function cut(lease: Lease<PreparedChat>, { prompt, as, expected }: ScoreRequest): Cut {
  const { prefixTokens } = lease.prepared.template;
  if (as === 'reply') {
    const { turns, header } = templateTexts(lease, prompt);
    const { first, wholeIds, countedOfPrompt } = aligned(lease, { prompt: header, conditioned: header, expected });
    const before = [...prefixTokens, ...turns.flatMap((text) => encode(lease, text)), ...wholeIds.slice(0, first)];
    return { before, counted: wholeIds.slice(first), countedOfPrompt, from: 'prompt' };
  }
  const text = rawText(prompt);
  const { first, wholeIds, countedOfPrompt } = aligned(lease, {
    prompt: text,
    conditioned: promptOfContinuation(text),
    expected,
  });
  const before = [...prefixTokens, ...wholeIds.slice(0, first)];
  if (before.length > 0) {
    return { before, counted: wholeIds.slice(first), countedOfPrompt, from: first === 0 ? 'begin-token' : 'prompt' };
  }
  if (wholeIds.length < 2) {
    throw badRequest(
      'NO_BEGIN',
      `The local model ${lease.stored.model.id} has no begin token, so a text of one token alone has no probability. Write a prompt.`,
    );
  }
  return { before: wholeIds.slice(0, 1), counted: wholeIds.slice(1), countedOfPrompt, from: 'second-token' };
}

function aligned(
  lease: Lease<PreparedChat>,
  {
    prompt,
    conditioned,
    expected,
  }: { readonly prompt: string; readonly conditioned: string; readonly expected: string },
) {
  const wholeIds = encode(lease, prompt + expected);
  const { engine, stored } = lease;
  const textBefore = (count: number) => (count === 0 ? '' : engine.text(stored.model.id, wholeIds.slice(0, count)));
  return { wholeIds, ...continuationTokens({ prompt, promptIds: encode(lease, conditioned), wholeIds, textBefore }) };
}
