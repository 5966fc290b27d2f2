// @ts-check
import { setTimeout as sleep } from 'node:timers/promises';
import { pause } from '../gemini-server/send-plan.mjs';

/**
 * @typedef {import('./plans.mjs').Plan} Plan
 * @typedef {import('./plans.mjs').StreamPlan} StreamPlan
 * @typedef {import('./plans.mjs').Piece} Piece
 * @typedef {import('./server.mjs').RequestRecord} RequestRecord
 * @typedef {import('node:http').ServerResponse} ServerResponse
 */

/** Answers that the server itself broke off. @type {WeakSet<ServerResponse>} */
const cutHere = new WeakSet();

/** @param {ServerResponse} outgoing */
export function wasCutHere(outgoing) {
  return cutHere.has(outgoing);
}

/** @param {{ plan: Plan, record: RequestRecord, outgoing: ServerResponse }} given */
export async function sendPlan({ plan, record, outgoing }) {
  switch (plan.kind) {
    case 'status':
      await pause(plan.delayMs, outgoing);
      outgoing.writeHead(plan.status, { 'content-type': 'application/json', ...plan.headers });
      outgoing.end(JSON.stringify(plan.body));
      return;
    case 'raw': {
      await pause(plan.delayMs, outgoing);
      outgoing.writeHead(plan.status, { 'content-type': plan.contentType });
      for (const part of typeof plan.text === 'string' ? [plan.text] : plan.text) outgoing.write(part);
      outgoing.end();
      return;
    }
    case 'redirect':
      outgoing.writeHead(307, { location: plan.location }).end();
      return;
    case 'stream':
      if (record.body.stream === true) await sendStream(plan, record, outgoing);
      else await sendWhole(plan, record, outgoing);
  }
}

/**
 * @param {StreamPlan} plan
 * @param {RequestRecord} record
 * @param {ServerResponse} outgoing
 */
async function sendStream(plan, record, outgoing) {
  outgoing.writeHead(200, { 'content-type': 'text/event-stream' });
  // The status line at once, as real servers do: a stall may follow.
  outgoing.flushHeaders();
  const asked = record.body.stream_options?.include_usage === true;
  /** @param {object} event */
  const send = (event) =>
    write(outgoing, `data: ${JSON.stringify({ ...frame(record, 'chat.completion.chunk'), ...event })}\n\n`);
  await plan.until;
  for (const piece of plan.pieces) {
    await pause(plan.delayMs, outgoing);
    if (outgoing.destroyed) return;
    if (piece.error === undefined) await send({ choices: [choiceOf(piece, 'delta', null)] });
    else await write(outgoing, `event: error\ndata: ${JSON.stringify({ error: piece.error })}\n\n`);
  }
  if (plan.finishReason !== undefined)
    await send({ choices: [{ index: 0, delta: {}, finish_reason: plan.finishReason }] });
  if (asked && plan.counts !== false && plan.finishReason !== undefined)
    await send({ choices: [], usage: usageOf(plan, record) });
  if (plan.saysDone !== false) await write(outgoing, 'data: [DONE]\n\n');
  switch (plan.afterwards) {
    case 'stall':
      return;
    case 'cut':
      cutHere.add(outgoing);
      // What is written has to be read first: a browser drops what is still queued when a stream breaks.
      await sleep(50);
      outgoing.socket?.destroy();
      return;
    default:
      outgoing.end();
  }
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
  outgoing.writeHead(200, { 'content-type': 'application/json' });
  outgoing.end(JSON.stringify(body));
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

/** @param {ServerResponse} outgoing @param {string} text */
function write(outgoing, text) {
  return new Promise((resolve) => {
    if (outgoing.write(text)) resolve(undefined);
    else {
      outgoing.once('drain', () => resolve(undefined));
      outgoing.once('close', () => resolve(undefined));
    }
  });
}
