// @ts-check
import { createCounters } from './counters.mjs';
import { faultPlan } from './gemini/faults.mjs';
import { createListener } from './listener.mjs';
import { pause, wasCutHere } from './sending.mjs';

/**
 * What every service on this machine does, whatever it speaks: it listens, keeps what it was asked, answers pages or not, and picks the
 * answer: that of the newest rule that fits, else the next one of the queue, else a fault, else its own.
 *
 * @typedef {import('node:http').IncomingMessage} IncomingMessage
 * @typedef {import('node:http').ServerResponse} ServerResponse
 * @typedef {'generate' | 'embed' | 'count' | 'list' | 'get' | 'preflight' | 'other'} Call
 *
 * @typedef {object} Asked What a protocol reads of a request.
 * @property {Call} call
 * @property {boolean} streams
 * @property {string} model Empty where the request names none.
 * @property {string} promptText All that the model is given to read.
 */

/**
 * @template Body
 * @typedef {object} RequestRecord
 * @property {string} method
 * @property {string} url Path and query.
 * @property {import('node:http').IncomingHttpHeaders} headers
 * @property {Call} call
 * @property {boolean} streams
 * @property {string} model Empty where the request names none.
 * @property {Body} body Empty where there is none.
 * @property {string} promptText All that the model is given to read.
 * @property {number} at `performance.now()` when it had come.
 * @property {number | undefined} leftAt `performance.now()` when the client went away before the answer was whole.
 * @property {Promise<void>} left Resolves when the client goes away before the answer is whole.
 */

/**
 * @template Body, Plan
 * @typedef {Plan | ((request: RequestRecord<Body>) => Plan)} Response
 */

/**
 * @typedef {object} When
 * @property {string | RegExp} [prompt] In the prompt text.
 * @property {string | RegExp} [model] The whole id, or a match in it.
 * @property {Call} [call] `generate` unless said otherwise.
 * @property {boolean} [schema] Whether the answer is to be held to a schema.
 * @property {number} [times] After so many requests the rule is spent; without it, it stays.
 */

/**
 * @template Body, Plan
 * @typedef {object} LoopbackServer
 * @property {string} url Without a trailing slash.
 * @property {string} origin
 * @property {readonly RequestRecord<Body>[]} requests All but preflights, oldest first.
 * @property {readonly RequestRecord<Body>[]} asked Those of them that may cost something: lists of models are free.
 * @property {readonly RequestRecord<Body>[]} preflights
 * @property {(response: Response<Body, Plan>, when?: When) => void} respondWith With `when`, a rule: the newest that fits answers.
 *   Without, one answer in a queue for the calls to generate content.
 * @property {(count: number) => Promise<void>} received Resolves when so many requests have come.
 * @property {(allowed: boolean) => void} allowPages Whether the answers carry CORS headers; they do at first.
 * @property {() => import('./counters.mjs').Counts} counts Since the last `resetCounts`.
 * @property {() => void} resetCounts
 * @property {(latencyMs: number) => void} answerAfter From now on, in place of `latencyMs` of the options.
 * @property {(faults: import('./gemini/faults.mjs').Faults) => void} failSome Calls to generate content; a share of 0 ends it.
 * @property {() => void} reset Forgets rules, queue, requests and faults.
 * @property {() => Promise<void>} close
 */

/**
 * @template Body, Plan
 * @typedef {object} Protocol
 * @property {string} path Of the service below its origin.
 * @property {(incoming: IncomingMessage, body: Body) => Asked} read
 * @property {(body: Body) => boolean} asksForSchema
 * @property {Plan} malformed What a body that is no JSON gets.
 * @property {(record: RequestRecord<Body>) => Plan | undefined} refuse Before any rule: wrong keys.
 * @property {(plan: import('./gemini/plans.mjs').Plan) => Plan} fail
 * @property {(record: RequestRecord<Body>) => Plan} answer
 * @property {(given: { plan: Plan, record: RequestRecord<Body>, outgoing: ServerResponse }) => Promise<void>} send
 * @property {Readonly<Record<string, string>>} pageHeaders On every answer to a page.
 * @property {Readonly<Record<string, string>>} preflightHeaders
 * @property {{ readonly allowed: number, readonly refused: number }} preflightStatus
 */

/**
 * @typedef {object} Options
 * @property {number} [port]
 * @property {string} [host]
 * @property {number} [latencyMs] Before each answer to a call to generate content or to embed.
 * @property {boolean} [http2] HTTP/2 over TLS, and nothing else; see `listener.mjs`.
 * @property {number} [keepRequests] The last so many are kept in `requests`; all unless said otherwise.
 */

/**
 * @template {object} Body
 * @template Plan
 * @param {Protocol<Body, Plan>} protocol
 * @param {Options} options
 * @returns {Promise<LoopbackServer<Body, Plan>>}
 */
export async function startLoopback(
  protocol,
  {
    port = 0,
    host = '127.0.0.1',
    latencyMs: latencyAtFirst = 0,
    http2 = false,
    keepRequests = Number.POSITIVE_INFINITY,
  },
) {
  /** @type {RequestRecord<Body>[]} */
  let requests = [];
  /** @type {RequestRecord<Body>[]} */
  let preflights = [];
  /** @type {Response<Body, Plan>[]} */
  let queue = [];
  /** @type {{ response: Response<Body, Plan>, when: When, left: number }[]} */
  let rules = [];
  /** @type {{ count: number, resolve: () => void }[]} */
  let waiting = [];
  let received = 0;
  let latencyMs = latencyAtFirst;
  let pages = true;
  let fault = faultPlan({ share: 0 });
  const counters = createCounters();
  const { origin, close } = await createListener({ port, host, http2, handle });

  /** @param {IncomingMessage} incoming @param {ServerResponse} outgoing */
  async function handle(incoming, outgoing) {
    const { body, malformed } = parse(await readAll(incoming));
    const record = toRecord(incoming, outgoing, /** @type {Body} */ (body));
    const page = pages ? incoming.headers.origin : undefined;
    if (page !== undefined)
      setHeaders(outgoing, { 'access-control-allow-origin': page, vary: 'Origin', ...protocol.pageHeaders });
    if (record.call === 'preflight') {
      preflights.push(record);
      if (page !== undefined) setHeaders(outgoing, protocol.preflightHeaders);
      outgoing
        .writeHead(page === undefined ? protocol.preflightStatus.refused : protocol.preflightStatus.allowed)
        .end();
      return;
    }
    keep(record);
    const plan = malformed ? protocol.malformed : planFor(record);
    outgoing.once('close', counters.begin(record));
    if (record.call === 'generate' || record.call === 'embed') await pause(latencyMs, outgoing);
    await protocol.send({ plan, record, outgoing });
  }

  /** @param {IncomingMessage} incoming @param {ServerResponse} outgoing @param {Body} body @returns {RequestRecord<Body>} */
  function toRecord(incoming, outgoing, body) {
    /** @type {() => void} */
    let gone = () => {};
    /** @type {RequestRecord<Body>} */
    const record = {
      method: incoming.method ?? '',
      url: incoming.url ?? '/',
      headers: incoming.headers,
      body,
      ...protocol.read(incoming, body),
      ...(incoming.method === 'OPTIONS' ? { call: 'preflight' } : {}),
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
    return record;
  }

  /** @param {RequestRecord<Body>} record */
  function keep(record) {
    requests.push(record);
    if (requests.length > keepRequests) requests = requests.slice(-keepRequests);
    received += 1;
    waiting = waiting.filter(({ count, resolve }) => {
      if (received < count) return true;
      resolve();
      return false;
    });
  }

  /** @param {RequestRecord<Body>} record @returns {Plan} */
  function planFor(record) {
    const refused = protocol.refuse(record);
    if (refused !== undefined) return refused;
    const generates = record.call === 'generate';
    const response = ruleFor(record) ?? (generates ? queue.shift() : undefined);
    if (response !== undefined) {
      return typeof response === 'function'
        ? /** @type {(given: RequestRecord<Body>) => Plan} */ (response)(record)
        : response;
    }
    const failing = generates ? fault(record.promptText) : undefined;
    return failing === undefined ? protocol.answer(record) : protocol.fail(failing);
  }

  /** @param {RequestRecord<Body>} record */
  function ruleFor(record) {
    const rule = rules.findLast(
      ({ when, left }) =>
        left > 0 &&
        fits(record, when) &&
        (when.schema === undefined || when.schema === protocol.asksForSchema(record.body)),
    );
    if (rule === undefined) return undefined;
    rule.left -= 1;
    return rule.response;
  }

  return {
    url: `${origin}${protocol.path}`,
    origin,
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
    answerAfter(ms) {
      latencyMs = ms;
    },
    failSome(faults) {
      fault = faultPlan(faults);
    },
    reset() {
      requests = [];
      received = 0;
      latencyMs = latencyAtFirst;
      preflights = [];
      queue = [];
      rules = [];
      pages = true;
      fault = faultPlan({ share: 0 });
    },
    close,
  };
}

/**
 * @param {{ call: Call, promptText: string, model: string }} record
 * @param {When} when
 */
function fits(record, when) {
  return (
    record.call === (when.call ?? 'generate') &&
    (when.prompt === undefined || matches(record.promptText, when.prompt, false)) &&
    (when.model === undefined || matches(record.model, when.model, true))
  );
}

/** @param {string} given @param {string | RegExp} wanted @param {boolean} whole */
function matches(given, wanted, whole) {
  if (wanted instanceof RegExp) return wanted.test(given);
  return whole ? given === wanted : given.includes(wanted);
}

/** @param {ServerResponse} outgoing @param {Readonly<Record<string, string>>} headers */
function setHeaders(outgoing, headers) {
  for (const [name, value] of Object.entries(headers)) outgoing.setHeader(name, value);
}

/** HTTP/2 has no word for it: what was ended there has been handed to the stream. @param {ServerResponse} outgoing */
function isWhole(outgoing) {
  return outgoing.writableFinished ?? outgoing.writableEnded;
}

/** @param {string} bytes @returns {{ body: unknown, malformed: boolean }} */
function parse(bytes) {
  if (bytes === '') return { body: {}, malformed: false };
  try {
    return { body: JSON.parse(bytes), malformed: false };
  } catch {
    return { body: {}, malformed: true };
  }
}

/** @param {IncomingMessage} incoming */
async function readAll(incoming) {
  /** @type {Buffer[]} */
  const chunks = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
