// @ts-check
import { startLoopback } from '../loopback-server.mjs';
import { apiError, badKey, noSuchPath } from '../openai/error-bodies.mjs';
import { beginStream, sendPlain, toJson, write } from '../sending.mjs';

/**
 * What the stand-ins for vLLM, llama.cpp and other programs have in common: calls by path, an answer in JSON or as events.
 *
 * @typedef {Record<string, any>} Body As it came: each program reads its own fields.
 * @typedef {{ kind: 'events', events: readonly unknown[], saysDone?: boolean }} EventsPlan
 * @typedef {EventsPlan | import('../plain-plans.mjs').PlainPlan} Plan
 * @typedef {import('../loopback-server.mjs').RequestRecord<Body>} RequestRecord
 * @typedef {import('../loopback-server.mjs').LoopbackServer<Body, Plan>} ProgramServer
 * @typedef {(body: Body) => Plan} Answer
 * @typedef {Readonly<Record<string, Answer>>} Calls By method and path: `POST /tokenize`.
 */

/** Those that write text, and so may be answered by a rule of a test. */
const generating = new Set(['POST /v1/completions', 'POST /v1/chat/completions', 'POST /completion']);
const embedding = new Set(['POST /v1/embeddings', 'POST /embeddings']);

/**
 * @param {Calls} calls
 * @param {import('../loopback-server.mjs').Options & { key?: string }} options
 * @returns {Promise<ProgramServer>}
 */
export function serveProgram(calls, { key = '', ...options }) {
  return startLoopback(
    /** @type {import('../loopback-server.mjs').Protocol<Body, Plan>} */ ({
      path: '/v1',
      read: ({ method, url }, body) => ({
        call: callOf(`${method} ${url}`),
        streams: body.stream === true,
        model: body.model ?? '',
        promptText: JSON.stringify(body.prompt ?? body.messages ?? body.input ?? body.content ?? ''),
      }),
      asksForSchema: () => false,
      malformed: apiError(400, 'The body is no JSON.'),
      refuse: ({ headers }) => (key !== '' && headers.authorization !== `Bearer ${key}` ? badKey() : undefined),
      fail: () => apiError(503, 'The server is busy. Please try again later.'),
      answer: ({ method, url, body }) => calls[`${method} ${url}`]?.(body) ?? noSuchPath(),
      send: sendPlan,
      pageHeaders: {},
      preflightHeaders: {
        'access-control-allow-methods': 'GET, POST, OPTIONS',
        'access-control-allow-headers': 'content-type, authorization',
      },
      preflightStatus: { allowed: 204, refused: 403 },
    }),
    options,
  );
}

/** @param {unknown} body @returns {import('../plain-plans.mjs').StatusPlan} */
export function ok(body) {
  return { kind: 'status', status: 200, body };
}

/** A field that a program does not know is refused here, so that a misspelt one is no test that passes. @param {Body} body @param {readonly string[]} known */
export function unknownField(body, known) {
  const name = Object.keys(body).find((each) => !known.includes(each));
  return name === undefined ? undefined : apiError(400, `Unknown field: ${name}`);
}

/** @param {string} request @returns {import('../loopback-server.mjs').Call} */
function callOf(request) {
  if (generating.has(request)) return 'generate';
  if (embedding.has(request)) return 'embed';
  if (request.startsWith('GET ')) return request === 'GET /v1/models' ? 'list' : 'get';
  return 'count';
}

/** @param {{ plan: Plan, outgoing: import('node:http').ServerResponse }} given */
async function sendPlan({ plan, outgoing }) {
  if (plan.kind !== 'events') {
    await sendPlain({ plan, outgoing });
    return;
  }
  beginStream(outgoing);
  for (const event of plan.events) await write(outgoing, `data: ${toJson(event)}\n\n`);
  if (plan.saysDone !== false) await write(outgoing, 'data: [DONE]\n\n');
  outgoing.end();
}
