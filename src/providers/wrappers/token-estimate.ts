import { estimateTokens } from '../../core/calls/estimate-tokens';
import { type ModelPrompt, promptText } from '../../core/model/model-prompt';
import type { Usage } from '../../core/model/reply';
import type { PricedRequest } from './policed-model';

/** What the Gemini documentation ("Understand and count tokens") gives for a small image. */
const tokensPerImage = 258;
/** What a call without a limit is taken to answer: a long paragraph and some thought. */
const expectedOutputTokens = 1024;

function estimateInputTokens(prompt: ModelPrompt): number {
  const images = prompt.turns.flatMap((turn) => turn.parts).filter((part) => part.type === 'image').length;
  return estimateTokens(promptText(prompt)) + images * tokensPerImage;
}

/** What a call may cost, said before it is made. */
export function estimateCallTokens(request: PricedRequest): number {
  return estimateInputTokens(request.prompt) + (request.settings.maxOutputTokens ?? expectedOutputTokens);
}

/** What a call cost that ended before the service said so. */
export function estimateUsage(request: PricedRequest, text: string): Usage {
  return {
    inputTokens: estimateInputTokens(request.prompt),
    outputTokens: estimateTokens(text),
    thoughtTokens: 0,
    estimated: true,
  };
}
