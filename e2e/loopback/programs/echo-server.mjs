// @ts-check
import { apiError } from '../openai/error-bodies.mjs';
import { generate, plainSampling } from './sampler.mjs';
import { ok, serveProgram, unknownField } from './serve-program.mjs';
import { begin, encode, likeliest, logprobsAfter, textOf } from './token-model.mjs';
import { pieces } from './vllm.mjs';

/**
 * A server of no program that we know, with OpenAI's own calls alone. `echoes`: `all` tells the log-probabilities of the prompt's tokens;
 * `last` takes `echo` and tells that of its last token alone, as some do; `nothing` ignores it.
 *
 * @typedef {import('./serve-program.mjs').Body} Body
 * @typedef {import('./serve-program.mjs').Plan} Plan
 */

export const otherModel = 'somebody/tiny';

const sampling = [
  ...['model', 'max_tokens', 'temperature', 'top_p', 'top_k', 'n', 'stream', 'stream_options', 'logprobs'],
  ...['stop', 'presence_penalty', 'frequency_penalty', 'repeat_penalty', 'logit_bias', 'seed'],
];
const fields = [...sampling, 'prompt', 'echo'];
const chatFields = [...sampling, 'messages', 'top_logprobs', 'reasoning_effort'];

/**
 * @param {import('../loopback-server.mjs').Options & { key?: string, echoes?: 'all' | 'last' | 'nothing', owner?: string }} [options]
 */
export function startEchoServer({ echoes = 'nothing', owner = 'somebody', ...options } = {}) {
  return serveProgram(
    {
      'GET /v1/models': () => ok({ object: 'list', data: [{ id: otherModel, object: 'model', owned_by: owner }] }),
      'POST /v1/completions': (body) => completion(body, echoes),
      'POST /v1/chat/completions': chat,
    },
    options,
  );
}

/** @param {Body} body @param {'all' | 'last' | 'nothing'} echoes @returns {Plan} */
function completion(body, echoes) {
  const refused = unknownField(body, fields);
  if (refused !== undefined) return refused;
  if (body.max_tokens === 0) return apiError(400, "'max_tokens' must be greater than 0");
  const ids = encode(body.prompt);
  const { steps, text, finish } = generate([begin, ...ids], samplingOf(body));
  const finish_reason = finish === 'length' ? 'length' : 'stop';
  const usage = { prompt_tokens: ids.length, completion_tokens: steps.length, total_tokens: ids.length + steps.length };
  const all = [...ids, ...steps.map(({ id }) => id)];
  const isEchoed = body.echo === true && echoes !== 'nothing';
  const from = isEchoed && echoes === 'all' ? 0 : isEchoed ? ids.length - 1 : ids.length;
  const logprobs = body.logprobs === undefined ? null : logprobsFrom(all, from, body.logprobs);
  const shown = (isEchoed ? body.prompt : '') + text;
  const choice = { index: 0, text: shown, logprobs, finish_reason };
  const whole = { object: 'text_completion', model: otherModel, choices: [choice], usage };
  return body.stream === true ? { kind: 'events', events: [whole] } : ok(whole);
}

/** @param {Body} body */
function samplingOf(body) {
  const bias = Object.entries(body.logit_bias ?? {});
  return {
    ...plainSampling,
    most: body.max_tokens ?? 16,
    temperature: body.temperature ?? 1,
    topK: body.top_k ?? 0,
    topP: body.top_p ?? 1,
    seed: body.seed ?? plainSampling.seed,
    presence: body.presence_penalty ?? 0,
    frequency: body.frequency_penalty ?? 0,
    repetition: body.repeat_penalty ?? 1,
    bias: new Map(bias.map(([id, added]) => [Number(id), Number(added)])),
    stop: body.stop ?? [],
  };
}

/** @param {Body} body @returns {Plan} */
function chat(body) {
  const refused = unknownField(body, chatFields);
  if (refused !== undefined) return refused;
  const turns = body.messages.map((/** @type {Body} */ { role, content }) => `<|${role}|>${content}\n`);
  const ids = [begin, ...encode(`${turns.join('')}<|model|>`)];
  const { steps, text, finish } = generate(ids, samplingOf(body));
  const one = (/** @type {number} */ id, /** @type {Float64Array} */ logprobs) => ({
    token: textOf([id]),
    logprob: logprobs[id],
  });
  const events = pieces(steps, text).map(({ step, piece }) => {
    const top = likeliest(step.logprobs, body.top_logprobs ?? 0).map((id) => one(id, step.logprobs));
    const logprobs =
      body.logprobs === true ? { content: [{ ...one(step.id, step.logprobs), top_logprobs: top }] } : null;
    return {
      object: 'chat.completion.chunk',
      choices: [{ index: 0, delta: { content: piece }, logprobs, finish_reason: null }],
    };
  });
  const finish_reason = finish === 'length' ? 'length' : 'stop';
  const usage = { prompt_tokens: ids.length, completion_tokens: steps.length, total_tokens: ids.length + steps.length };
  const last = {
    object: 'chat.completion.chunk',
    model: otherModel,
    choices: [{ index: 0, delta: {}, finish_reason }],
    usage,
  };
  return { kind: 'events', events: [...events, last] };
}

/** @param {readonly number[]} ids @param {number} from @param {number} count */
function logprobsFrom(ids, from, count) {
  const told = ids.slice(from).map((id, at) => {
    const logprobs = logprobsAfter(ids.slice(0, from + at));
    const top = [...new Set([...likeliest(logprobs, count), id])];
    return {
      id,
      offset: [...textOf(ids.slice(0, from + at))].length,
      logprob: from + at === 0 ? null : (logprobs[id] ?? null),
      top: from + at === 0 ? null : Object.fromEntries(top.map((each) => [textOf([each]), logprobs[each]])),
    };
  });
  return {
    tokens: told.map(({ id }) => textOf([id])),
    token_logprobs: told.map(({ logprob }) => logprob),
    top_logprobs: told.map(({ top }) => top),
    text_offset: told.map(({ offset }) => offset),
  };
}
