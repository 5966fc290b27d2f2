// @ts-check
import { apiError } from './error-bodies.mjs';

/**
 * Both servers of ours have one brain and one choice of faults, which speak of Gemini's plans.
 *
 * @typedef {import('../gemini/plans.mjs').Plan} GeminiPlan
 * @typedef {import('../gemini/plans.mjs').Candidate} Candidate
 */

/** @param {GeminiPlan} plan @returns {import('./plans.mjs').Plan} */
export function fromGemini(plan) {
  switch (plan.kind) {
    case 'raw':
    case 'redirect':
      return plan;
    case 'status': {
      const { error } = /** @type {{ error: { message: string } }} */ (plan.body);
      return apiError(plan.status, error.message);
    }
    case 'stream': {
      const { chunks, delayMs, afterwards } = plan;
      const candidates = chunks.flatMap((chunk) => chunk.candidates ?? []);
      const blocked = chunks.some(({ promptFeedback }) => promptFeedback?.blockReason !== undefined);
      const reason = blocked ? 'SAFETY' : candidates.at(-1)?.finishReason;
      return {
        kind: 'stream',
        pieces: candidates.flatMap(pieceOf),
        ...(reason === undefined
          ? { saysDone: false }
          : { finishReason: finishReasons.get(reason) ?? 'content_filter' }),
        ...(delayMs === undefined ? {} : { delayMs }),
        ...(afterwards === undefined ? {} : { afterwards }),
      };
    }
  }
}

/** @type {ReadonlyMap<string, string>} */
const finishReasons = new Map([
  ['STOP', 'stop'],
  ['MAX_TOKENS', 'length'],
]);

/** @param {Candidate} candidate @returns {readonly import('./plans.mjs').Piece[]} */
function pieceOf({ content, logprobsResult }) {
  const text = (content?.parts ?? []).map((part) => part.text ?? '').join('');
  if (text === '') return [];
  const logprobs = logprobsOf(/** @type {GeminiLogprobs | undefined} */ (logprobsResult));
  return [logprobs === undefined ? { content: text } : { content: text, logprobs }];
}

/**
 * @typedef {{ token: string, logProbability: number }} GeminiLogprob
 * @typedef {{ chosenCandidates: readonly GeminiLogprob[], topCandidates: readonly { candidates: readonly GeminiLogprob[] }[] }} GeminiLogprobs
 * @param {GeminiLogprobs | undefined} result
 */
function logprobsOf(result) {
  return result?.chosenCandidates.map((chosen, at) => ({
    ...logprobOf(chosen),
    top_logprobs: (result.topCandidates[at]?.candidates ?? []).map(logprobOf),
  }));
}

/** @param {GeminiLogprob} given */
function logprobOf({ token, logProbability }) {
  return { token, logprob: logProbability };
}
