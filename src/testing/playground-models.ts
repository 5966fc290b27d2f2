import type { ModelRef } from '../core/model/model-ref';
import { noUsage, type Usage } from '../core/model/reply';
import type { ScoredText, ScoreRequest, ScoringModel } from '../core/model/scoring-model';

/** A text of so many tokens, each as probable as any other of two. */
export function aScoredText({
  tokens = 2,
  usage = noUsage,
}: {
  readonly tokens?: number;
  readonly usage?: Usage;
} = {}): ScoredText {
  const token = {
    token: ' a',
    id: 1,
    logprob: Math.log(0.5),
    rank: 1,
    likeliest: [{ token: ' a', id: 1, logprob: Math.log(0.5) }],
  };
  return { tokens: Array.from({ length: tokens }, () => token), countedOfPrompt: '', from: 'prompt', usage };
}

export interface ScriptedScoring extends ScoringModel {
  /** Every request so far, in order. */
  readonly requests: readonly ScoreRequest[];
}

/** A model that scores by script. */
export function scriptedScoring(
  ref: ModelRef,
  score: (request: ScoreRequest, signal: AbortSignal) => ScoredText | Promise<ScoredText> = () => aScoredText(),
): ScriptedScoring {
  const requests: ScoreRequest[] = [];
  return {
    ref,
    requests,
    async score(request, signal) {
      signal.throwIfAborted();
      requests.push(request);
      return score(request, signal);
    },
  };
}
