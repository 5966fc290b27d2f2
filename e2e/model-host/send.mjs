// @ts-check
import { setTimeout as pause } from 'node:timers/promises';

/**
 * What a host may do with a file.
 *
 * @typedef {{ readonly kind: 'serve' }
 *   | { readonly kind: 'cut', readonly after: number }
 *   | { readonly kind: 'wrong-size', readonly bytes: number }
 *   | { readonly kind: 'wrong-bytes' }
 *   | { readonly kind: 'status', readonly code: number }
 *   | { readonly kind: 'page' }
 *   | { readonly kind: 'slow', readonly bytesPerSecond: number }
 *   | { readonly kind: 'hold', readonly after: number }
 *   | { readonly kind: 'no-cors' }} Plan
 *
 * - `cut`: the connection breaks after so many bytes.
 * - `wrong-size`: a whole answer of so many bytes, cut short or padded.
 * - `wrong-bytes`: the right size, one byte in the middle is another one.
 * - `page`: a web page with status 200, as hosts of apps answer for what they do not have.
 * - `hold`: nothing more comes after so many bytes, until the client goes away.
 * - `no-cors`: served, without the header that lets pages read it.
 *
 * @param {{ plan: Plan, file: Buffer | undefined, outgoing: import('node:http').ServerResponse }} given
 * @returns {Promise<number>} How many bytes of the body were handed over.
 */
export async function send({ plan, file, outgoing }) {
  if (plan.kind === 'status') return answer(outgoing, plan.code, Buffer.from(`Status ${plan.code}, as planned.`));
  if (plan.kind === 'page') return answer(outgoing, 200, Buffer.from('<!doctype html><title>Not this one</title>'));
  if (file === undefined) return answer(outgoing, 404, Buffer.from('Not found.'));
  switch (plan.kind) {
    case 'serve':
    case 'no-cors':
      return answer(outgoing, 200, file);
    case 'wrong-size':
      return answer(outgoing, 200, Buffer.concat([file, Buffer.alloc(plan.bytes)]).subarray(0, plan.bytes));
    case 'wrong-bytes':
      return answer(outgoing, 200, changed(file));
    case 'cut': {
      const sent = await begin(outgoing, file, plan.after);
      // Hung up in order: a reset would take bytes back that the client has not read yet.
      outgoing.socket?.end();
      return sent;
    }
    case 'hold':
      return begin(outgoing, file, plan.after);
    case 'slow':
      return trickle(outgoing, file, plan.bytesPerSecond);
  }
}

/** @param {import('node:http').ServerResponse} outgoing @param {number} code @param {Buffer} body */
async function answer(outgoing, code, body) {
  outgoing.writeHead(code, { 'content-length': body.byteLength, 'content-type': 'application/octet-stream' });
  await new Promise((resolve) => {
    outgoing.once('close', resolve);
    outgoing.end(body, () => resolve(undefined));
  });
  return body.byteLength;
}

/** Promises the whole and gives the beginning. @param {import('node:http').ServerResponse} outgoing @param {Buffer} file @param {number} after */
async function begin(outgoing, file, after) {
  outgoing.writeHead(200, { 'content-length': file.byteLength, 'content-type': 'application/octet-stream' });
  outgoing.flushHeaders();
  const start = file.subarray(0, Math.min(after, file.byteLength - 1));
  await new Promise((resolve) => outgoing.write(start, () => resolve(undefined)));
  return start.byteLength;
}

const tickMs = 25;

/** @param {import('node:http').ServerResponse} outgoing @param {Buffer} file @param {number} bytesPerSecond */
async function trickle(outgoing, file, bytesPerSecond) {
  outgoing.writeHead(200, { 'content-length': file.byteLength, 'content-type': 'application/octet-stream' });
  const step = Math.max(1, Math.round((bytesPerSecond * tickMs) / 1000));
  let sent = 0;
  while (sent < file.byteLength && !outgoing.destroyed) {
    const piece = file.subarray(sent, sent + step);
    outgoing.write(piece);
    sent += piece.byteLength;
    await pause(tickMs);
  }
  outgoing.end();
  return sent;
}

/** @param {Buffer} file */
function changed(file) {
  const copy = Buffer.from(file);
  const middle = copy.byteLength >> 1;
  copy[middle] = (copy[middle] ?? 0) ^ 0xff;
  return copy;
}
