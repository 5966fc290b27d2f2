import { estimateTokens } from '../../core/calls/estimate-tokens';
import { type ModelPrompt, promptText } from '../../core/model/model-prompt';
import type { Citation, Finish, Reply, TokenLogprob, Usage } from '../../core/model/reply';
import type { GeminiCandidate, GeminiChunk, GeminiSource } from './chunk';
import { answerBlocked, emptyAnswer, promptBlocked, streamCut, tokenLimit } from './outcome-errors';

/** What has come of an answer so far. */
export interface Answer {
  readonly text: string;
  /** Something was written that is no text: thoughts, most often. */
  readonly thought: boolean;
  readonly finishReason?: string;
  readonly finishMessage?: string;
  readonly blockReason?: string;
  readonly blockMessage?: string;
  /** There was a candidate, also an empty one. */
  readonly answered: boolean;
  readonly usage?: Usage;
  readonly modelVersion?: string;
  readonly tokens: readonly TokenLogprob[];
  readonly citations: readonly Citation[];
}

export const noAnswer: Answer = { text: '', thought: false, answered: false, tokens: [], citations: [] };

/**
 * How the transfer ended. `whole`: the answer came in one piece, or the service said that it was done, so nothing is missing.
 * `open`: the last event named no end, so something may be. `cut`: the transfer broke.
 */
export type TransferEnd = 'whole' | 'open' | 'cut';

/** What a chunk adds to the text. Thoughts are not part of the answer. */
export function chunkText(chunk: GeminiChunk): string {
  return partsOf(chunk)
    .map((part) => (part?.thought === true ? '' : (part?.text ?? '')))
    .join('');
}

export function addChunk(answer: Answer, chunk: GeminiChunk): Answer {
  const candidate = chunk.candidates?.[0];
  const { promptFeedback: feedback, usageMetadata: counts } = chunk;
  return {
    ...answer,
    text: answer.text + chunkText(chunk),
    thought: answer.thought || partsOf(chunk).some((part) => part?.thought === true),
    answered: answer.answered || Boolean(candidate),
    tokens: [...answer.tokens, ...tokensOf(candidate)],
    citations: withSources(answer.citations, candidate),
    ...(candidate?.finishReason ? { finishReason: candidate.finishReason } : {}),
    ...(candidate?.finishMessage ? { finishMessage: candidate.finishMessage } : {}),
    ...(feedback?.blockReason ? { blockReason: feedback.blockReason } : {}),
    ...(feedback?.blockReasonMessage ? { blockMessage: feedback.blockReasonMessage } : {}),
    ...(chunk.modelVersion ? { modelVersion: chunk.modelVersion } : {}),
    ...(counts ? usageAfter(answer.usage, counts) : {}),
  };
}

/** The answer of a transfer that has ended. Throws a ModelError when there is none that can be read. */
export function toReply(
  answer: Answer,
  { prompt, end }: { readonly prompt: ModelPrompt; readonly end: TransferEnd },
): Reply {
  const { text } = answer;
  if (answer.blockReason !== undefined || answer.blockMessage !== undefined) throw promptBlocked(answer);
  const finishReason = reasonOf(answer, end);
  if (blockingReasons.has(finishReason)) throw answerBlocked(answer, finishReason);
  if (text.trim() === '') {
    throw finishReason === 'MAX_TOKENS' ? tokenLimit(answer) : emptyAnswer(answer, finishReason);
  }
  return {
    text,
    finish: finishOf(finishReason),
    usage: completeUsage(answer, prompt),
    ...(answer.modelVersion === undefined ? {} : { modelVersion: answer.modelVersion }),
    ...(answer.tokens.length === 0 ? {} : { tokens: answer.tokens }),
    ...(answer.citations.length === 0 ? {} : { citations: answer.citations }),
  };
}

/** The service's own word for no reason. */
const unspecified = 'FINISH_REASON_UNSPECIFIED';

function reasonOf(answer: Answer, end: TransferEnd): string {
  if (answer.finishReason !== undefined) return answer.finishReason;
  if (end === 'whole') return answer.answered ? unspecified : 'NO_CANDIDATE';
  // The service names a reason at the end of a stream, so where there is none, it is not the end; but nothing breaks off before it begins.
  const began = answer.text !== '' || answer.thought || end === 'cut';
  if (began) throw streamCut(answer);
  return answer.answered ? unspecified : 'NO_CANDIDATE';
}

/** Finish reasons that withhold an answer (ai.google.dev/api/generate-content, FinishReason; Vertex adds MODEL_ARMOR and JAILBREAK). */
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
  'JAILBREAK',
]);

function finishOf(code: string): Finish {
  if (code === 'STOP') return { kind: 'stop', code };
  // A single request writes no more than so much; what would follow is asked for with a token that we do not use.
  return { kind: code === 'MAX_TOKENS' || code === 'CONTINUATION' ? 'length' : 'other', code };
}

function partsOf(chunk: GeminiChunk) {
  return chunk.candidates?.[0]?.content?.parts ?? [];
}

function tokensOf(candidate: GeminiCandidate | null | undefined): readonly TokenLogprob[] {
  const { chosenCandidates: chosen, topCandidates: top } = candidate?.logprobsResult ?? {};
  return (chosen ?? []).map((token, at) => ({
    ...toLogprob(token),
    alternatives: (top?.[at]?.candidates ?? []).map(toLogprob).toSorted((one, other) => other.logprob - one.logprob),
  }));
}

/** Zero, like every default, is left out on the wire. */
function toLogprob(
  given: { readonly token?: string | null | undefined; readonly logProbability?: number | null | undefined } | null,
) {
  return { token: given?.token ?? '', logprob: given?.logProbability ?? 0 };
}

function withSources(known: readonly Citation[], candidate: GeminiCandidate | null | undefined): readonly Citation[] {
  const { citationMetadata, groundingMetadata } = candidate ?? {};
  const sources = [
    ...(citationMetadata?.citationSources ?? []),
    ...(citationMetadata?.citations ?? []),
    ...(groundingMetadata?.groundingChunks ?? []).map((chunk) => chunk?.web),
  ];
  if (sources.length === 0) return known;
  const all = [...known, ...sources.flatMap(toCitation)];
  return [...new Map(all.map((citation) => [JSON.stringify(citation), citation])).values()].slice(0, mostCitations);
}

/** More than anybody reads, and little enough to be kept with each candidate. */
const mostCitations = 100;
const longestField = 2000;

function toCitation(source: GeminiSource | null | undefined): readonly Citation[] {
  const { uri, title, license } = source ?? {};
  const citation = {
    ...(uri ? { uri: uri.slice(0, longestField) } : {}),
    ...(title ? { title: title.slice(0, longestField) } : {}),
    ...(license ? { license: license.slice(0, longestField) } : {}),
  };
  return Object.keys(citation).length === 0 ? [] : [citation];
}

type Counts = NonNullable<GeminiChunk['usageMetadata']>;

/** Counts are totals so far, so the last ones stand. */
function usageAfter(before: Usage | undefined, counts: Counts): { readonly usage?: Usage } {
  const { promptTokenCount: input, candidatesTokenCount: output, thoughtsTokenCount: thoughts } = counts;
  if (!isCount(input) && !isCount(output) && !isCount(thoughts)) return {};
  return {
    usage: {
      inputTokens: input ?? before?.inputTokens ?? 0,
      outputTokens: output ?? before?.outputTokens ?? 0,
      thoughtTokens: thoughts ?? before?.thoughtTokens ?? 0,
      estimated: false,
    },
  };
}

function isCount(value: number | null | undefined): boolean {
  return typeof value === 'number';
}

/** A count that is missing is estimated: an answer is never free. */
function completeUsage({ usage, text }: Answer, prompt: ModelPrompt): Usage {
  const estimate = { inputTokens: estimateTokens(promptText(prompt)), outputTokens: estimateTokens(text) };
  if (usage === undefined) return { ...estimate, thoughtTokens: 0, estimated: true };
  const counted = usage.inputTokens > 0 && usage.outputTokens > 0;
  if (counted) return usage;
  return {
    ...usage,
    inputTokens: usage.inputTokens || estimate.inputTokens,
    outputTokens: usage.outputTokens || estimate.outputTokens,
    estimated: true,
  };
}
