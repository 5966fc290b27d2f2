// @ts-check

import { startLoopback } from '../loopback-server.mjs';
import { html } from '../plain-plans.mjs';
import { answerOf, embeddingsOf } from './brain.mjs';
import { apiError, badKey, unknownModel } from './error-bodies.mjs';
import { fromGemini } from './from-gemini.mjs';
import { refusalOf } from './request-check.mjs';
import { sendPlan } from './send-plan.mjs';

/**
 * An OpenAI-compatible server on this machine, with answers that a test scripts, or sensible ones from `brain.mjs`.
 *
 * @typedef {import('./plans.mjs').Plan} Plan
 * @typedef {import('./request-check.mjs').Formats} Formats
 * @typedef {{ type?: string, text?: string, image_url?: { url: string } }} ContentPart
 * @typedef {{ role?: string, content?: string | readonly ContentPart[] }} Message
 * @typedef {object} ChatBody
 * @property {string} [model]
 * @property {readonly Message[]} [messages]
 * @property {boolean} [stream]
 * @property {{ include_usage?: boolean }} [stream_options]
 * @property {boolean} [logprobs]
 * @property {number} [top_logprobs]
 * @property {string} [reasoning_effort]
 * @property {number} [max_tokens]
 * @property {number} [seed]
 * @property {{ type?: string, json_schema?: { name?: string, schema?: unknown, strict?: boolean } }} [response_format]
 * @property {string | readonly string[]} [input] Of `/embeddings`.
 *
 * @typedef {import('../loopback-server.mjs').RequestRecord<ChatBody>} RequestRecord
 *
 * @typedef {object} Told What a test sets of it.
 * @property {(key: string) => void} requireKey Empty: none, as at first.
 * @property {(formats: Formats) => void} takeFormats `schema` at first.
 *
 * @typedef {import('../loopback-server.mjs').LoopbackServer<ChatBody, Plan> & Told} OpenAiServer Its url, with the version, is what is
 *   entered as the address of the server; without it every call gets a web page that says 404.
 */

export const chatModels = ['gemma-3-4b-it', 'qwen3-4b'];
export const embeddingModels = ['nomic-embed-text'];

/**
 * @param {import('../loopback-server.mjs').Options & { key?: string }} [options]
 * @returns {Promise<OpenAiServer>}
 */
export async function startOpenAiServer({ key: firstKey = '', ...options } = {}) {
  let key = firstKey;
  /** @type {Formats} */
  let formats = 'schema';
  const server = await startLoopback(
    /** @type {import('../loopback-server.mjs').Protocol<ChatBody, Plan>} */ ({
      path: '/v1',
      read,
      asksForSchema: ({ response_format }) => response_format?.type === 'json_schema',
      malformed: apiError(400, 'We could not parse the JSON body of your request.'),
      refuse: ({ headers }) => (key !== '' && headers.authorization !== `Bearer ${key}` ? badKey() : undefined),
      fail: fromGemini,
      answer: (record) => answer(record, formats),
      send: sendPlan,
      pageHeaders: { 'access-control-expose-headers': 'retry-after' },
      preflightHeaders: {
        'access-control-allow-methods': 'GET, POST, OPTIONS',
        'access-control-allow-headers': 'content-type, authorization',
      },
      preflightStatus: { allowed: 204, refused: 403 },
    }),
    options,
  );
  const { reset } = server;
  return Object.assign(server, {
    requireKey(/** @type {string} */ required) {
      key = required;
    },
    takeFormats(/** @type {Formats} */ taken) {
      formats = taken;
    },
    reset() {
      reset();
      key = firstKey;
      formats = 'schema';
    },
  });
}

/** @param {RequestRecord} record @param {Formats} formats @returns {Plan} */
function answer(record, formats) {
  switch (record.call) {
    case 'generate':
      if (!chatModels.includes(record.model)) return unknownModel(record.model);
      return refusalOf(record.body, formats) ?? answerOf(record, { heedsSchema: formats !== 'heedless' });
    case 'embed':
      if (chatModels.includes(record.model))
        return apiError(501, 'This model does not support embeddings', { code: 501 });
      return embeddingModels.includes(record.model) ? embeddingsOf(record) : unknownModel(record.model);
    case 'list':
      return listOfModels();
    default:
      return html(404);
  }
}

/** @returns {import('../plain-plans.mjs').StatusPlan} */
function listOfModels() {
  const data = [...chatModels, ...embeddingModels].map((id) => ({
    id,
    object: 'model',
    created: 0,
    owned_by: 'library',
  }));
  return { kind: 'status', status: 200, body: { object: 'list', data } };
}

/** @param {import('node:http').IncomingMessage} incoming @param {ChatBody} body */
function read({ method, url }, body) {
  return {
    call: callOf(`${method} ${url}`),
    streams: body.stream === true,
    model: body.model ?? '',
    promptText: promptTextOf(body),
  };
}

/** @param {string} request @returns {import('../loopback-server.mjs').Call} */
function callOf(request) {
  switch (request) {
    case 'POST /v1/chat/completions':
      return 'generate';
    case 'POST /v1/embeddings':
      return 'embed';
    case 'GET /v1/models':
      return 'list';
    default:
      return 'other';
  }
}

/** @param {ChatBody} body */
function promptTextOf({ messages = [], input }) {
  if (input !== undefined) return typeof input === 'string' ? input : input.join('\n\n');
  return messages
    .flatMap(({ content = '' }) =>
      typeof content === 'string' ? [content] : content.map(({ text = '[image]' }) => text),
    )
    .join('\n\n');
}
