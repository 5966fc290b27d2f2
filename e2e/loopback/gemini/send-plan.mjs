// @ts-check
import { beginStream, finish, pause, sendPlain, toJson, write } from '../sending.mjs';

/**
 * @typedef {import('./plans.mjs').Plan} Plan
 * @typedef {import('./plans.mjs').StreamPlan} StreamPlan
 * @typedef {import('./server.mjs').RequestRecord} RequestRecord
 * @typedef {import('node:http').ServerResponse} ServerResponse
 */

/** @param {{ plan: Plan, record: RequestRecord, outgoing: ServerResponse }} given */
export async function sendPlan({ plan, record, outgoing }) {
  if (plan.kind !== 'stream') await sendPlain({ plan, outgoing });
  else if (record.streams) await sendStream(plan, record, outgoing);
  else await sendWhole(plan, record, outgoing);
}

/**
 * @param {StreamPlan} plan
 * @param {RequestRecord} record
 * @param {ServerResponse} outgoing
 */
async function sendStream(plan, record, outgoing) {
  beginStream(outgoing);
  let written = '';
  for (const chunk of plan.chunks) {
    await pause(plan.delayMs, outgoing);
    if (outgoing.destroyed) return;
    written += textOf(chunk);
    await write(outgoing, `data: ${toJson(withCounts(chunk, { plan, record, written }))}\r\n\r\n`);
  }
  await finish(plan.afterwards, outgoing);
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
  const text = toJson(withCounts(whole, { plan, record, written }));
  outgoing.writeHead(200, { 'content-type': 'application/json; charset=UTF-8' });
  if (plan.afterwards === undefined || plan.afterwards === 'end') {
    outgoing.end(text);
    return;
  }
  await write(outgoing, text.slice(0, text.length / 2));
  await finish(plan.afterwards, outgoing);
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

/** @param {import('./plans.mjs').Chunk} chunk */
function textOf(chunk) {
  const parts = chunk.candidates?.[0]?.content?.parts ?? [];
  return parts.map((part) => (part.thought === true ? '' : (part.text ?? ''))).join('');
}
