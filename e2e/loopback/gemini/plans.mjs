// @ts-check
import { brokenOff } from '../plain-plans.mjs';

/**
 * What the server does with one request. Every function here returns a plan for `respondWith`; the errors are in
 * `error-bodies.mjs`.
 *
 * @typedef {import('../plain-plans.mjs').StatusPlan} StatusPlan
 * @typedef {{ text?: string, thought?: boolean }} Part
 * @typedef {object} Candidate
 * @property {{ role?: string, parts?: readonly Part[] }} [content]
 * @property {string} [finishReason]
 * @property {string} [finishMessage]
 * @property {number} [index]
 * @property {unknown} [logprobsResult]
 * @typedef {object} Chunk
 * @property {readonly Candidate[]} [candidates]
 * @property {{ blockReason?: string, blockReasonMessage?: string }} [promptFeedback]
 * @property {unknown} [error]
 *
 * @typedef {object} StreamPlan
 * @property {'stream'} kind
 * @property {readonly Chunk[]} chunks
 * @property {number} [delayMs] Before each chunk.
 * @property {number} [thoughtTokens]
 * @property {boolean} [countsTokens] Whether `usageMetadata` is sent; true unless said otherwise.
 * @property {import('../plain-plans.mjs').Afterwards} [afterwards]
 *
 * @typedef {StreamPlan | import('../plain-plans.mjs').PlainPlan} Plan
 *
 * @typedef {object} TextOptions
 * @property {number} [delayMs]
 * @property {string} [finishReason]
 * @property {string} [finishMessage]
 * @property {number} [thoughtTokens]
 * @property {boolean} [countsTokens]
 */

/**
 * An answer in pieces, one event each.
 * @param {string | readonly string[]} pieces
 * @param {TextOptions} [options]
 * @returns {StreamPlan}
 */
export function text(pieces, { finishReason = 'STOP', finishMessage, ...options } = {}) {
  const list = typeof pieces === 'string' ? [pieces] : pieces;
  return {
    kind: 'stream',
    chunks: list.map((piece, at) => ({
      candidates: [
        {
          content: { parts: [{ text: piece }], role: 'model' },
          ...(at === list.length - 1 ? ending(finishReason, finishMessage) : {}),
          index: 0,
        },
      ],
    })),
    ...options,
  };
}

/**
 * @param {unknown} value
 * @param {TextOptions} [options]
 */
export function json(value, options) {
  return text(inPieces(JSON.stringify(value)), options);
}

/**
 * Thoughts first, as parts of their own, then the answer.
 * @param {string} thoughts
 * @param {string} answer
 * @returns {StreamPlan}
 */
export function thinking(thoughts, answer) {
  const plan = text(answer, { thoughtTokens: Math.ceil(thoughts.length / 4) });
  const thought = { content: { parts: [{ text: thoughts, thought: true }], role: 'model' }, index: 0 };
  return { ...plan, chunks: [{ candidates: [thought] }, ...plan.chunks] };
}

/** @returns {StreamPlan} HTTP 200 without candidates. */
export function promptBlocked(reason = 'SAFETY') {
  return { kind: 'stream', chunks: [{ promptFeedback: { blockReason: reason } }] };
}

/**
 * @param {string} [reason]
 * @param {string} [partial]
 */
export function answerBlocked(reason = 'SAFETY', partial = '') {
  return partial === '' ? noContent(reason) : text([partial, ''], { finishReason: reason });
}

/** @returns {StreamPlan} A candidate without `content`. */
export function noContent(finishReason = 'STOP') {
  return { kind: 'stream', chunks: [{ candidates: [{ finishReason, index: 0 }] }] };
}

/** @returns {StreamPlan} Neither candidates nor a reason. */
export function noCandidates() {
  return { kind: 'stream', chunks: [{}] };
}

/**
 * Stopped at the token limit: in the text, or before any came, all spent on thoughts.
 * @param {{ text?: string, thoughtTokens?: number }} [options]
 * @returns {StreamPlan}
 */
export function maxTokens({ text: partial = '', thoughtTokens = 0 } = {}) {
  const plan = partial === '' ? noContent('MAX_TOKENS') : text(partial, { finishReason: 'MAX_TOKENS' });
  return { ...plan, thoughtTokens };
}

export const { cut, stall, endsEarly } = brokenOff(unfinished);

/**
 * A failure after the status line: an event that holds an error.
 * @param {string} partial
 * @param {StatusPlan} error
 * @returns {StreamPlan}
 */
export function failsMidway(partial, error) {
  const plan = unfinished(partial);
  return { ...plan, chunks: [...plan.chunks, /** @type {Chunk} */ (error.body)] };
}

/**
 * @param {string} whole
 * @param {number} [length] Of each piece.
 * @returns {readonly string[]}
 */
export function inPieces(whole, length = 24) {
  return whole.match(new RegExp(`[^]{1,${length}}`, 'gu')) ?? [''];
}

/** @param {string} partial @returns {StreamPlan} */
function unfinished(partial) {
  if (partial === '') return { kind: 'stream', chunks: [] };
  return {
    kind: 'stream',
    chunks: [{ candidates: [{ content: { parts: [{ text: partial }], role: 'model' }, index: 0 }] }],
  };
}

/**
 * @param {string} finishReason
 * @param {string | undefined} finishMessage
 */
function ending(finishReason, finishMessage) {
  return finishMessage === undefined ? { finishReason } : { finishReason, finishMessage };
}
