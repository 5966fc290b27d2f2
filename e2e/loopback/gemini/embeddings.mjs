// @ts-check
import { apiError } from './error-bodies.mjs';

/**
 * `batchEmbedContents`: texts with common words get vectors in a common direction. Like the service's own shorter vectors, they are not
 * of length 1.
 *
 * @typedef {{ model?: string, content?: { parts?: readonly { text?: string, inlineData?: { mimeType: string, data: string } }[] }, taskType?: string, outputDimensionality?: number }} EmbedRequest
 */

const mostRequests = 100;
const taskTypes = [
  'SEMANTIC_SIMILARITY',
  'CLASSIFICATION',
  'CLUSTERING',
  'RETRIEVAL_DOCUMENT',
  'RETRIEVAL_QUERY',
  'CODE_RETRIEVAL_QUERY',
  'QUESTION_ANSWERING',
  'FACT_VERIFICATION',
];

/**
 * @param {{ requests?: readonly EmbedRequest[] }} body
 * @param {string} model
 * @returns {import('../plain-plans.mjs').StatusPlan}
 */
export function embeddingsOf({ requests = [] }, model) {
  if (requests.length > mostRequests) {
    return apiError(
      400,
      `* BatchEmbedContentsRequest.requests: at most ${mostRequests} requests can be in one batch\n`,
    );
  }
  if (requests.some((request) => request.model !== `models/${model}`)) {
    return apiError(400, '* BatchEmbedContentsRequest.requests[0].model: model does not match the one of the batch\n');
  }
  if (requests.some((request) => textOf(request) === '')) {
    return apiError(400, '* EmbedContentRequest.content: content is empty\n');
  }
  const taskType = requests.find((request) => request.taskType !== undefined && !taskTypes.includes(request.taskType));
  if (taskType !== undefined) {
    return apiError(
      400,
      `Invalid value at 'requests[0].task_type' (type.googleapis.com/TaskType), "${taskType.taskType}"`,
    );
  }
  if (
    requests.some(({ outputDimensionality = 3072 }) => !(outputDimensionality >= 128 && outputDimensionality <= 3072))
  ) {
    return apiError(400, '* EmbedContentRequest.output_dimensionality: must be between 128 and 3072\n');
  }
  if (!readsImages(model) && requests.some(({ content }) => content?.parts?.some(({ inlineData }) => inlineData))) {
    return apiError(400, `Image input is not supported for ${model}.`);
  }
  const embeddings = requests.map((request) => ({
    values: vectorOf(textOf(request).slice(0, 4 * mostTokens(model)), request.outputDimensionality ?? 3072),
  }));
  return { kind: 'status', status: 200, body: { embeddings } };
}

/** @param {EmbedRequest} request */
export function textOf({ content }) {
  return (content?.parts ?? []).map(({ text, inlineData }) => text ?? inlineData?.data ?? '').join('\n');
}

/** @param {string} model */
function readsImages(model) {
  return /^gemini-embedding-[2-9]/.test(model);
}

/** Tokens of an input that are read; what comes after them is left out without a word. @param {string} model */
function mostTokens(model) {
  return readsImages(model) ? 8192 : 2048;
}

/** @param {string} text @param {number} dimensions */
function vectorOf(text, dimensions) {
  const vector = Array.from({ length: dimensions }, () => 0);
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? ['']) {
    const place = hash(word);
    vector[place % dimensions] = (vector[place % dimensions] ?? 0) + (place & 0x10000 ? 0.5 : -0.5);
  }
  return vector;
}

/** FNV-1a. @param {string} word */
export function hash(word) {
  let value = 0x811c9dc5;
  for (let at = 0; at < word.length; at++) value = Math.imul(value ^ word.charCodeAt(at), 0x01000193) >>> 0;
  return value;
}
