// @ts-check
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * @typedef {import('./plans.mjs').Plan} Plan
 * @typedef {import('./plans.mjs').StreamPlan} StreamPlan
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
      outgoing.writeHead(plan.status, { 'content-type': 'application/json; charset=UTF-8' });
      outgoing.end(toJson(plan.body, 2));
      return;
    case 'raw':
      await pause(plan.delayMs, outgoing);
      outgoing.writeHead(plan.status, { 'content-type': plan.contentType });
      outgoing.end(plan.text);
      return;
    case 'stream':
      if (record.streams) await sendStream(plan, record, outgoing);
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
  // The status line at once, as the real service does: a stall may follow.
  outgoing.flushHeaders();
  let written = '';
  for (const chunk of plan.chunks) {
    await pause(plan.delayMs, outgoing);
    if (outgoing.destroyed) return;
    written += textOf(chunk);
    await write(outgoing, `data: ${toJson(withCounts(chunk, { plan, record, written }))}\r\n\r\n`);
  }
  await finish(plan, outgoing);
}

/**
 * @param {StreamPlan} plan
 * @param {RequestRecord} record
 * @param {ServerResponse} outgoing
 */
async function sendWhole(plan, record, outgoing) {
  for (const _ of plan.chunks) await pause(plan.delayMs, outgoing);
  const written = plan.chunks.map(textOf).join('');
  const last = plan.chunks.at(-1) ?? {};
  const candidate = last.candidates?.[0];
  const whole =
    candidate === undefined || written === ''
      ? last
      : { ...last, candidates: [{ ...candidate, content: { parts: [{ text: written }], role: 'model' } }] };
  const text = toJson(withCounts(whole, { plan, record, written }), 2);
  outgoing.writeHead(200, { 'content-type': 'application/json; charset=UTF-8' });
  if (plan.afterwards === undefined || plan.afterwards === 'end') {
    outgoing.end(text);
    return;
  }
  await write(outgoing, text.slice(0, text.length / 2));
  await finish(plan, outgoing);
}

/**
 * @param {StreamPlan} plan
 * @param {ServerResponse} outgoing
 */
async function finish(plan, outgoing) {
  switch (plan.afterwards) {
    case 'stall':
      return;
    case 'cut':
      cutHere.add(outgoing);
      // What is written has to be read first: a browser drops what is still queued when a stream breaks.
      await sleep(50);
      breakOff(outgoing);
      return;
    default:
      outgoing.end();
  }
}

/**
 * @param {import('./plans.mjs').Chunk} chunk
 * @param {{ plan: StreamPlan, record: RequestRecord, written: string }} given
 */
function withCounts(chunk, { plan, record, written }) {
  if (chunk.error !== undefined) return chunk;
  const promptTokenCount = Math.ceil(record.promptText.length / 4);
  const candidatesTokenCount = Math.ceil(written.length / 4);
  const thoughtsTokenCount = plan.thoughtTokens ?? 0;
  return {
    ...chunk,
    ...(plan.countsTokens === false
      ? {}
      : {
          usageMetadata: {
            promptTokenCount,
            ...(candidatesTokenCount === 0 ? {} : { candidatesTokenCount }),
            totalTokenCount: promptTokenCount + candidatesTokenCount + thoughtsTokenCount,
            promptTokensDetails: [{ modality: 'TEXT', tokenCount: promptTokenCount }],
            ...(thoughtsTokenCount === 0 ? {} : { thoughtsTokenCount }),
          },
        }),
    modelVersion: record.model,
    responseId: 'loopback',
  };
}

/** Under HTTP/2 the stream of the call, and not the connection that all calls share. @param {ServerResponse} outgoing */
function breakOff(outgoing) {
  if ('stream' in outgoing)
    /** @type {import('node:http2').Http2ServerResponse} */ (/** @type {unknown} */ (outgoing)).stream.close(2);
  else outgoing.socket?.destroy();
}

/** @param {import('./plans.mjs').Chunk} chunk */
function textOf(chunk) {
  const parts = chunk.candidates?.[0]?.content?.parts ?? [];
  return parts.map((part) => (part.thought === true ? '' : (part.text ?? ''))).join('');
}

/**
 * The real service escapes line separators too, and the SDK cannot read an event that holds one.
 * @param {unknown} value
 * @param {number} [indent]
 */
function toJson(value, indent) {
  return JSON.stringify(value, undefined, indent).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}

/**
 * @param {ServerResponse} outgoing
 * @param {string} text
 */
function write(outgoing, text) {
  return new Promise((resolve) => {
    if (outgoing.write(text)) resolve(undefined);
    else {
      outgoing.once('drain', () => resolve(undefined));
      outgoing.once('close', () => resolve(undefined));
    }
  });
}

/**
 * @param {number | undefined} ms
 * @param {ServerResponse} outgoing
 */
export async function pause(ms, outgoing) {
  if (ms === undefined || ms <= 0 || outgoing.destroyed) return;
  const gone = new AbortController();
  const leave = () => gone.abort();
  outgoing.once('close', leave);
  await sleep(ms, undefined, { signal: gone.signal }).catch(() => undefined);
  outgoing.removeListener('close', leave);
}
