import type { CompletionCapabilities, Honoured } from './completion-capabilities';
import type { CompletionOptions } from './completion-options';
import type { ModelPrompt } from './model-prompt';
import type { ModelRequest } from './model-request';
import type { SamplingSettings } from './sampling-settings';
import type { ScoreRequest } from './scoring-model';
import type { TokenizerInput } from './tokenizer';
import type { VectorRequest } from './vector-model';

/** Why a completion is not sent as it was asked for: the first reason of the table. Undefined: all of it is honoured. */
export function whyNotCompleted(
  { prompt, settings, completion = {} }: Pick<ModelRequest, 'prompt' | 'settings' | 'completion'>,
  honours: CompletionCapabilities,
): string | undefined {
  return firstReason([
    completion.rawPrompt === true ? whyNotRaw(prompt) : whyNotAPrompt(prompt),
    ...whyNotRead(prompt, honours),
    ...askedOf(settings, neutralSettings).map((name) => honours.settings[name]),
    ...askedOf(completion, neutralOptions).map((name) => honours.options[name]),
    tooManyAlternatives(settings.logprobs, honours),
  ]);
}

export function whyNotScored(
  { prompt }: Pick<ScoreRequest, 'prompt'>,
  honours: CompletionCapabilities,
): string | undefined {
  const images = hasImages(prompt) ? 'Texts are scored after texts alone: take the images out.' : true;
  return firstReason([honours.scoring, hasSystem(prompt) ? honours.system : true, images]);
}

export function whyNotTokenized(
  input: Pick<TokenizerInput, 'kind'> | 'ids',
  { tokenizer }: CompletionCapabilities,
): string | undefined {
  if (tokenizer === 'count')
    return input === 'ids' ? 'This service tells how many tokens a text has, and not which.' : undefined;
  return firstReason([tokenizer]);
}

export function whyNotEmbedded(
  { inputs, taskType, dimensions, pooling }: VectorRequest,
  { vectors }: CompletionCapabilities,
): string | undefined {
  return firstReason([
    vectors.embeds,
    inputs.some(({ type }) => type === 'image') ? vectors.images : true,
    taskType === undefined ? true : takes(vectors.taskTypes, taskType),
    pooling === undefined ? true : takes(vectors.poolings, pooling),
    dimensions === undefined ? true : withinRange(vectors.dimensions, dimensions),
  ]);
}

function whyNotRead(prompt: ModelPrompt, honours: CompletionCapabilities): readonly Honoured[] {
  return [hasSystem(prompt) ? honours.system : true, hasImages(prompt) ? honours.images : true];
}

/** It may be empty: then the model begins by itself. */
function whyNotRaw(prompt: ModelPrompt): Honoured {
  const [turn, ...more] = prompt.turns;
  const isOneText = turn?.role === 'user' && more.length === 0 && turn.parts.length <= 1 && !hasImages(prompt);
  return isOneText && !hasSystem(prompt)
    ? true
    : 'A raw prompt is one text: no system text, no earlier turns, no images.';
}

function whyNotAPrompt({ turns }: ModelPrompt): Honoured {
  const last = turns.at(-1);
  if (last?.role !== 'user') return 'The last turn of a prompt is to be the user’s.';
  const says = last.parts.some((part) => part.type === 'image' || part.text !== '');
  return says ? true : 'The prompt is empty. Without a text, only a raw prompt is sent.';
}

function hasSystem({ system = '' }: ModelPrompt): boolean {
  return system !== '';
}

function hasImages({ turns }: Pick<ModelPrompt, 'turns'>): boolean {
  return turns.some(({ parts }) => parts.some(({ type }) => type === 'image'));
}

/** Values that ask for nothing: a penalty of none, a list of nothing. */
const neutralSettings: { readonly [S in keyof SamplingSettings]?: (value: SamplingSettings[S]) => boolean } = {
  presencePenalty: (value) => value === 0,
  frequencyPenalty: (value) => value === 0,
  stopSequences: (value) => value?.length === 0,
  // Each is a call of its own.
  candidates: () => true,
};

const neutralOptions: { readonly [O in keyof CompletionOptions]?: (value: CompletionOptions[O]) => boolean } = {
  logitBias: (value) => value?.length === 0,
  prefix: (value) => value?.text === '' && (value.ids ?? []).length === 0,
};

function askedOf<T extends object>(
  asked: T,
  neutral: { readonly [N in keyof T]?: (value: T[N]) => boolean },
): readonly (keyof T & string)[] {
  // Object.keys forgets the names of what it is given.
  const names = Object.keys(asked) as (keyof T & string)[];
  return names.filter((name) => asked[name] !== undefined && neutral[name]?.(asked[name]) !== true);
}

function tooManyAlternatives(asked: number | undefined, { mostLogprobs }: CompletionCapabilities): Honoured {
  return asked === undefined || asked <= mostLogprobs
    ? true
    : `This model tells of ${mostLogprobs} tokens at most, not of ${asked}.`;
}

function takes<T>(taken: readonly T[] | string, value: T): Honoured {
  if (typeof taken === 'string') return taken;
  return taken.includes(value) ? true : `This model does not take ${String(value)}.`;
}

function withinRange(range: { readonly min: number; readonly max: number } | string, value: number): Honoured {
  if (typeof range === 'string') return range;
  const { min, max } = range;
  const fits = Number.isInteger(value) && value >= min && value <= max;
  return fits ? true : `This model takes ${min} to ${max} dimensions, not ${value}.`;
}

function firstReason(honoured: readonly Honoured[]): string | undefined {
  return honoured.find((one) => one !== true) as string | undefined; // what is not `true` is a reason
}
