// @ts-check
import { apiError } from '../openai/error-bodies.mjs';
import { generate, plainSampling } from './sampler.mjs';
import { ok, serveProgram, unknownField } from './serve-program.mjs';
import {
  begin,
  encode,
  likeliest,
  logprobsAfter,
  textOf,
  tokenString,
  vectorOf,
  vocabularySize,
} from './token-model.mjs';

/**
 * A server in the shape of vLLM. Fields: docs.vllm.ai, "OpenAI-Compatible Server", and its request types.
 *
 * @typedef {import('./serve-program.mjs').Body} Body
 * @typedef {import('./serve-program.mjs').Plan} Plan
 */

export const vllmModel = 'tiny-instruct';
const contextTokens = 512;
const dimensions = 8;

const sampling = [
  ...['model', 'stream', 'stream_options', 'max_tokens', 'temperature', 'top_p', 'top_k', 'seed', 'stop', 'min_tokens'],
  ...['presence_penalty', 'frequency_penalty', 'repetition_penalty', 'logit_bias', 'logprobs', 'return_token_ids'],
];
const completionFields = [
  ...sampling,
  'prompt',
  'echo',
  'prompt_logprobs',
  'return_tokens_as_token_ids',
  'add_special_tokens',
];
const templateFields = ['messages', 'continue_final_message', 'add_generation_prompt'];
const chatFields = [...sampling, ...templateFields, 'top_logprobs', 'reasoning_effort'];

/**
 * @param {import('../loopback-server.mjs').Options & { key?: string, isOld?: boolean }} [options] `isOld`: takes no `max_tokens` of 0.
 */
export function startVllm({ isOld = false, ...options } = {}) {
  return serveProgram(
    {
      'GET /version': () => ok({ version: '0.11.0' }),
      'GET /v1/models': () =>
        ok({
          object: 'list',
          data: [{ id: vllmModel, object: 'model', owned_by: 'vllm', max_model_len: contextTokens }],
        }),
      'POST /tokenize': tokenize,
      'POST /detokenize': ({ tokens }) =>
        tokens.every(isToken) ? ok({ prompt: textOf(tokens) }) : apiError(400, 'Token id is out of vocabulary'),
      'POST /v1/completions': (body) => completion(body, isOld),
      'POST /v1/chat/completions': chat,
      'POST /v1/embeddings': embeddings,
    },
    options,
  );
}

/** @param {Body} body @returns {Plan} */
function tokenize(body) {
  const ids = body.messages === undefined ? promptIds(body) : encode(templated(body));
  const strings = body.return_token_strs === true ? { token_strs: ids.map(tokenString) } : {};
  return ok({ count: ids.length, max_model_len: contextTokens, tokens: ids, ...strings });
}

/** @param {Body} body @returns {readonly number[]} */
function promptIds({ prompt, add_special_tokens: adds = true }) {
  if (Array.isArray(prompt)) return prompt;
  return adds ? [begin, ...encode(prompt)] : encode(prompt);
}

/** @param {Body} body */
function templated({ messages, continue_final_message: goesOn = false, add_generation_prompt: begins = true }) {
  const turns = messages.map((/** @type {Body} */ { role, content }, /** @type {number} */ at) => {
    const isOpen = goesOn && at === messages.length - 1;
    return `<|${role === 'assistant' ? 'model' : role}|>${content}${isOpen ? '' : '\n'}`;
  });
  return `<s>${turns.join('')}${begins ? '<|model|>' : ''}`;
}

/** @param {Body} body @param {boolean} isOld @returns {Plan} */
function completion(body, isOld) {
  const refused = unknownField(body, completionFields) ?? badRequest(body);
  if (refused !== undefined) return refused;
  if (isOld && body.max_tokens === 0) return apiError(400, 'max_tokens must be at least 1, got 0.');
  if (body.stream === true && body.prompt_logprobs !== undefined)
    return apiError(400, '`prompt_logprobs` are not available when `stream=True`.');
  const ids = promptIds(body);
  if (ids.length === 0) return apiError(400, 'The decoder prompt cannot be empty');
  const most = body.max_tokens ?? 16;
  if (ids.length + most > contextTokens) return tooLong(ids.length + most);
  const { steps, text, finish } = generate(ids, { ...samplingOf(body), most });
  const usage = usageOf(ids.length, steps.length);
  if (body.stream !== true) {
    const told = body.prompt_logprobs === undefined ? null : promptLogprobs(ids, body.prompt_logprobs);
    const own = {
      index: 0,
      text: (body.echo ? textOf(ids) : '') + text,
      finish_reason: reason(finish),
      prompt_logprobs: told,
    };
    return ok({ id: 'cmpl-1', object: 'text_completion', model: vllmModel, choices: [own], usage });
  }
  const events = pieces(steps, text).map(({ step, piece }) => ({
    object: 'text_completion',
    model: vllmModel,
    choices: [
      {
        index: 0,
        text: piece,
        logprobs: body.logprobs === undefined ? null : legacyLogprobs(step, body),
        finish_reason: null,
        ...(body.return_token_ids ? { token_ids: [step.id] } : {}),
      },
    ],
  }));
  const last = {
    object: 'text_completion',
    model: vllmModel,
    choices: [{ index: 0, text: '', finish_reason: reason(finish) }],
  };
  return { kind: 'events', events: [...events, last, { object: 'text_completion', choices: [], usage }] };
}

/** @param {Body} body @returns {Plan} */
function chat(body) {
  const refused = unknownField(body, chatFields) ?? badRequest(body);
  if (refused !== undefined) return refused;
  if (body.continue_final_message && body.add_generation_prompt !== false)
    return apiError(400, 'Cannot set both `continue_final_message` and `add_generation_prompt` to True.');
  const ids = encode(templated(body));
  const most = body.max_tokens ?? contextTokens - ids.length;
  if (ids.length + most > contextTokens) return tooLong(ids.length + most);
  const { steps, text, finish } = generate(ids, { ...samplingOf(body), most });
  const events = pieces(steps, text).map(({ step, piece }) => ({
    object: 'chat.completion.chunk',
    model: vllmModel,
    choices: [
      {
        index: 0,
        delta: { content: piece },
        logprobs: body.logprobs === true ? { content: [chatLogprob(step, body.top_logprobs ?? 0)] } : null,
        finish_reason: null,
        ...(body.return_token_ids ? { token_ids: [step.id] } : {}),
      },
    ],
  }));
  const last = {
    object: 'chat.completion.chunk',
    model: vllmModel,
    choices: [{ index: 0, delta: {}, finish_reason: reason(finish) }],
  };
  const counts = { object: 'chat.completion.chunk', choices: [], usage: usageOf(ids.length, steps.length) };
  return { kind: 'events', events: [...events, last, counts] };
}

/** What comes with each token: a character that is not whole yet is held back. @param {readonly import('./sampler.mjs').Step[]} steps @param {string} text */
export function pieces(steps, text) {
  let sent = '';
  return steps.map((step, at) => {
    const ids = steps.slice(0, at + 1).map(({ id }) => id);
    const whole = textOf(ids).replace(/\uFFFD+$/, '');
    const until = at === steps.length - 1 ? text : text.startsWith(whole) ? whole : sent;
    const piece = until.slice(sent.length);
    sent = until;
    return { step, piece };
  });
}

/** In the order of vLLM: the chosen one, then the likeliest. @param {import('./sampler.mjs').Step} step @param {number} count */
function chatLogprob({ id, logprobs }, count) {
  const told = [...new Set([id, ...likeliest(logprobs, count)])].slice(0, count);
  const one = (/** @type {number} */ each) => ({ token: textOf([each]), logprob: clamped(logprobs[each]), bytes: [] });
  return { ...one(id), top_logprobs: told.map(one) };
}

/** Keyed by text, so that equal ones collide, unless ids are asked for. @param {import('./sampler.mjs').Step} step @param {Body} body */
function legacyLogprobs({ id, logprobs }, { logprobs: count, return_tokens_as_token_ids: asIds }) {
  const name = (/** @type {number} */ each) => (asIds ? `token_id:${each}` : textOf([each]));
  const told = [...new Set([id, ...likeliest(logprobs, count)])];
  return {
    text_offset: [0],
    tokens: [name(id)],
    token_logprobs: [clamped(logprobs[id])],
    top_logprobs: [Object.fromEntries(told.map((each) => [name(each), clamped(logprobs[each])]))],
  };
}

/** @param {readonly number[]} ids @param {number} count */
function promptLogprobs(ids, count) {
  return ids.map((id, at) => {
    if (at === 0) return null;
    const logprobs = logprobsAfter(ids.slice(0, at));
    const rank = (/** @type {number} */ each) => logprobs.filter((other) => other > (logprobs[each] ?? 0)).length + 1;
    const told = [...new Set([id, ...likeliest(logprobs, count)])];
    return Object.fromEntries(
      told.map((each) => [each, { logprob: clamped(logprobs[each]), rank: rank(each), decoded_token: textOf([each]) }]),
    );
  });
}

/** @param {number | undefined} logprob */
function clamped(logprob = Number.NEGATIVE_INFINITY) {
  return Math.max(logprob, -9999);
}

/** @param {Body} body */
function samplingOf(body) {
  return {
    ...plainSampling,
    temperature: body.temperature ?? 1,
    topK: body.top_k ?? 0,
    topP: body.top_p ?? 1,
    seed: body.seed ?? plainSampling.seed,
    presence: body.presence_penalty ?? 0,
    frequency: body.frequency_penalty ?? 0,
    repetition: body.repetition_penalty ?? 1,
    covers: /** @type {const} */ ('by-kind'),
    bias: new Map(Object.entries(body.logit_bias ?? {}).map(([id, bias]) => [Number(id), Number(bias)])),
    minTokens: body.min_tokens ?? 0,
    stop: body.stop ?? [],
  };
}

/** @param {Body} body */
function badRequest({
  model,
  logprobs,
  top_logprobs: top,
  prompt_logprobs: ofPrompt,
  logit_bias: bias = {},
  repetition_penalty: repetition,
}) {
  if (model !== vllmModel) return apiError(404, `The model \`${model}\` does not exist.`, { type: 'NotFoundError' });
  const most = Math.max(Number(logprobs === true ? 0 : (logprobs ?? 0)), top ?? 0, ofPrompt ?? 0);
  if (most > 20) return apiError(400, `Requested logprobs of ${most}, which is greater than max allowed: 20`);
  if (repetition !== undefined && repetition <= 0)
    return apiError(400, `repetition_penalty must be greater than zero, got ${repetition}.`);
  const odd = Object.keys(bias).find((id) => !isToken(Number(id)));
  return odd === undefined ? undefined : apiError(400, `token_id ${odd} in logit_bias contains out-of-vocab token id`);
}

/** @param {unknown} id */
function isToken(id) {
  return Number.isInteger(id) && Number(id) >= 0 && Number(id) < vocabularySize;
}

/** @param {number} needed */
function tooLong(needed) {
  return apiError(
    400,
    `This model's maximum context length is ${contextTokens} tokens. However, you requested ${needed} tokens.`,
  );
}

/** @param {Body} body @returns {Plan} */
function embeddings({ input, dimensions: size = dimensions }) {
  const texts = Array.isArray(input) && typeof input[0] !== 'number' ? input : [input];
  const lists = texts.map((/** @type {string | readonly number[]} */ text) =>
    typeof text === 'string' ? encode(text) : text,
  );
  const longest = Math.max(...lists.map(({ length }) => length));
  if (longest > contextTokens) return tooLong(longest);
  const data = lists.map((ids, index) => ({ object: 'embedding', index, embedding: vectorOf(ids.at(-1) ?? 0, size) }));
  const tokens = lists.reduce((sum, { length }) => sum + length, 0);
  return ok({ object: 'list', model: vllmModel, data, usage: { prompt_tokens: tokens, total_tokens: tokens } });
}

/** @param {number} prompt @param {number} written */
function usageOf(prompt, written) {
  return { prompt_tokens: prompt, completion_tokens: written, total_tokens: prompt + written };
}

/** @param {'end' | 'stop' | 'length'} finish */
function reason(finish) {
  return finish === 'length' ? 'length' : 'stop';
}
