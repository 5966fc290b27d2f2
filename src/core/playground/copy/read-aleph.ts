import { err, ok, type Result } from '../../result';
import type { CompleteSetup } from '../playground-work';

/** A request of `aleph-alpha-client`, as the set-up that it asks for. */
export interface ReadAleph {
  readonly parts: readonly AlephPart[];
  readonly complete: CompleteSetup;
  /** Of an evaluation; null: it completes. */
  readonly expected: string | null;
  /** What could not be taken over, in words. */
  readonly notes: readonly string[];
}

export type AlephPart =
  | { readonly type: 'text'; readonly text: string }
  | {
      readonly type: 'image';
      /** Base64, of a format that its content tells. */
      readonly data: string;
      readonly crop: { readonly x: number; readonly y: number; readonly size: number } | null;
    };

type Fields = Readonly<Record<string, unknown>>;

/** What says nothing here: where it is computed, how it is answered. */
const unneeded = [
  'prompt',
  'hosting',
  'tokens',
  'disable_optimizations',
  'completion_expected',
  'raw_completion',
  'nice',
];

/** The error says which field was expected to be what. Lasting defaults of that service (0 for no top K) ask for nothing here. */
export function readAleph(text: string, newId: () => string): Result<ReadAleph, string> {
  const fields = fieldsIn(text);
  if (fields === null) return err('Expected the JSON of a request, which is an object with a “prompt”.');
  const parts = partsIn(fields.prompt);
  if (!parts.ok) return parts;
  const complete = readComplete(fields, { newId, isText: parts.value.every(({ type }) => type === 'text') });
  if (!complete.ok) return complete;
  const { completion_expected: expected, model } = fields;
  if (expected !== undefined && typeof expected !== 'string')
    return err(wrong('completion_expected', 'a text', expected));
  const notes = [
    ...(typeof model === 'string' ? [`It was made for “${model}”. The model that is chosen here stays.`] : []),
    ...complete.value.notes,
    ...Object.keys(fields).flatMap((name) =>
      known.has(name) || isUnset(fields[name]) ? [] : [`“${name}” was left out: there is no such setting here.`],
    ),
  ];
  return ok({ parts: parts.value, complete: complete.value.setup, expected: expected ?? null, notes });
}

function partsIn(prompt: unknown): Result<readonly AlephPart[], string> {
  if (typeof prompt === 'string') return ok([{ type: 'text', text: prompt }]);
  if (!Array.isArray(prompt)) return err(wrong('prompt', 'a text or a list of parts', prompt));
  if (prompt.length === 0)
    return err('“prompt”: an empty list of parts is no prompt. Expected at least one text or image.');
  const parts: AlephPart[] = [];
  for (const [index, item] of prompt.entries()) {
    const part = partIn(item, `prompt[${index}]`);
    if (!part.ok) return part;
    parts.push(part.value);
  }
  return ok(parts);
}

function partIn(item: unknown, path: string): Result<AlephPart, string> {
  if (!isFields(item)) return err(wrong(path, 'a part with a “type”', item));
  const { type, data } = item;
  if (type === 'token_ids')
    return err(`“${path}”: ids of tokens are of another model's vocabulary. Send the text instead.`);
  if (type !== 'text' && type !== 'image') return err(wrong(`${path}.type`, '“text” or “image”', type));
  if (typeof data !== 'string') return err(wrong(`${path}.data`, 'a text', data));
  if (type === 'text') return ok({ type, text: data });
  const crop = [item.x, item.y, item.size];
  if (crop.every(isUnset)) return ok({ type, data, crop: null });
  const [x, y, size] = crop;
  if (!isWhole(x, 0) || !isWhole(y, 0) || !isWhole(size, 1))
    return err(`“${path}”: expected whole numbers of pixels for x, y and size of the square.`);
  return ok({ type, data, crop: { x, y, size } });
}

interface Setting {
  readonly min: number;
  readonly max: number;
  readonly whole?: true;
  /** This value asks for nothing. */
  readonly off?: 0;
}

const numbers = {
  maximum_tokens: { min: 1, max: 1_000_000, whole: true },
  minimum_tokens: { min: 0, max: 1_000_000, whole: true, off: 0 },
  temperature: { min: 0, max: 2 },
  top_k: { min: 0, max: 1000, whole: true, off: 0 },
  top_p: { min: 0, max: 1, off: 0 },
  presence_penalty: { min: -2, max: 2, off: 0 },
  frequency_penalty: { min: -2, max: 2, off: 0 },
  n: { min: 1, max: 8, whole: true },
  best_of: { min: 1, max: 1000, whole: true },
  log_probs: { min: 0, max: 20, whole: true },
} as const satisfies Readonly<Record<string, Setting>>;
const marks = ['repetition_penalties_include_prompt', 'use_multiplicative_presence_penalty', 'echo'] as const;
const known = new Set([...Object.keys(numbers), ...marks, ...unneeded, 'model', 'logit_bias', 'stop_sequences']);

function readComplete(
  fields: Fields,
  { newId, isText }: { readonly newId: () => string; readonly isText: boolean },
): Result<{ readonly setup: CompleteSetup; readonly notes: readonly string[] }, string> {
  const values: Partial<Record<keyof typeof numbers, number>> = {};
  for (const [name, range] of Object.entries(numbers) as [keyof typeof numbers, Setting][]) {
    // of this table
    const value = numberIn(fields[name], name, range);
    if (!value.ok) return value;
    if (value.value !== null) values[name] = value.value;
  }
  for (const name of marks)
    if (!isUnset(fields[name]) && typeof fields[name] !== 'boolean')
      return err(wrong(name, 'true or false', fields[name]));
  const { n = 1, best_of: best } = values;
  if (best !== undefined && best > 1 && best <= n)
    return err(`“best_of”: expected more than “n”, which is ${n}, got ${best}.`);
  const bias = biasIn(fields.logit_bias, newId);
  if (!bias.ok) return bias;
  const stops = isUnset(fields.stop_sequences) ? [] : fields.stop_sequences;
  if (!Array.isArray(stops) || !stops.every((stop) => typeof stop === 'string' && stop !== ''))
    return err(wrong('stop_sequences', 'a list of texts, none empty', stops));
  const given = <Name extends string, Value>(name: Name, value: Value | undefined) =>
    (value === undefined ? {} : { [name]: value }) as { readonly [Key in Name]?: Value }; // of this name alone
  const setup: CompleteSetup = {
    sampling: {
      ...given('maxOutputTokens', values.maximum_tokens),
      ...given('temperature', values.temperature),
      ...given('topK', values.top_k),
      ...given('topP', values.top_p),
      ...given('presencePenalty', values.presence_penalty),
      ...given('frequencyPenalty', values.frequency_penalty),
      ...given('logprobs', values.log_probs),
      ...(stops.length > 0 && { stopSequences: stops.slice(0, mostStops) }),
    },
    options: {
      ...(isText && { rawPrompt: true }),
      ...(fields.use_multiplicative_presence_penalty === true && { multiplicativePresencePenalty: true }),
      ...(fields.repetition_penalties_include_prompt === true && { penaltiesCoverPrompt: true }),
      ...(fields.echo === true && { echo: true }),
      ...given('minTokens', values.minimum_tokens),
    },
    bias: bias.value,
    completions: n,
    bestOf: best !== undefined && best > n ? best : null,
    compare: null,
  };
  const notes = stops.length > mostStops ? [`Of ${stops.length} stop sequences the first ${mostStops} are kept.`] : [];
  return ok({ setup, notes });
}

const mostStops = 5;

/** Null: nothing is asked for. `true` is no number. */
function numberIn(value: unknown, name: string, { min, max, whole, off }: Setting): Result<number | null, string> {
  if (isUnset(value) || value === off) return ok(null);
  const range = `${whole ? 'a whole number' : 'a number'} from ${min} to ${max}`;
  const isFit = typeof value === 'number' && value >= min && value <= max && (!whole || Number.isInteger(value));
  return isFit ? ok(value) : err(wrong(name, range, value));
}

/** By id of the token. Whole numbers are numbers, too: the ancestor took fractions alone. */
function biasIn(value: unknown, newId: () => string): Result<CompleteSetup['bias'], string> {
  if (isUnset(value)) return ok([]);
  if (!isFields(value)) return err(wrong('logit_bias', 'an object of numbers by ids of tokens', value));
  const rows: CompleteSetup['bias'][number][] = [];
  for (const [id, bias] of Object.entries(value)) {
    if (!/^\d{1,9}$/.test(id)) return err(`“logit_bias”: expected ids of tokens, got “${id}”.`);
    if (typeof bias !== 'number' || !(bias >= -100 && bias <= 100))
      return err(wrong(`logit_bias.${id}`, 'a number from -100 to 100', bias));
    rows.push({ id: newId(), token: { kind: 'id', id: Number(id) }, bias });
  }
  return ok(rows);
}

function fieldsIn(text: string): Fields | null {
  try {
    const data: unknown = JSON.parse(text);
    return isFields(data) ? data : null;
  } catch {
    return null;
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isUnset(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}

function isWhole(value: unknown, min: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= min;
}

function wrong(name: string, expected: string, came: unknown): string {
  const shown = JSON.stringify(came)?.slice(0, 40) ?? 'nothing';
  return `“${name}”: expected ${expected}, got ${shown}.`;
}
