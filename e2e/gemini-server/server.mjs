// @ts-check
import { answerOf } from './brain.mjs';
import { createCounters } from './counters.mjs';
import { embeddingsOf, textOf } from './embeddings.mjs';
import { apiError, badKey, noKey, unknownModel } from './error-bodies.mjs';
import { faultPlan } from './faults.mjs';
import { createListener } from './listener.mjs';
import { pageOfModels } from './models.mjs';
import { refusalOf } from './request-check.mjs';
import { pause, sendPlan, wasCutHere } from './send-plan.mjs';

/**
 * A Gemini service on this machine: the REST surface that the real one has, with answers that a test scripts, or sensible
 * ones from `brain.mjs`.
 *
 * @typedef {import('./plans.mjs').Plan} Plan
 * @typedef {{ role?: string, parts?: readonly { text?: string, inlineData?: { mimeType: string, data: string } }[] }} Content
 * @typedef {object} GenerateBody
 * @property {readonly Content[]} [contents]
 * @property {Content} [systemInstruction]
 * @property {readonly { category: string, threshold: string }[]} [safetySettings]
 * @property {Record<string, unknown>} [generationConfig]
 * @property {readonly import('./embeddings.mjs').EmbedRequest[]} [requests] Of `batchEmbedContents`.
 *
 * @typedef {object} RequestRecord
 * @property {string} method
 * @property {string} url Path and query.
 * @property {import('node:http').IncomingHttpHeaders} headers
 * @property {'generate' | 'embed' | 'count' | 'list' | 'get' | 'preflight' | 'other'} call
 * @property {boolean} streams
 * @property {string} model Without `models/`; empty where the path names none.
 * @property {GenerateBody} body Empty where there is none.
 * @property {string} promptText System text and all turns.
 * @property {number} at `performance.now()` when it had come.
 * @property {number | undefined} leftAt `performance.now()` when the client went away before the answer was whole.
 * @property {Promise<void>} left Resolves when the client goes away before the answer is whole.
 *
 * @typedef {object} When
 * @property {string | RegExp} [prompt] In the prompt text.
 * @property {string | RegExp} [model] The whole id, or a match in it.
 * @property {boolean} [schema] Whether a `responseSchema` is set.
 * @property {'generate' | 'embed' | 'list' | 'count'} [call] `generate` unless said otherwise.
 * @property {number} [times] After so many requests the rule is spent; without it, it stays.
 *
 * @typedef {Plan | ((request: RequestRecord) => Plan)} Response
 *
 * @typedef {object} GeminiServer
 * @property {string} url Without a trailing slash: what is entered as "Gemini endpoint".
 * @property {readonly RequestRecord[]} requests All but preflights, oldest first.
 * @property {readonly RequestRecord[]} asked Those of them that may cost something: lists of models are free.
 * @property {readonly RequestRecord[]} preflights
 * @property {(response: Response, when?: When) => void} respondWith With `when`, a rule: the newest that fits answers.
 *   Without, one answer in a queue for the calls to generate content.
 * @property {(count: number) => Promise<void>} received Resolves when so many requests have come.
 * @property {(allowed: boolean) => void} allowPages Whether the answers carry CORS headers; they do at first.
 * @property {() => import('./counters.mjs').Counts} counts Since the last `resetCounts`.
 * @property {() => void} resetCounts
 * @property {(faults: import('./faults.mjs').Faults) => void} failSome Calls to generate content; a share of 0 ends it.
 * @property {() => void} reset Forgets rules, queue, requests and faults.
 * @property {() => Promise<void>} close
 */

/**
 * @typedef {object} Options
 * @property {number} [port]
 * @property {string} [host]
 * @property {number} [modelsPerPage]
 * @property {number} [latencyMs] Before each answer to a call to generate content or to embed.
 * @property {boolean} [http2] HTTP/2 over TLS, and nothing else; see `listener.mjs`.
 * @property {number} [keepRequests] The last so many are kept in `requests`; all unless said otherwise.
 * @property {number} [preflightSeconds] How long a browser may remember that pages are allowed; the real service says an hour.
 *
 * @param {Options} [options]
 * @returns {Promise<GeminiServer>}
 */
export async function startGeminiServer({
  port = 0,
  host = '127.0.0.1',
  modelsPerPage,
  latencyMs = 0,
  http2 = false,
  keepRequests = Number.POSITIVE_INFINITY,
  preflightSeconds = 0,
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
  let fault = faultPlan({ share: 0 });
  const counters = createCounters();

  const { scheme, server, closeConnections } = createListener({
    http2,
    handle: (incoming, outgoing) =>
      void handle(incoming, outgoing).catch((error) => {
        if (!outgoing.headersSent) outgoing.writeHead(500);
        outgoing.end(String(error));
      }),
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(undefined));
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');

  /**
   * @param {import('node:http').IncomingMessage} incoming
   * @param {import('node:http').ServerResponse} outgoing
   */
  async function handle(incoming, outgoing) {
    const bytes = await readAll(incoming);
    const { record, malformed } = toRecord(incoming, outgoing, bytes);
    const origin = pages ? incoming.headers.origin : undefined;
    if (origin !== undefined) {
      outgoing.setHeader('access-control-allow-origin', origin);
      outgoing.setHeader('vary', 'Origin');
    }
    if (record.call === 'preflight') {
      preflights.push(record);
      if (origin !== undefined) {
        outgoing.setHeader('access-control-allow-methods', 'GET, POST, OPTIONS');
        outgoing.setHeader('access-control-allow-headers', 'content-type, x-goog-api-client, x-goog-api-key');
        outgoing.setHeader('access-control-max-age', String(preflightSeconds));
      }
      outgoing.writeHead(200).end();
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
    const plan = malformed
      ? apiError(400, 'Invalid JSON payload received. Unexpected end of string.')
      : planFor(record);
    const answered = counters.begin(record);
    outgoing.once('close', answered);
    if (record.call === 'generate' || record.call === 'embed') await pause(latencyMs, outgoing);
    await sendPlan({ plan, record, outgoing });
  }

  /** @param {RequestRecord} record @returns {Plan} */
  function planFor(record) {
    const key = record.headers['x-goog-api-key'] ?? '';
    if (key === '') return noKey();
    if (key === 'bad-key') return badKey();
    if (record.model.startsWith('no-such-model')) return unknownModel(record.model);
    const response = ruleFor(record) ?? (record.call === 'generate' ? queue.shift() : undefined);
    if (response !== undefined) return typeof response === 'function' ? response(record) : response;
    const failing = record.call === 'generate' ? fault(record.promptText) : undefined;
    if (failing !== undefined) return failing;
    switch (record.call) {
      case 'generate':
        return refusalOf(record.body, record.model) ?? answerOf(record);
      case 'embed':
        return embeddingsOf(record.body, record.model);
      case 'count':
        return { kind: 'status', status: 200, body: { totalTokens: Math.ceil(record.promptText.length / 4) } };
      case 'list':
      case 'get':
        return pageOfModels(record, modelsPerPage);
      default:
        return apiError(404, `Not found: ${record.url}`);
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
    url: `${scheme}://${host}:${address.port}`,
    get requests() {
      return requests;
    },
    get asked() {
      return requests.filter(({ call }) => call !== 'list' && call !== 'get');
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
    counts: counters.read,
    resetCounts: counters.reset,
    failSome(faults) {
      fault = faultPlan(faults);
    },
    reset() {
      requests = [];
      received = 0;
      fault = faultPlan({ share: 0 });
      preflights = [];
      queue = [];
      rules = [];
      pages = true;
    },
    close() {
      closeConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/**
 * @param {RequestRecord} record
 * @param {When} when
 */
function fits(record, when) {
  return (
    record.call === (when.call ?? 'generate') &&
    (when.prompt === undefined || matches(record.promptText, when.prompt, false)) &&
    (when.model === undefined || matches(record.model, when.model, true)) &&
    (when.schema === undefined || when.schema === (record.body.generationConfig?.responseSchema !== undefined))
  );
}

/**
 * @param {string} given
 * @param {string | RegExp} wanted
 * @param {boolean} whole
 */
function matches(given, wanted, whole) {
  if (wanted instanceof RegExp) return wanted.test(given);
  return whole ? given === wanted : given.includes(wanted);
}

/**
 * @param {import('node:http').IncomingMessage} incoming
 * @param {import('node:http').ServerResponse} outgoing
 * @param {string} bytes
 */
function toRecord(incoming, outgoing, bytes) {
  const url = incoming.url ?? '/';
  const [, model = '', task] = /^\/v1beta\/models\/([^:?/]+)(?::(\w+))?(?:\?|$)/.exec(url) ?? [];
  const { body, malformed } = parse(bytes);
  /** @type {() => void} */
  let gone = () => {};
  /** @type {RequestRecord} */
  const record = {
    method: incoming.method ?? '',
    url,
    headers: incoming.headers,
    call: callOf(incoming.method, url, { model, task }),
    streams: task === 'streamGenerateContent',
    model: decodeURIComponent(model),
    body,
    promptText: promptTextOf(body),
    at: performance.now(),
    leftAt: undefined,
    left: new Promise((resolve) => {
      gone = resolve;
    }),
  };
  outgoing.once('close', () => {
    if (isWhole(outgoing) || wasCutHere(outgoing)) return;
    record.leftAt = performance.now();
    gone();
  });
  return { record, malformed };
}

/** HTTP/2 has no word for it: what was ended there has been handed to the stream. @param {import('node:http').ServerResponse} outgoing */
function isWhole(outgoing) {
  return outgoing.writableFinished ?? outgoing.writableEnded;
}

/**
 * @param {string | undefined} method
 * @param {string} url
 * @param {{ model: string, task: string | undefined }} path
 * @returns {RequestRecord['call']}
 */
function callOf(method, url, { model, task }) {
  if (method === 'OPTIONS') return 'preflight';
  if (method === 'POST' && (task === 'generateContent' || task === 'streamGenerateContent')) return 'generate';
  if (method === 'POST' && task === 'batchEmbedContents') return 'embed';
  if (method === 'POST' && task === 'countTokens') return 'count';
  if (method === 'GET' && model !== '' && task === undefined) return 'get';
  return method === 'GET' && /^\/v1beta\/models(?:\?|$)/.test(url) ? 'list' : 'other';
}

/** @param {string} bytes @returns {{ body: GenerateBody, malformed: boolean }} */
function parse(bytes) {
  if (bytes === '') return { body: {}, malformed: false };
  try {
    return { body: JSON.parse(bytes), malformed: false };
  } catch {
    return { body: {}, malformed: true };
  }
}

/** @param {GenerateBody} body */
function promptTextOf({ systemInstruction, contents, requests }) {
  if (Array.isArray(requests)) return requests.map(textOf).join('\n\n');
  /** @type {Content[]} */
  const all = systemInstruction === undefined ? [] : [systemInstruction];
  if (Array.isArray(contents)) all.push(...contents);
  return all.flatMap(({ parts = [] }) => parts.map((part) => part.text ?? '[image]')).join('\n\n');
}

/** @param {import('node:http').IncomingMessage} incoming */
async function readAll(incoming) {
  /** @type {Buffer[]} */
  const chunks = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
