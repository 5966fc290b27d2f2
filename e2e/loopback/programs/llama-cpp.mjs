// @ts-check
import { apiError } from '../openai/error-bodies.mjs';
import { generate, plainSampling } from './sampler.mjs';
import { ok, serveProgram, unknownField } from './serve-program.mjs';
import { begin, bytesOf, encode, endsPartial, likeliest, textOf, vectorOf, vocabularySize } from './token-model.mjs';
import { pieces } from './vllm.mjs';

/**
 * A server in the shape of llama.cpp's. Fields: `tools/server/README.md` there.
 *
 * @typedef {import('./serve-program.mjs').Body} Body
 * @typedef {import('./serve-program.mjs').Plan} Plan
 * @typedef {import('./sampler.mjs').Step} Step
 */

export const llamaModel = 'tiny-instruct.gguf';
const contextTokens = 512;
const dimensions = 8;
const batchTokens = 64;

const sampling = [
  ...[
    'model',
    'stream',
    'stream_options',
    'temperature',
    'top_k',
    'top_p',
    'min_p',
    'seed',
    'stop',
    'samplers',
    'logit_bias',
  ],
  ...['presence_penalty', 'frequency_penalty', 'repeat_penalty', 'repeat_last_n', 'cache_prompt'],
];
const completionFields = [...sampling, 'prompt', 'n_predict', 'n_probs', 'return_tokens', 'ignore_eos'];
const chatFields = [...sampling, 'messages', 'max_tokens', 'logprobs', 'top_logprobs', 'reasoning_effort'];

/**
 * @typedef {object} LlamaOptions
 * @property {string} [key]
 * @property {boolean} [poolsNothing] Started with `--pooling none`.
 * @property {boolean} [ignoresBias] What is forced by a bias does not come back.
 *
 * @param {import('../loopback-server.mjs').Options & LlamaOptions} [options]
 */
export function startLlamaCpp({ poolsNothing = false, ignoresBias = false, ...options } = {}) {
  return serveProgram(
    {
      'GET /props': () =>
        ok({
          default_generation_settings: { n_ctx: contextTokens },
          total_slots: 1,
          model_path: llamaModel,
          build_info: 'b7000-0',
        }),
      'GET /v1/models': () =>
        ok({
          object: 'list',
          data: [{ id: llamaModel, object: 'model', owned_by: 'llamacpp', meta: { n_ctx_train: contextTokens } }],
        }),
      'POST /tokenize': tokenize,
      'POST /detokenize': ({ tokens }) =>
        tokens.every(isToken) ? ok({ content: textOf(tokens) }) : apiError(400, 'Invalid token', { code: 400 }),
      'POST /apply-template': ({ messages }) => ok({ prompt: templated(messages) }),
      'POST /completion': (body) => completion(body, ignoresBias),
      'POST /v1/chat/completions': chat,
      'POST /embeddings': (body) => embeddings(body, poolsNothing),
    },
    options,
  );
}

/** @param {Body} body @returns {Plan} */
function tokenize({ content, add_special: adds = false, with_pieces: withPieces = false }) {
  const ids = adds ? [begin, ...encode(content)] : encode(content);
  return ok({ tokens: withPieces ? ids.map((id) => ({ id, piece: pieceOf(id) })) : ids });
}

/** @param {number} id */
function pieceOf(id) {
  const text = textOf([id]);
  return text.includes('\uFFFD') ? [...bytesOf(id)] : text;
}

/** @param {readonly { role: string, content: string }[]} messages */
function templated(messages) {
  const turns = messages.map(({ role, content }) => `<|${role === 'assistant' ? 'model' : role}|>${content}\n`);
  return `${turns.join('')}<|model|>`;
}

/** @param {Body} body @param {boolean} ignoresBias @returns {Plan} */
function completion(body, ignoresBias) {
  const refused = unknownField(body, completionFields);
  if (refused !== undefined) return refused;
  const ids = promptIds(body.prompt);
  if (ids.length >= contextTokens) return tooLong(ids.length);
  const most = Math.min(body.n_predict ?? contextTokens, contextTokens - ids.length);
  const asked = samplingOf(body);
  const { steps, text, finish } = generate(ids, { ...asked, most, bias: ignoresBias ? new Map() : asked.bias });
  const type = finish === 'end' ? 'eos' : finish === 'stop' ? 'word' : 'limit';
  const last = {
    index: 0,
    content: '',
    tokens: [],
    stop: true,
    stop_type: type,
    model: llamaModel,
    tokens_predicted: steps.length,
    tokens_evaluated: ids.length,
    truncated: false,
  };
  const count = body.n_probs ?? 0;
  const told = steps.map((step, at) => ({ step, probs: count > 0 && isTold(steps, at) ? [probsOf(step, count)] : [] }));
  if (body.stream !== true) {
    const probabilities = count === 0 ? {} : { completion_probabilities: told.flatMap(({ probs }) => probs) };
    const tokens = body.return_tokens === true ? steps.map(({ id }) => id) : [];
    return ok({ ...last, content: text, tokens, ...probabilities });
  }
  const events = pieces(steps, text).map(({ step, piece }, at) => ({
    index: 0,
    content: piece,
    tokens: [step.id],
    stop: false,
    ...(count === 0 ? {} : { completion_probabilities: told[at]?.probs ?? [] }),
  }));
  return { kind: 'events', events: [...events, last], saysDone: false };
}

/** A text in front gets a begin token; ids are as they are. @param {string | readonly (string | number)[]} prompt @returns {readonly number[]} */
function promptIds(prompt) {
  const parts = typeof prompt === 'string' ? [prompt] : prompt;
  const ids = parts.flatMap((part) => (typeof part === 'string' ? encode(part) : [part]));
  return typeof parts[0] === 'string' ? [begin, ...ids] : ids;
}

/** A token that ends in the middle of a character is kept back, and its probability is lost. @param {readonly Step[]} steps @param {number} at */
function isTold(steps, at) {
  return !endsPartial(steps.slice(0, at + 1).map(({ id }) => id));
}

/** As it was before any bias. @param {Step} step @param {number} count */
function probsOf({ id, logprobs }, count) {
  const one = (/** @type {number} */ each) => ({
    id: each,
    token: textOf([each]),
    bytes: [...bytesOf(each)],
    logprob: Math.max(logprobs[each] ?? 0, -3.4028234663852886e38),
  });
  return { ...one(id), top_logprobs: likeliest(logprobs, count).map(one) };
}

/** @param {Body} body @returns {Plan} */
function chat(body) {
  const refused = unknownField(body, chatFields);
  if (refused !== undefined) return refused;
  const ids = [begin, ...encode(templated(body.messages))];
  const most = Math.min(body.max_tokens ?? contextTokens, contextTokens - ids.length);
  if (most <= 0) return tooLong(ids.length);
  const { steps, text, finish } = generate(ids, { ...samplingOf(body), most });
  // Without a number it tells of twenty; of none, nothing.
  const count = body.logprobs === true ? (body.top_logprobs ?? 20) : 0;
  const events = pieces(steps, text).map(({ step, piece }) => ({
    object: 'chat.completion.chunk',
    model: llamaModel,
    choices: [
      {
        index: 0,
        delta: { content: piece },
        finish_reason: null,
        ...(count === 0 ? {} : { logprobs: { content: [probsOf(step, count)] } }),
      },
    ],
  }));
  const finish_reason = finish === 'length' ? 'length' : 'stop';
  const last = {
    object: 'chat.completion.chunk',
    model: llamaModel,
    choices: [{ index: 0, delta: {}, finish_reason }],
  };
  const usage = { prompt_tokens: ids.length, completion_tokens: steps.length, total_tokens: ids.length + steps.length };
  return { kind: 'events', events: [...events, last, { object: 'chat.completion.chunk', choices: [], usage }] };
}

/** @param {Body} body */
function samplingOf(body) {
  const pairs = Array.isArray(body.logit_bias) ? body.logit_bias : Object.entries(body.logit_bias ?? {});
  return {
    ...plainSampling,
    temperature: body.temperature ?? 0.8,
    topK: body.top_k ?? 40,
    topP: body.top_p ?? 0.95,
    seed: body.seed ?? plainSampling.seed,
    presence: body.presence_penalty ?? 0,
    frequency: body.frequency_penalty ?? 0,
    repetition: body.repeat_penalty ?? 1,
    covers: /** @type {const} */ ('all'),
    bias: new Map(pairs.map((/** @type {readonly [unknown, unknown]} */ [id, bias]) => [Number(id), Number(bias)])),
    ignoreEnd: body.ignore_eos === true,
    stop: body.stop ?? [],
  };
}

/** @param {Body} body @param {boolean} poolsNothing @returns {Plan} */
function embeddings({ input, embd_normalize: norm = 2 }, poolsNothing) {
  const texts = Array.isArray(input) && typeof input[0] !== 'number' ? input : [input];
  const lists = texts.map((/** @type {string | readonly number[]} */ text) =>
    typeof text === 'string' ? [begin, ...encode(text)] : text,
  );
  const long = lists.find(({ length }) => length > batchTokens);
  if (long !== undefined) {
    const message = `input (${long.length} tokens) is too large to process. increase the physical batch size (current batch size: ${batchTokens})`;
    return apiError(500, message, { type: 'server_error', code: 500 });
  }
  return {
    kind: 'status',
    status: 200,
    body: lists.map((ids, index) => ({ index, embedding: rowsOf(ids, poolsNothing, norm) })),
  };
}

/** @param {readonly number[]} ids @param {boolean} poolsNothing @param {number} norm */
function rowsOf(ids, poolsNothing, norm) {
  const rows = ids.map((id) => vectorOf(id, dimensions));
  if (poolsNothing) return rows;
  const mean = Array.from(
    { length: dimensions },
    (_, at) => rows.reduce((sum, row) => sum + (row[at] ?? 0), 0) / rows.length,
  );
  const length = norm === 2 ? Math.hypot(...mean) : 1;
  return [mean.map((value) => value / length)];
}

/** @param {unknown} id */
function isToken(id) {
  return Number.isInteger(id) && Number(id) >= 0 && Number(id) < vocabularySize;
}

/** @param {number} needed @returns {import('../plain-plans.mjs').StatusPlan} */
function tooLong(needed) {
  const message = `request (${needed} tokens) exceeds the available context size (${contextTokens} tokens), try increasing it`;
  return {
    kind: 'status',
    status: 400,
    body: { error: { code: 400, message, type: 'exceed_context_size_error', n_ctx: contextTokens } },
  };
}
