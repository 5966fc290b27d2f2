// @ts-check
import { answerOf as geminiAnswerOf } from '../gemini/brain.mjs';
import { embeddingsOf as geminiEmbeddingsOf } from '../gemini/embeddings.mjs';
import { apiError } from './error-bodies.mjs';
import { fromGemini } from './from-gemini.mjs';

/**
 * What the server answers when no test says otherwise: the same as our Gemini server, in the words of this protocol.
 *
 * @typedef {import('./server.mjs').RequestRecord} RequestRecord
 */

/**
 * @param {RequestRecord} record
 * @param {{ heedsSchema: boolean }} how Whether a schema in the settings is heeded, or passed over without a word.
 */
export function answerOf({ body, promptText, ...rest }, { heedsSchema }) {
  const format = body.response_format;
  const generationConfig = {
    ...(heedsSchema && format?.type === 'json_schema' ? { responseSchema: format.json_schema?.schema } : {}),
    ...(body.logprobs === true ? { responseLogprobs: true, logprobs: body.top_logprobs ?? 0 } : {}),
    ...(body.max_tokens === undefined ? {} : { maxOutputTokens: body.max_tokens }),
    ...(body.seed === undefined ? {} : { seed: body.seed }),
  };
  return fromGemini(geminiAnswerOf({ ...rest, promptText, body: { generationConfig } }));
}

const dimensions = 384;

/**
 * Vectors that are not of length 1, and not in order, as the protocol allows.
 * @param {RequestRecord} record
 * @returns {import('../plain-plans.mjs').StatusPlan}
 */
export function embeddingsOf({ body: { input = [], model = '' } }) {
  const texts = typeof input === 'string' ? [input] : input;
  if (texts.some((text) => text.trim() === '')) return apiError(400, 'input cannot be an empty string');
  const data = texts.map((text, index) => ({ object: 'embedding', index, embedding: vectorOf(text) }));
  return {
    kind: 'status',
    status: 200,
    body: {
      object: 'list',
      model,
      data: data.toReversed(),
      usage: {
        prompt_tokens: Math.ceil(texts.join('').length / 4),
        total_tokens: Math.ceil(texts.join('').length / 4),
      },
    },
  };
}

/** @param {string} text @returns {readonly number[]} */
function vectorOf(text) {
  const model = 'any';
  const request = { model: `models/${model}`, content: { parts: [{ text }] }, outputDimensionality: dimensions };
  const { body } = geminiEmbeddingsOf({ requests: [request] }, model);
  return /** @type {{ embeddings: readonly [{ values: readonly number[] }] }} */ (body).embeddings[0].values;
}
