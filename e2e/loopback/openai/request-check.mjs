// @ts-check
import { apiError, formatRefused } from './error-bodies.mjs';

/**
 * What servers refuse in a request to chat, so that a misspelt field or a value out of range fails here as it would at the strictest of
 * them. Field names: platform.openai.com/docs/api-reference/chat/create, and `top_k`, which local servers add.
 *
 * @typedef {'schema' | 'object' | 'text' | 'heedless'} Formats What is taken as `response_format`: everything; all but a schema; nothing;
 *   everything, and not heeded.
 */

const fields = [
  'model',
  'messages',
  'stream',
  'stream_options',
  'temperature',
  'top_p',
  'top_k',
  'max_tokens',
  'stop',
  'presence_penalty',
  'frequency_penalty',
  'seed',
  'logprobs',
  'top_logprobs',
  'reasoning_effort',
  'response_format',
];

/**
 * @param {import('./server.mjs').ChatBody} body
 * @param {Formats} formats
 */
export function refusalOf(body, formats) {
  const unknown = Object.keys(body).find((name) => !fields.includes(name));
  if (unknown !== undefined) return apiError(400, `Unrecognized request argument supplied: ${unknown}`);
  if (!Array.isArray(body.messages) || body.messages.length === 0)
    return apiError(400, "'messages' is a required property");
  if (body.top_logprobs !== undefined && body.logprobs !== true) {
    return apiError(400, "'logprobs' must be true when 'top_logprobs' is used");
  }
  const { type, json_schema: named } = body.response_format ?? {};
  if (type === undefined) return undefined;
  if (formats === 'text') return formatRefused(type, ['text']);
  if (formats === 'object' && type === 'json_schema') return formatRefused(type, ['json_object', 'text']);
  if (type === 'json_schema' && !/^[\w-]{1,64}$/.test(named?.name ?? '')) {
    return apiError(400, "Invalid 'response_format.json_schema.name'");
  }
  return undefined;
}
