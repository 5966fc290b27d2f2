// @ts-check
import { setTimeout as sleep } from 'node:timers/promises';

/** @typedef {import('node:http').ServerResponse} ServerResponse */

/** Answers that the server itself broke off. @type {WeakSet<ServerResponse>} */
const cutHere = new WeakSet();

/** @param {ServerResponse} outgoing */
export function wasCutHere(outgoing) {
  return cutHere.has(outgoing);
}

/** @param {{ plan: import('./plain-plans.mjs').PlainPlan, outgoing: ServerResponse }} given */
export async function sendPlain({ plan, outgoing }) {
  if (plan.kind === 'redirect') {
    outgoing.writeHead(307, { location: plan.location }).end();
    return;
  }
  await pause(plan.delayMs, outgoing);
  if (plan.kind === 'status') {
    outgoing.writeHead(plan.status, { 'content-type': 'application/json; charset=UTF-8', ...plan.headers });
    outgoing.end(toJson(plan.body));
    return;
  }
  outgoing.writeHead(plan.status, { 'content-type': plan.contentType });
  for (const part of typeof plan.text === 'string' ? [plan.text] : plan.text) outgoing.write(part);
  outgoing.end();
}

/** The status line goes at once, as the real services send it: a stall may follow. @param {ServerResponse} outgoing */
export function beginStream(outgoing) {
  outgoing.writeHead(200, { 'content-type': 'text/event-stream' });
  outgoing.flushHeaders();
}

/** @param {import('./plain-plans.mjs').Afterwards | undefined} afterwards @param {ServerResponse} outgoing */
export async function finish(afterwards, outgoing) {
  switch (afterwards) {
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

/** Under HTTP/2 the stream of the call, and not the connection that all calls share. @param {ServerResponse} outgoing */
function breakOff(outgoing) {
  if ('stream' in outgoing)
    /** @type {import('node:http2').Http2ServerResponse} */ (/** @type {unknown} */ (outgoing)).stream.close(2);
  else outgoing.socket?.destroy();
}

/**
 * Real services escape line separators too, and an SDK cannot read an event that holds one.
 * @param {unknown} value
 */
export function toJson(value) {
  return JSON.stringify(value).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}

/** @param {ServerResponse} outgoing @param {string} text */
export function write(outgoing, text) {
  return new Promise((resolve) => {
    if (outgoing.write(text)) resolve(undefined);
    else {
      outgoing.once('drain', () => resolve(undefined));
      outgoing.once('close', () => resolve(undefined));
    }
  });
}

/** @param {number | undefined} ms @param {ServerResponse} outgoing */
export async function pause(ms, outgoing) {
  if (ms === undefined || ms <= 0 || outgoing.destroyed) return;
  const gone = new AbortController();
  const leave = () => gone.abort();
  outgoing.once('close', leave);
  await sleep(ms, undefined, { signal: gone.signal }).catch(() => undefined);
  outgoing.removeListener('close', leave);
}
