// @ts-check
import { beginStream, finish, pause, sendPlain, toJson, write } from '../sending.mjs';

/**
 * @typedef {import('./plans.mjs').Plan} Plan
 * @typedef {import('./plans.mjs').StreamPlan} StreamPlan
 * @typedef {import('./plans.mjs').Piece} Piece
 * @typedef {import('./server.mjs').RequestRecord} RequestRecord
 * @typedef {import('node:http').ServerResponse} ServerResponse
 */

/** @param {{ plan: Plan, record: RequestRecord, outgoing: ServerResponse }} given */
export async function sendPlan({ plan, record, outgoing }) {
  if (plan.kind !== 'stream') {
    await sendPlain({ plan, outgoing });
    return;
  }
  const send = record.streams ? sendStream : sendWhole;
  await send(plan, record, outgoing);
}

/**
 * @param {StreamPlan} plan
 * @param {RequestRecord} record
 * @param {ServerResponse} outgoing
 */
async function sendStream(plan, record, outgoing) {
  beginStream(outgoing);
  const asked = record.body.stream_options?.include_usage === true;
  /** @param {object} event */
  const send = (event) =>
    write(outgoing, `data: ${toJson({ ...frame(record, 'chat.completion.chunk'), ...event })}\n\n`);
  await plan.until;
  for (const piece of plan.pieces) {
    await pause(plan.delayMs, outgoing);
    if (outgoing.destroyed) return;
    if (piece.error === undefined) await send({ choices: [choiceOf(piece, 'delta', null)] });
    else await write(outgoing, `event: error\ndata: ${toJson({ error: piece.error })}\n\n`);
  }
  if (plan.finishReason !== undefined)
    await send({ choices: [{ index: 0, delta: {}, finish_reason: plan.finishReason }] });
  if (asked && plan.counts !== false && plan.finishReason !== undefined)
    await send({ choices: [], usage: usageOf(plan, record) });
  if (plan.saysDone !== false) await write(outgoing, 'data: [DONE]\n\n');
  await finish(plan.afterwards, outgoing);
}

/**
 * @param {StreamPlan} plan
 * @param {RequestRecord} record
 * @param {ServerResponse} outgoing
 */
async function sendWhole(plan, record, outgoing) {
  await plan.until;
  for (const _ of plan.pieces) await pause(plan.delayMs, outgoing);
  const joined = (/** @type {'content' | 'reasoning_content' | 'reasoning' | 'refusal'} */ field) => {
    const text = plan.pieces.map((piece) => piece[field] ?? '').join('');
    return text === '' ? {} : { [field]: text };
  };
  const logprobs = plan.pieces.flatMap((piece) => piece.logprobs ?? []);
  const piece = {
    content: '',
    ...joined('content'),
    ...joined('reasoning_content'),
    ...joined('reasoning'),
    ...joined('refusal'),
    ...(logprobs.length === 0 ? {} : { logprobs }),
  };
  const body = {
    ...frame(record, 'chat.completion'),
    choices: [choiceOf(piece, 'message', plan.finishReason ?? null)],
    ...(plan.counts === false ? {} : { usage: usageOf(plan, record) }),
  };
  await sendPlain({ plan: { kind: 'status', status: 200, body }, outgoing });
}

/** @param {RequestRecord} record @param {string} object */
function frame(record, object) {
  return { id: 'chatcmpl-loopback', object, created: 0, model: record.model };
}

/**
 * @param {Piece} piece
 * @param {'delta' | 'message'} as
 * @param {string | null} finishReason
 */
function choiceOf({ logprobs, ...piece }, as, finishReason) {
  return {
    index: 0,
    [as]: { role: 'assistant', ...piece },
    finish_reason: finishReason,
    logprobs: logprobs === undefined ? null : { content: logprobs },
  };
}

/** @param {StreamPlan} plan @param {RequestRecord} record */
function usageOf({ pieces }, record) {
  const written = pieces.map(
    ({ content = '', reasoning = '', reasoning_content: other = '' }) => content + reasoning + other,
  );
  const prompt_tokens = Math.ceil(record.promptText.length / 4);
  const completion_tokens = Math.ceil(written.join('').length / 4);
  return { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens };
}
