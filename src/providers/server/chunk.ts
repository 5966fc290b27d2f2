import type { Citation, TokenLogprob } from '../../core/model/reply';
import { areIds, tokensIn } from './chunk-tokens';
import { sourcesIn } from './citations';
import { type Content, isRecord, readContent, thoughtsBeside } from './content-parts';

/**
 * What one event of a streamed answer, or a whole one (`message` in place of `delta`), adds to it. Only that is read: whatever else is in
 * an event may have any shape, be missing or be null. Finish reasons stay as they are, because the lists grow.
 */
export interface ChatChunk extends Content, BesideText {
  /** It says all that the answer says, and not what is added to it. */
  readonly isWhole: boolean;
}

/** What a server says of an answer beside its text. */
export interface BesideText {
  readonly finishReason?: string;
  readonly counts: Counts;
  readonly modelVersion?: string;
  readonly tokens: readonly TokenLogprob[];
  readonly citations: readonly Citation[];
  /** Of the tokens that were written, where they are told. */
  readonly ids: readonly number[];
}

/** Tokens as the server counts them; what is missing or cannot be a count is left out. */
export interface Counts {
  readonly prompt?: number;
  /** With thoughts. */
  readonly completion?: number;
  readonly reasoning?: number;
}

/** `undefined` when nothing in it is of an answer. */
export function readChunk(came: unknown): ChatChunk | undefined {
  if (!isRecord(came)) return undefined;
  const event = asOpenAi(came);
  const choice = Array.isArray(event.choices) ? event.choices.find(isRecord) : undefined;
  if (choice === undefined && !isAbout(event)) return undefined;
  const delta = isRecord(choice?.delta) ? choice.delta : undefined;
  const whole = delta === undefined && isRecord(choice?.message) ? choice.message : undefined;
  const content = contentOf({ message: delta ?? whole ?? {}, fallback: choice?.text });
  const finishReason = reasonIn(choice?.finish_reason);
  const modelVersion = wordIn(event.model);
  const ids = areIds(choice?.token_ids) ? choice.token_ids : [];
  return {
    ...content,
    isWhole: whole !== undefined,
    counts: countsIn(isRecord(event.usage) ? event.usage : choice?.usage),
    // Of a whole answer the tokens are those of the text; of a piece of thoughts they are not.
    tokens: content.thoughts === '' || whole !== undefined ? tokensIn(choice?.logprobs, ids) : [],
    ids,
    citations: sourcesIn([event, choice, delta ?? whole]),
    ...(finishReason === undefined ? {} : { finishReason }),
    ...(modelVersion === undefined ? {} : { modelVersion }),
  };
}

/** An event without a choice: Azure's first one, which is about the prompt, and the last one, with the counts. */
function isAbout(event: Readonly<Record<string, unknown>>): boolean {
  const isEmpty = Array.isArray(event.choices) && event.choices.length === 0;
  return isEmpty || isRecord(event.usage) || /^chat\.completion/.test(wordIn(event.object) ?? '');
}

function contentOf({
  message,
  fallback,
}: {
  readonly message: Readonly<Record<string, unknown>>;
  /** Where answers that are no messages have their text. */
  readonly fallback: unknown;
}): Content {
  const content = readContent(message.content ?? fallback);
  return {
    text: content.text,
    thoughts: thoughtsBeside(message) || content.thoughts,
    refusal: content.refusal + (wordIn(message.refusal) ?? ''),
  };
}

/** Some say "null", or nothing, where there is none yet. */
function reasonIn(value: unknown): string | undefined {
  const word = wordIn(value);
  return word === undefined || /^(?:null|none|unspecified)$/i.test(word) ? undefined : word;
}

function countsIn(usage: unknown): Counts {
  if (!isRecord(usage)) return {};
  const details = usage.completion_tokens_details ?? usage.output_tokens_details;
  const prompt = countIn(usage.prompt_tokens ?? usage.input_tokens);
  const completion = countIn(usage.completion_tokens ?? usage.output_tokens);
  const reasoning = countIn(isRecord(details) ? details.reasoning_tokens : usage.reasoning_tokens);
  return {
    ...(prompt === undefined ? {} : { prompt }),
    ...(completion === undefined ? {} : { completion }),
    ...(reasoning === undefined ? {} : { reasoning }),
  };
}

function countIn(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? Math.round(value) : undefined;
}

function wordIn(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

type JsonRecord = Readonly<Record<string, unknown>>;

/** An event of llama.cpp's own `/completion` in the names of OpenAI; any other event as it is. */
function asOpenAi(event: JsonRecord): JsonRecord {
  if ('choices' in event || typeof event.content !== 'string' || typeof event.stop !== 'boolean') return event;
  const { content, tokens, stop, stop_type: why, completion_probabilities: told, model } = event;
  const choice = {
    text: content,
    token_ids: tokens,
    finish_reason: stop ? (typeof why === 'string' ? why : 'stop') : null,
    logprobs: Array.isArray(told) ? { content: told } : null,
  };
  const usage = { prompt_tokens: event.tokens_evaluated, completion_tokens: event.tokens_predicted };
  return { choices: [choice], model, ...(stop && isRecord(usage) ? { usage } : {}) };
}
