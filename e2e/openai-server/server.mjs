// @ts-check
import { createServer } from 'node:http';
import { createCounters } from '../gemini-server/counters.mjs';
import { faultPlan } from '../gemini-server/faults.mjs';
import { pause } from '../gemini-server/send-plan.mjs';
import { answerOf, embeddingsOf } from './brain.mjs';
import { apiError, badKey, unknownModel } from './error-bodies.mjs';
import { fromGemini } from './from-gemini.mjs';
import { html } from './plans.mjs';
import { refusalOf } from './request-check.mjs';
import { sendPlan, wasCutHere } from './send-plan.mjs';

/**
 * An OpenAI-compatible server on this machine, with answers that a test scripts, or sensible ones from `brain.mjs`.
 *
 * @typedef {import('./plans.mjs').Plan} Plan
 * @typedef {import('./request-check.mjs').Formats} Formats
 * @typedef {{ type?: string, text?: string, image_url?: { url: string } }} ContentPart
 * @typedef {{ role?: string, content?: string | readonly ContentPart[] }} Message
 * @typedef {object} ChatBody
 * @property {string} [model]
 * @property {readonly Message[]} [messages]
 * @property {boolean} [stream]
 * @property {{ include_usage?: boolean }} [stream_options]
 * @property {boolean} [logprobs]
 * @property {number} [top_logprobs]
 * @property {string} [reasoning_effort]
 * @property {number} [max_tokens]
 * @property {number} [seed]
 * @property {{ type?: string, json_schema?: { name?: string, schema?: unknown, strict?: boolean } }} [response_format]
 * @property {string | readonly string[]} [input] Of `/embeddings`.
 *
 * @typedef {object} RequestRecord
 * @property {string} method
 * @property {string} url Path and query.
 * @property {import('node:http').IncomingHttpHeaders} headers
 * @property {'generate' | 'embed' | 'list' | 'preflight' | 'other'} call
 * @property {boolean} streams
 * @property {string} model Empty where the request names none.
 * @property {ChatBody} body Empty where there is none.
 * @property {string} promptText All messages.
 * @property {number} at `performance.now()` when it had come.
 * @property {number | undefined} leftAt `performance.now()` when the client went away before the answer was whole.
 * @property {Promise<void>} left Resolves when the client goes away before the answer is whole.
 *
 * @typedef {object} When
 * @property {string | RegExp} [prompt] In the prompt text.
 * @property {string} [model]
 * @property {'json_schema' | 'json_object' | 'none'} [format]
 * @property {'generate' | 'embed' | 'list'} [call] `generate` unless said otherwise.
 * @property {number} [times] After so many requests the rule is spent; without it, it stays.
 *
 * @typedef {Plan | ((request: RequestRecord) => Plan)} Response
 *
 * @typedef {object} OpenAiServer
 * @property {string} url With the version and without a trailing slash: what is entered as the address of the server.
 * @property {string} origin The same without the version: every call there gets a web page that says 404.
 * @property {readonly RequestRecord[]} requests All but preflights, oldest first.
 * @property {readonly RequestRecord[]} preflights
 * @property {(response: Response, when?: When) => void} respondWith With `when`, a rule: the newest that fits answers.
 *   Without, one answer in a queue for the calls to chat.
 * @property {(count: number) => Promise<void>} received Resolves when so many requests have come.
 * @property {(allowed: boolean) => void} allowPages Whether the answers carry CORS headers; they do at first.
 * @property {(key: string) => void} requireKey Empty: none, as at first.
 * @property {(formats: Formats) => void} takeFormats `schema` at first.
 * @property {() => import('../gemini-server/counters.mjs').Counts} counts Since the last `resetCounts`.
 * @property {() => void} resetCounts
 * @property {(faults: import('../gemini-server/faults.mjs').Faults) => void} failSome Calls to chat; a share of 0 ends it.
 * @property {() => void} reset Forgets rules, queue, requests, faults and what was set.
 * @property {() => Promise<void>} close
 */

export const chatModels = ['gemma-3-4b-it', 'qwen3-4b'];
export const embeddingModels = ['nomic-embed-text'];

/**
 * @typedef {object} Options
 * @property {number} [port]
 * @property {string} [host]
 * @property {number} [latencyMs] Before each answer to a call to chat or to embed.
 * @property {string} [key]
 * @property {number} [keepRequests] The last so many are kept in `requests`; all unless said otherwise.
 *
 * @param {Options} [options]
 * @returns {Promise<OpenAiServer>}
 */
export async function startOpenAiServer({
  port = 0,
  host = '127.0.0.1',
  latencyMs = 0,
  key: firstKey = '',
  keepRequests = Number.POSITIVE_INFINITY,
} = {}) {
  /** @type {RequestRecord[]} */
  let requests = [];
  /** @type {RequestRecord[]} */
  let preflights = [];
  /** @type {Response[]} */
  let queue = [];
  /** @type {{ response: Response, when: When, left: number }[]} */
  let rules = [];
  /** @type {{ count: number, resolve: () => void }[]} */
  let waiting = [];
  let received = 0;
  let pages = true;
  let key = firstKey;
  /** @type {Formats} */
  let formats = 'schema';
  let fault = faultPlan({ share: 0 });
  const counters = createCounters();

  const server = createServer((incoming, outgoing) => {
    handle(incoming, outgoing).catch((error) => {
      if (!outgoing.headersSent) outgoing.writeHead(500);
      outgoing.end(String(error));
    });
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(undefined));
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  const origin = `http://${host}:${address.port}`;

  /**
   * @param {import('node:http').IncomingMessage} incoming
   * @param {import('node:http').ServerResponse} outgoing
   */
  async function handle(incoming, outgoing) {
    const { record, malformed } = toRecord(incoming, outgoing, await readAll(incoming));
    const page = pages ? incoming.headers.origin : undefined;
    if (page !== undefined) {
      outgoing.setHeader('access-control-allow-origin', page);
      outgoing.setHeader('access-control-expose-headers', 'retry-after');
      outgoing.setHeader('vary', 'Origin');
    }
    if (record.call === 'preflight') {
      preflights.push(record);
      if (page !== undefined) {
        outgoing.setHeader('access-control-allow-methods', 'GET, POST, OPTIONS');
        outgoing.setHeader('access-control-allow-headers', 'content-type, authorization');
      }
      outgoing.writeHead(page === undefined ? 403 : 204).end();
      return;
    }
    requests.push(record);
    if (requests.length > keepRequests) requests = requests.slice(-keepRequests);
    received += 1;
    waiting = waiting.filter(({ count, resolve }) => {
      if (received < count) return true;
      resolve();
      return false;
    });
    const plan = malformed ? apiError(400, 'We could not parse the JSON body of your request.') : planFor(record);
    const answered = counters.begin(record);
    outgoing.once('close', answered);
    if (record.call === 'generate' || record.call === 'embed') await pause(latencyMs, outgoing);
    await sendPlan({ plan, record, outgoing });
  }

  /** @param {RequestRecord} record @returns {Plan} */
  function planFor(record) {
    if (key !== '' && record.headers.authorization !== `Bearer ${key}`) return badKey();
    const response = ruleFor(record) ?? (record.call === 'generate' ? queue.shift() : undefined);
    if (response !== undefined) return typeof response === 'function' ? response(record) : response;
    const failing = record.call === 'generate' ? fault(record.promptText) : undefined;
    if (failing !== undefined) return fromGemini(failing);
    switch (record.call) {
      case 'generate':
        if (!chatModels.includes(record.model)) return unknownModel(record.model);
        return refusalOf(record.body, formats) ?? answerOf(record, { heedsSchema: formats !== 'heedless' });
      case 'embed':
        if (chatModels.includes(record.model))
          return apiError(501, 'This model does not support embeddings', { code: 501 });
        return embeddingModels.includes(record.model) ? embeddingsOf(record) : unknownModel(record.model);
      case 'list':
        return listOfModels();
      default:
        return html(404);
    }
  }

  /** @param {RequestRecord} record @returns {Response | undefined} */
  function ruleFor(record) {
    const rule = rules.findLast(({ when, left }) => left > 0 && fits(record, when));
    if (rule === undefined) return undefined;
    rule.left -= 1;
    return rule.response;
  }

  return {
    url: `${origin}/v1`,
    origin,
    get requests() {
      return requests;
    },
    get preflights() {
      return preflights;
    },
    respondWith(response, when) {
      if (when === undefined) queue.push(response);
      else rules.push({ response, when, left: when.times ?? Number.POSITIVE_INFINITY });
    },
    received(count) {
      if (received >= count) return Promise.resolve();
      return new Promise((resolve) => waiting.push({ count, resolve }));
    },
    allowPages(allowed) {
      pages = allowed;
    },
    requireKey(required) {
      key = required;
    },
    takeFormats(taken) {
      formats = taken;
    },
    counts: counters.read,
    resetCounts: counters.reset,
    failSome(faults) {
      fault = faultPlan(faults);
    },
    reset() {
      requests = [];
      received = 0;
      preflights = [];
      queue = [];
      rules = [];
      pages = true;
      key = firstKey;
      formats = 'schema';
      fault = faultPlan({ share: 0 });
    },
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** @returns {import('./plans.mjs').StatusPlan} */
function listOfModels() {
  const data = [...chatModels, ...embeddingModels].map((id) => ({
    id,
    object: 'model',
    created: 0,
    owned_by: 'library',
  }));
  return { kind: 'status', status: 200, body: { object: 'list', data } };
}

/**
 * @param {RequestRecord} record
 * @param {When} when
 */
function fits(record, when) {
  return (
    record.call === (when.call ?? 'generate') &&
    (when.prompt === undefined || matches(record.promptText, when.prompt)) &&
    (when.model === undefined || when.model === record.model) &&
    (when.format === undefined || when.format === (record.body.response_format?.type ?? 'none'))
  );
}

/** @param {string} given @param {string | RegExp} wanted */
function matches(given, wanted) {
  return wanted instanceof RegExp ? wanted.test(given) : given.includes(wanted);
}

/**
 * @param {import('node:http').IncomingMessage} incoming
 * @param {import('node:http').ServerResponse} outgoing
 * @param {string} bytes
 */
function toRecord(incoming, outgoing, bytes) {
  const url = incoming.url ?? '/';
  const { body, malformed } = parse(bytes);
  /** @type {() => void} */
  let gone = () => {};
  /** @type {RequestRecord} */
  const record = {
    method: incoming.method ?? '',
    url,
    headers: incoming.headers,
    call: callOf(incoming.method, url),
    streams: body.stream === true,
    model: body.model ?? '',
    body,
    promptText: promptTextOf(body),
    at: performance.now(),
    leftAt: undefined,
    left: new Promise((resolve) => {
      gone = resolve;
    }),
  };
  outgoing.once('close', () => {
    if (outgoing.writableFinished || wasCutHere(outgoing)) return;
    record.leftAt = performance.now();
    gone();
  });
  return { record, malformed };
}

/** @param {string | undefined} method @param {string} url @returns {RequestRecord['call']} */
function callOf(method, url) {
  if (method === 'OPTIONS') return 'preflight';
  switch (`${method} ${url}`) {
    case 'POST /v1/chat/completions':
      return 'generate';
    case 'POST /v1/embeddings':
      return 'embed';
    case 'GET /v1/models':
      return 'list';
    default:
      return 'other';
  }
}

/** @param {string} bytes @returns {{ body: ChatBody, malformed: boolean }} */
function parse(bytes) {
  if (bytes === '') return { body: {}, malformed: false };
  try {
    return { body: JSON.parse(bytes), malformed: false };
  } catch {
    return { body: {}, malformed: true };
  }
}

/** @param {ChatBody} body */
function promptTextOf({ messages = [], input }) {
  if (input !== undefined) return typeof input === 'string' ? input : input.join('\n\n');
  return messages
    .flatMap(({ content = '' }) =>
      typeof content === 'string' ? [content] : content.map(({ text = '[image]' }) => text),
    )
    .join('\n\n');
}

/** @param {import('node:http').IncomingMessage} incoming */
async function readAll(incoming) {
  /** @type {Buffer[]} */
  const chunks = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
