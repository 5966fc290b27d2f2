import { type ModelPrompt, promptText } from '../../core/model/model-prompt';
import type { Finish, Reply, TokenLogprob, Usage } from '../../core/model/reply';
import { estimateTokens } from '../../core/prompt/estimate-tokens';
import type { GeminiCandidate, GeminiChunk } from './chunk';
import { answerBlocked, emptyAnswer, promptBlocked, streamCut, tokenLimit } from './outcome-errors';

/** What has come of an answer so far. */
export interface Answer {
  readonly text: string;
  readonly finishReason?: string;
  readonly finishMessage?: string;
  readonly blockReason?: string;
  readonly blockMessage?: string;
  readonly usage?: Usage;
  readonly modelVersion?: string;
  readonly tokens: readonly TokenLogprob[];
}

export const noAnswer: Answer = { text: '', tokens: [] };

/** What a chunk adds to the text. Thoughts are not part of the answer. */
export function chunkText(chunk: GeminiChunk): string {
  const parts = chunk.candidates?.[0]?.content?.parts ?? [];
  return parts.map((part) => (part.thought === true ? '' : (part.text ?? ''))).join('');
}

export function addChunk(answer: Answer, chunk: GeminiChunk): Answer {
  const candidate = chunk.candidates?.[0];
  const { promptFeedback: feedback, usageMetadata: counts } = chunk;
  return {
    ...answer,
    text: answer.text + chunkText(chunk),
    tokens: [...answer.tokens, ...tokensOf(candidate)],
    ...(candidate?.finishReason === undefined ? {} : { finishReason: candidate.finishReason }),
    ...(candidate?.finishMessage === undefined ? {} : { finishMessage: candidate.finishMessage }),
    ...(feedback?.blockReason === undefined ? {} : { blockReason: feedback.blockReason }),
    ...(feedback?.blockReasonMessage === undefined ? {} : { blockMessage: feedback.blockReasonMessage }),
    ...(chunk.modelVersion === undefined ? {} : { modelVersion: chunk.modelVersion }),
    // Counts are totals so far, so the last ones stand.
    ...(counts === undefined
      ? {}
      : {
          usage: {
            inputTokens: counts.promptTokenCount ?? 0,
            outputTokens: counts.candidatesTokenCount ?? 0,
            thoughtTokens: counts.thoughtsTokenCount ?? 0,
            estimated: false,
          },
        }),
  };
}

/** The answer of a stream that has ended. Throws a ModelError when there is none that can be read. */
export function toReply(answer: Answer, prompt: ModelPrompt): Reply {
  const { text, finishReason } = answer;
  if (answer.blockReason !== undefined) throw promptBlocked(answer, answer.blockReason);
  // The service always names a reason at the end.
  if (finishReason === undefined) throw streamCut(answer);
  if (blockingReasons.has(finishReason)) throw answerBlocked(answer, finishReason);
  if (text.trim() === '') {
    throw finishReason === 'MAX_TOKENS' ? tokenLimit(answer) : emptyAnswer(answer, finishReason);
  }
  return {
    text,
    finish: finishOf(finishReason),
    usage: answer.usage ?? estimateUsage(prompt, text),
    ...(answer.modelVersion === undefined ? {} : { modelVersion: answer.modelVersion }),
    ...(answer.tokens.length === 0 ? {} : { tokens: answer.tokens }),
  };
}

/** Finish reasons that withhold an answer (ai.google.dev/api/generate-content, FinishReason; Vertex adds MODEL_ARMOR). */
const blockingReasons: ReadonlySet<string> = new Set([
  'SAFETY',
  'RECITATION',
  'LANGUAGE',
  'BLOCKLIST',
  'PROHIBITED_CONTENT',
  'SPII',
  'IMAGE_SAFETY',
  'IMAGE_PROHIBITED_CONTENT',
  'IMAGE_RECITATION',
  'MODEL_ARMOR',
]);

function finishOf(code: string): Finish {
  if (code === 'STOP') return { kind: 'stop', code };
  return { kind: code === 'MAX_TOKENS' ? 'length' : 'other', code };
}

function tokensOf(candidate: GeminiCandidate | undefined): readonly TokenLogprob[] {
  const { chosenCandidates: chosen = [], topCandidates: top = [] } = candidate?.logprobsResult ?? {};
  return chosen.map((token, at) => ({
    ...toLogprob(token),
    alternatives: (top[at]?.candidates ?? []).map(toLogprob).toSorted((one, other) => other.logprob - one.logprob),
  }));
}

/** Zero, like every default, is left out on the wire. */
function toLogprob({
  token = '',
  logProbability = 0,
}: {
  token?: string | undefined;
  logProbability?: number | undefined;
}) {
  return { token, logprob: logProbability };
}

function estimateUsage(prompt: ModelPrompt, text: string): Usage {
  return {
    inputTokens: estimateTokens(promptText(prompt)),
    outputTokens: estimateTokens(text),
    thoughtTokens: 0,
    estimated: true,
  };
}
