// @ts-check
import { apiError, unknownModel } from './error-bodies.mjs';

const generating = ['generateContent', 'countTokens', 'createCachedContent', 'batchGenerateContent'];

const models = [
  model('gemini-flash-latest', 'Gemini Flash Latest', generating),
  model('gemini-flash-lite-latest', 'Gemini Flash-Lite Latest', generating),
  model('gemini-pro-latest', 'Gemini Pro Latest', generating),
  model('gemini-3.6-flash', 'Gemini 3.6 Flash', generating),
  model('gemini-2.5-pro', 'Gemini 2.5 Pro', generating),
  model('gemini-2.0-flash', 'Gemini 2.0 Flash', generating),
  model('gemini-embedding-001', 'Gemini Embedding 001', ['embedContent', 'countTextTokens']),
  model('gemini-embedding-2', 'Gemini Embedding 2', ['embedContent', 'countTokens']),
];

/**
 * `GET /v1beta/models`, paged, or one model.
 * @param {import('./server.mjs').RequestRecord} record
 * @param {number} [most] Models on a page, whatever was asked for: so that few models make several pages.
 * @returns {import('../plain-plans.mjs').StatusPlan}
 */
export function pageOfModels(record, most = 1000) {
  if (record.call === 'get') {
    const found = models.find(({ name }) => name === `models/${record.model}`);
    return found === undefined ? unknownModel(record.model) : { kind: 'status', status: 200, body: found };
  }
  const query = new URL(record.url, 'http://localhost').searchParams;
  const start = Number(query.get('pageToken') ?? 0);
  const size = Math.min(Number(query.get('pageSize') ?? 50), most);
  if (!Number.isInteger(start) || !Number.isInteger(size) || size < 1) {
    return apiError(400, '* ListModelsRequest.page_token: invalid page token\n');
  }
  const next = start + size;
  const body = {
    models: models.slice(start, next),
    ...(next < models.length ? { nextPageToken: String(next) } : {}),
  };
  return { kind: 'status', status: 200, body };
}

/**
 * @param {string} id
 * @param {string} displayName
 * @param {readonly string[]} supportedGenerationMethods
 */
function model(id, displayName, supportedGenerationMethods) {
  return {
    name: `models/${id}`,
    version: '001',
    displayName,
    inputTokenLimit: 1_048_576,
    outputTokenLimit: 65_536,
    supportedGenerationMethods,
    temperature: 1,
    topP: 0.95,
    topK: 64,
    maxTemperature: 2,
    thinking: true,
  };
}
