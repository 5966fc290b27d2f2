// @ts-check
import { startLoopback } from '../loopback-server.mjs';
import { answerOf } from './brain.mjs';
import { countOf } from './count-tokens.mjs';
import { embeddingsOf, textOf } from './embeddings.mjs';
import { apiError, badKey, noKey, unknownModel } from './error-bodies.mjs';
import { pageOfModels } from './models.mjs';
import { refusalOf } from './request-check.mjs';
import { sendPlan } from './send-plan.mjs';

/**
 * A Gemini service on this machine: the REST surface that the real one has, with answers that a test scripts, or sensible
 * ones from `brain.mjs`.
 *
 * @typedef {import('./plans.mjs').Plan} Plan
 * @typedef {{ role?: string, parts?: readonly { text?: string, inlineData?: { mimeType: string, data: string } }[] }} Content
 * @typedef {object} GenerateBody
 * @property {readonly Content[]} [contents]
 * @property {Content} [systemInstruction]
 * @property {readonly { category: string, threshold: string }[]} [safetySettings]
 * @property {Record<string, unknown>} [generationConfig]
 * @property {readonly import('./embeddings.mjs').EmbedRequest[]} [requests] Of `batchEmbedContents`.
 * @property {GenerateBody} [generateContentRequest] Of `countTokens`, where more than `contents` is to be counted.
 *
 * @typedef {import('../loopback-server.mjs').RequestRecord<GenerateBody>} RequestRecord
 * @typedef {import('../loopback-server.mjs').LoopbackServer<GenerateBody, Plan>} GeminiServer Its url is what is entered as "Gemini endpoint".
 */

/**
 * @param {import('../loopback-server.mjs').Options & { modelsPerPage?: number, preflightSeconds?: number }} [options]
 *   `preflightSeconds`: how long a browser may remember that pages are allowed; the real service says an hour.
 * @returns {Promise<GeminiServer>}
 */
export function startGeminiServer({ modelsPerPage, preflightSeconds = 0, ...options } = {}) {
  return startLoopback(
    {
      path: '',
      read,
      asksForSchema: ({ generationConfig }) => generationConfig?.responseSchema !== undefined,
      malformed: apiError(400, 'Invalid JSON payload received. Unexpected end of string.'),
      refuse,
      fail: (plan) => plan,
      answer: (record) => answer(record, modelsPerPage),
      send: sendPlan,
      pageHeaders: {},
      preflightHeaders: {
        'access-control-allow-methods': 'GET, POST, OPTIONS',
        'access-control-allow-headers': 'content-type, x-goog-api-client, x-goog-api-key',
        'access-control-max-age': String(preflightSeconds),
      },
      preflightStatus: { allowed: 200, refused: 200 },
    },
    options,
  );
}

/** @param {RequestRecord} record @returns {Plan | undefined} */
function refuse({ headers, model }) {
  const key = headers['x-goog-api-key'] ?? '';
  if (key === '') return noKey();
  if (key === 'bad-key') return badKey();
  return model.startsWith('no-such-model') ? unknownModel(model) : undefined;
}

/** @param {RequestRecord} record @param {number | undefined} modelsPerPage @returns {Plan} */
function answer(record, modelsPerPage) {
  switch (record.call) {
    case 'generate':
      return refusalOf(record.body, record.model) ?? answerOf(record);
    case 'embed':
      return embeddingsOf(record.body, record.model);
    case 'count':
      return countOf(record.body);
    case 'list':
    case 'get':
      return pageOfModels(record, modelsPerPage);
    default:
      return apiError(404, `Not found: ${record.url}`);
  }
}

/** @param {import('node:http').IncomingMessage} incoming @param {GenerateBody} body */
function read({ method, url = '/' }, body) {
  const [, model = '', task] = /^\/v1beta\/models\/([^:?/]+)(?::(\w+))?(?:\?|$)/.exec(url) ?? [];
  return {
    call: callOf(method, url, { model, task }),
    streams: task === 'streamGenerateContent',
    model: decodeURIComponent(model),
    promptText: promptTextOf(body),
  };
}

/**
 * @param {string | undefined} method
 * @param {string} url
 * @param {{ model: string, task: string | undefined }} path
 * @returns {import('../loopback-server.mjs').Call}
 */
function callOf(method, url, { model, task }) {
  if (method === 'POST' && (task === 'generateContent' || task === 'streamGenerateContent')) return 'generate';
  if (method === 'POST' && task === 'batchEmbedContents') return 'embed';
  if (method === 'POST' && task === 'countTokens') return 'count';
  if (method === 'GET' && model !== '' && task === undefined) return 'get';
  return method === 'GET' && /^\/v1beta\/models(?:\?|$)/.test(url) ? 'list' : 'other';
}

/** @param {GenerateBody} body */
function promptTextOf({ systemInstruction, contents, requests, generateContentRequest }) {
  if (generateContentRequest !== undefined) return promptTextOf(generateContentRequest);
  if (Array.isArray(requests)) return requests.map(textOf).join('\n\n');
  /** @type {Content[]} */
  const all = systemInstruction === undefined ? [] : [systemInstruction];
  if (Array.isArray(contents)) all.push(...contents);
  return all.flatMap(({ parts = [] }) => parts.map((part) => part.text ?? '[image]')).join('\n\n');
}
