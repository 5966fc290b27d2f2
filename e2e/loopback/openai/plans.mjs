// @ts-check
import { brokenOff } from '../plain-plans.mjs';

/**
 * What the server does with one request. Every function here returns a plan for `respondWith`; the errors are in `error-bodies.mjs`.
 *
 * @typedef {{ token: string, logprob: number, top_logprobs: readonly { token: string, logprob: number }[] }} Logprob
 * @typedef {object} Piece
 * @property {string} [content]
 * @property {string} [reasoning_content]
 * @property {string} [reasoning]
 * @property {string} [refusal]
 * @property {readonly Logprob[]} [logprobs]
 * @property {unknown} [error] In place of the rest: an event that holds an error.
 *
 * @typedef {object} StreamPlan
 * @property {'stream'} kind
 * @property {readonly Piece[]} pieces An event each.
 * @property {string} [finishReason] In an event of its own after the pieces; none is sent without it.
 * @property {number} [delayMs] Before each piece.
 * @property {Promise<void>} [until] Waited for before the first piece.
 * @property {boolean} [counts] Whether usage is sent to those who ask for it; true unless said otherwise.
 * @property {boolean} [saysDone] Whether `[DONE]` is sent; true unless said otherwise.
 * @property {import('../plain-plans.mjs').Afterwards} [afterwards]
 *
 * @typedef {import('../plain-plans.mjs').StatusPlan} StatusPlan
 * @typedef {StreamPlan | import('../plain-plans.mjs').PlainPlan} Plan
 * @typedef {Omit<StreamPlan, 'kind' | 'pieces'>} StreamOptions
 */

/**
 * An answer in pieces, one event each.
 * @param {string | readonly string[]} pieces
 * @param {StreamOptions} [options]
 * @returns {StreamPlan}
 */
export function text(pieces, options) {
  const list = typeof pieces === 'string' ? [pieces] : pieces;
  return { kind: 'stream', pieces: list.map((content) => ({ content })), finishReason: 'stop', ...options };
}

/**
 * Thoughts in a field of their own, then the answer.
 * @param {string} thoughts
 * @param {string} answer
 * @param {'reasoning_content' | 'reasoning'} [field]
 * @returns {StreamPlan}
 */
export function thinking(thoughts, answer, field = 'reasoning_content') {
  return { kind: 'stream', pieces: [{ [field]: thoughts }, { content: answer }], finishReason: 'stop' };
}

/** @returns {StreamPlan} A filter takes the answer away. */
export function filtered(partial = '') {
  return { kind: 'stream', pieces: partial === '' ? [] : [{ content: partial }], finishReason: 'content_filter' };
}

/** @returns {StreamPlan} */
export function refused(refusal = 'I cannot help with that.') {
  return { kind: 'stream', pieces: [{ refusal }], finishReason: 'stop' };
}

/** @returns {StreamPlan} Nothing but an end. */
export function empty(finishReason = 'stop') {
  return { kind: 'stream', pieces: [], finishReason };
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
  const { error: body } = /** @type {{ error: unknown }} */ (error.body);
  return { ...plan, pieces: [...plan.pieces, { error: body }] };
}

/** @param {string} partial @returns {StreamPlan} */
function unfinished(partial) {
  return { kind: 'stream', pieces: partial === '' ? [] : [{ content: partial }], saysDone: false };
}
