import * as ofGemini from '../../e2e/loopback/gemini/error-bodies.mjs';
import * as gemini from '../../e2e/loopback/gemini/plans.mjs';
import * as ofOpenAi from '../../e2e/loopback/openai/error-bodies.mjs';
import * as openAi from '../../e2e/loopback/openai/plans.mjs';
import { html, raw, redirect } from '../../e2e/loopback/plain-plans.mjs';
import type { ModelErrorKind } from '../core/model/model-error';

/** A key that must not be seen again. */
export const key = 'AQ.a-key-of-any-shape_0123456789';

interface Came {
  readonly plan: gemini.Plan | openAi.Plan;
  readonly kind?: ModelErrorKind;
  readonly code?: string;
  readonly says?: RegExp;
  readonly partialText?: string;
  readonly until?: string;
}

interface Outcome {
  readonly after: string;
  readonly kind: ModelErrorKind;
  readonly code?: string;
  readonly says?: RegExp;
  /** Text that is kept beside the error. */
  readonly partialText?: string;
  /** Absent where that service has no such outcome. What it says in its own way stands beside its plan. */
  readonly gemini?: Came;
  readonly server?: Came;
}

const blocked: readonly Outcome[] = [
  {
    after: 'a blocked prompt',
    kind: 'prompt-blocked',
    gemini: { plan: gemini.promptBlocked('SAFETY'), code: 'SAFETY', says: /safety settings/ },
  },
  {
    after: 'a prompt blocked for a reason of next year',
    kind: 'prompt-blocked',
    gemini: { plan: gemini.promptBlocked('VIBES'), code: 'VIBES', says: /we do not know \(VIBES\)/ },
  },
  ...['SAFETY', 'RECITATION', 'LANGUAGE', 'BLOCKLIST', 'PROHIBITED_CONTENT', 'SPII', 'IMAGE_SAFETY'].map(
    (reason): Outcome => ({
      after: `an answer blocked for ${reason}`,
      kind: 'answer-blocked',
      gemini: { plan: gemini.answerBlocked(reason), code: reason, says: new RegExp(`\\(${reason}\\)`) },
    }),
  ),
  {
    after: 'an answer blocked in the middle',
    kind: 'answer-blocked',
    partialText: 'It was the best of times',
    gemini: {
      plan: gemini.answerBlocked('RECITATION', 'It was the best of times'),
      code: 'RECITATION',
      says: /published text/,
    },
    server: { plan: openAi.filtered('It was the best of times'), code: 'content_filter', says: /filter/ },
  },
  {
    after: 'a refusal of the model',
    kind: 'answer-blocked',
    server: { plan: openAi.refused('I will not.'), code: 'refusal', says: /"I will not\."/ },
  },
];

const withoutText: readonly Outcome[] = [
  {
    after: 'a token limit spent on thoughts',
    kind: 'token-limit',
    gemini: {
      plan: gemini.maxTokens({ thoughtTokens: 97 }),
      code: 'MAX_TOKENS',
      says: /still thinking: 97 thinking tokens/,
    },
    server: {
      plan: openAi.text('<think>Let me see', { finishReason: 'length' }),
      code: 'length',
      says: /still thinking: about 5 tokens/,
    },
  },
  {
    after: 'a token limit without text or thoughts',
    kind: 'token-limit',
    says: /before any text/,
    gemini: { plan: gemini.maxTokens(), code: 'MAX_TOKENS' },
    server: { plan: openAi.empty('length'), code: 'length' },
  },
  {
    after: 'nothing but an end',
    kind: 'empty',
    says: /without writing/,
    gemini: { plan: gemini.noContent('STOP'), code: 'STOP' },
    server: { plan: openAi.empty(), code: 'stop' },
  },
  {
    after: 'an empty text',
    kind: 'empty',
    says: /without writing/,
    gemini: { plan: gemini.text(''), code: 'STOP' },
    server: { plan: openAi.text(''), code: 'stop', says: /without writing.*context/ },
  },
  {
    after: 'a text of spaces',
    kind: 'empty',
    says: /without writing/,
    gemini: { plan: gemini.text(' \n'), code: 'STOP', partialText: ' \n' },
  },
  {
    after: 'thoughts alone',
    kind: 'empty',
    says: /without writing/,
    server: { plan: openAi.text('<think>Done.</think>\n'), code: 'stop' },
  },
  {
    after: 'a malformed function call',
    kind: 'empty',
    gemini: {
      plan: gemini.noContent('MALFORMED_FUNCTION_CALL'),
      code: 'MALFORMED_FUNCTION_CALL',
      says: /tried to call a tool .*\(MALFORMED_FUNCTION_CALL\)/,
    },
  },
  {
    after: 'neither an answer nor a reason',
    kind: 'empty',
    gemini: { plan: gemini.noCandidates(), code: 'NO_CANDIDATE', says: /sent no answer and named no reason/ },
  },
];

const brokenOff: readonly Outcome[] = [
  {
    after: 'an end without an answer',
    kind: 'unavailable',
    code: 'STREAM_CUT',
    says: /before any answer/,
    gemini: { plan: gemini.endsEarly() },
    server: { plan: openAi.endsEarly() },
  },
  {
    after: 'a connection that breaks before the answer',
    kind: 'unavailable',
    code: 'STREAM_CUT',
    says: /before any answer/,
    gemini: { plan: gemini.cut() },
    server: { plan: openAi.cut() },
  },
  {
    after: 'an end without a reason',
    kind: 'unavailable',
    code: 'STREAM_CUT',
    says: /in the middle/,
    partialText: 'Roses are',
    gemini: { plan: gemini.endsEarly('Roses are') },
    server: { plan: openAi.endsEarly('Roses are') },
  },
  {
    after: 'a broken connection',
    kind: 'unavailable',
    code: 'STREAM_CUT',
    says: /in the middle/,
    partialText: 'Roses are',
    gemini: { plan: gemini.cut('Roses are') },
    server: { plan: openAi.cut('Roses are') },
  },
  {
    after: 'an error in the middle of the stream',
    kind: 'unavailable',
    says: /overloaded/,
    partialText: 'Roses are',
    gemini: { plan: gemini.failsMidway('Roses are', ofGemini.overloaded()), code: '503' },
    server: { plan: openAi.failsMidway('Roses are', ofOpenAi.overloaded()), code: '500 server_error' },
  },
  {
    after: 'a context that is full in the middle',
    kind: 'too-long',
    says: /9000 tokens/,
    partialText: 'Roses are',
    server: { plan: openAi.failsMidway('Roses are', ofOpenAi.contextExceeded()) },
  },
];

const otherFormats: readonly Outcome[] = [
  {
    after: 'events of another service',
    kind: 'unknown-format',
    code: 'UNKNOWN_FORMAT',
    gemini: { plan: raw('data: [1, 2]\n\n'), says: /not in the format of the Gemini API/ },
    server: { plan: raw('data: {"choices": 3}\n\n'), says: /not an answer/ },
  },
  {
    after: 'an event that is no JSON',
    kind: 'unknown-format',
    code: 'UNKNOWN_FORMAT',
    server: { plan: raw('data: {"choi\n\n'), says: /not an answer/ },
  },
  {
    after: 'a page instead of a stream',
    kind: 'unknown-format',
    gemini: { plan: html(), code: 'UNKNOWN_FORMAT', says: /not in the format of the Gemini API/ },
    server: { plan: html(), kind: 'bad-request', code: 'WRONG_URL', says: /a web page came/ },
  },
  {
    after: 'a page that says 404',
    kind: 'bad-request',
    server: { plan: html(404), code: 'WRONG_URL', says: /a web page came/ },
  },
  {
    after: 'a redirect',
    kind: 'bad-request',
    server: { plan: redirect('https://elsewhere.invalid/'), code: 'WRONG_URL', says: /on to another address/ },
  },
  {
    after: 'an address that it does not know',
    kind: 'bad-request',
    server: { plan: ofOpenAi.noSuchPath(), code: 'WRONG_URL', says: /no such call \(404\)/ },
  },
  {
    after: 'an address that LM Studio does not know',
    kind: 'bad-request',
    server: { plan: ofOpenAi.unexpectedEndpoint('POST /x'), code: 'WRONG_URL', says: /Unexpected endpoint/ },
  },
];

const refusals: readonly Outcome[] = [
  {
    after: 'a refused key',
    kind: 'bad-key',
    gemini: { plan: ofGemini.badKey(), code: '400 API_KEY_INVALID', says: /API key not valid/ },
    server: { plan: ofOpenAi.badKey(), code: '401 authentication_error', says: /did not accept the key/ },
  },
  {
    after: 'a refused key, without a word about it',
    kind: 'bad-key',
    gemini: { plan: ofGemini.apiError(401, 'Unauthorized.'), code: '401', says: /copied in full/ },
  },
  {
    after: 'a service that is switched off for the key',
    kind: 'bad-key',
    gemini: {
      plan: ofGemini.serviceDisabled(),
      code: '403 SERVICE_DISABLED',
      says: /has not been used in project 123456789/,
    },
  },
  {
    after: 'a region that is not served',
    kind: 'unsupported-region',
    gemini: {
      plan: ofGemini.apiError(400, 'User location is not supported for the API use.', { name: 'FAILED_PRECONDITION' }),
      code: '400',
      says: /User location is not supported/,
    },
  },
  {
    after: 'a model that is not there',
    kind: 'unknown-model',
    gemini: { plan: ofGemini.unknownModel('gemini-x'), code: '404', says: /models\/gemini-x is not found/ },
    server: { plan: ofOpenAi.unknownModel('gemma-3-4b-it'), says: /ollama pull gemma-3-4b-it/ },
  },
  {
    after: 'a model that is not there, as vLLM said it',
    kind: 'unknown-model',
    server: {
      plan: {
        kind: 'status',
        status: 404,
        body: { object: 'error', message: 'The model `x` does not exist.', type: 'NotFoundError', code: 404 },
      },
      code: '404 NotFoundError',
      says: /does not exist/,
    },
  },
  {
    after: 'no model that is loaded',
    kind: 'unknown-model',
    server: { plan: ofOpenAi.plainError(400, 'No models loaded. Please load a model.'), says: /load it there/ },
  },
  {
    after: 'a setting it does not know',
    kind: 'bad-request',
    server: { plan: ofOpenAi.apiError(400, 'Unrecognized request argument supplied: top_k'), says: /"Top K"/ },
  },
  {
    after: 'log-probabilities it does not give',
    kind: 'bad-request',
    gemini: { plan: ofGemini.logprobsRefused('gemini-x'), code: '400', says: /gives no log-probabilities/ },
    server: { plan: ofOpenAi.apiError(400, 'logprobs are not available'), says: /"Log-probabilities"/ },
  },
  {
    after: 'images it does not see',
    kind: 'bad-request',
    server: { plan: ofOpenAi.apiError(400, 'image_url is not supported by this model'), says: /can see/ },
  },
  {
    after: 'what FastAPI cannot read',
    kind: 'bad-request',
    server: {
      plan: { kind: 'status', status: 422, body: { detail: [{ msg: 'Input should be a number' }] } },
      code: '422',
      says: /should be a number/,
    },
  },
  {
    after: 'any other refusal, with the key in it and another one',
    kind: 'bad-request',
    gemini: {
      plan: ofGemini.apiError(400, `Bad ?key=${encodeURIComponent(key)} and ${key}, see AIzaSyA1234567890abcdef.`),
      code: '400',
      says: /Bad \?key=\[key\] and \[key\], see \[key\]\./,
    },
    server: {
      plan: ofOpenAi.apiError(400, `Odd. Your key ${key} is sk-abcdefghijklmnop.`),
      code: '400 api_error',
      says: /key \[key\] is \[key\]\./,
    },
  },
];

const limits: readonly Outcome[] = [
  {
    after: 'too many calls in a minute',
    kind: 'rate-limited-minute',
    gemini: {
      plan: ofGemini.quotaPerMinute({ retryDelay: '34.4s' }),
      code: '429',
      says: /GenerateRequestsPerMinutePerProjectPerModel-FreeTier: 10\)\. Gemini says: .* Wait 35 s/,
      until: '2026-11-21T09:30:34.400Z',
    },
    server: {
      plan: ofOpenAi.tooManyRequests({ retryAfter: '20' }),
      code: '429 rate_limit_error',
      says: /Wait 20 s/,
      until: '2026-11-21T09:30:20.000Z',
    },
  },
  {
    after: 'too many calls until a date',
    kind: 'rate-limited-minute',
    server: {
      plan: ofOpenAi.tooManyRequests({ retryAfter: 'Sat, 21 Nov 2026 09:31:00 GMT' }),
      says: /Wait 60 s/,
      until: '2026-11-21T09:31:00.000Z',
    },
  },
  {
    after: 'too many calls, in words',
    kind: 'rate-limited-minute',
    server: {
      plan: ofOpenAi.apiError(429, 'Please try again in 2.5s.'),
      says: /Wait 3 s/,
      until: '2026-11-21T09:30:02.500Z',
    },
  },
  {
    after: 'too many calls, without saying for how long',
    kind: 'rate-limited-minute',
    gemini: {
      plan: ofGemini.apiError(429, 'Resource has been exhausted (e.g. check quota).'),
      code: '429',
      says: /Wait a minute and try again/,
    },
    server: { plan: ofOpenAi.tooManyRequests(), says: /Wait a moment .*"Requests to the server per minute"/ },
  },
  {
    after: 'too many calls in a day',
    kind: 'rate-limited-day',
    gemini: {
      plan: ofGemini.quotaPerDay({ quotaValue: '250' }),
      code: '429',
      says: /250\).*midnight Pacific time/,
      until: '2026-11-22T08:00:00.000Z',
    },
  },
  {
    after: 'a plan without the model',
    kind: 'rate-limited-day',
    gemini: { plan: ofGemini.quotaNone(), code: '429', says: /allows no calls of this model/ },
  },
  {
    after: 'a used-up quota',
    kind: 'no-credit',
    server: {
      plan: ofOpenAi.apiError(429, 'You exceeded your current quota.', { code: 'insufficient_quota' }),
      says: /Waiting does not help/,
    },
  },
  {
    after: 'a context that is full',
    kind: 'too-long',
    gemini: {
      plan: ofGemini.apiError(400, 'The input token count (12) exceeds the maximum number of tokens allowed (8).'),
      kind: 'bad-request',
      code: '400',
      says: /exceeds the maximum number of tokens/,
    },
    server: { plan: ofOpenAi.contextExceeded(), code: '400 exceed_context_size_error', says: /longer context/ },
  },
  {
    after: 'a context that is full, as vLLM says it',
    kind: 'too-long',
    server: {
      plan: ofOpenAi.apiError(
        400,
        "This model's maximum context length is 4096 tokens. However, you requested 5000 tokens.",
      ),
      says: /4096/,
    },
  },
  {
    after: 'a context that is full, as a fault',
    kind: 'too-long',
    server: { plan: ofOpenAi.apiError(500, 'Context size has been exceeded.'), says: /exceeded/ },
  },
];

const faults: readonly Outcome[] = [
  ...[500, 502, 503, 504].map(
    (status): Outcome => ({
      after: `a fault with status ${status}`,
      kind: 'unavailable',
      gemini: {
        plan: ofGemini.apiError(status, 'Something broke.'),
        code: String(status),
        says: /"Something broke\."/,
      },
    }),
  ),
  {
    after: 'a fault of a gateway',
    kind: 'unavailable',
    code: '502',
    gemini: { plan: html(502), says: /right now \(502\)\..* Try again/ },
    server: {
      plan: { kind: 'raw', status: 502, contentType: 'text/plain', text: 'bad gateway' },
      says: /"bad gateway"/,
    },
  },
  {
    after: 'too much to do',
    kind: 'unavailable',
    says: /overloaded/,
    gemini: { plan: ofGemini.overloaded(), code: '503' },
    server: { plan: ofOpenAi.overloaded(), code: '503 server_error' },
  },
  {
    after: 'a model that is loading',
    kind: 'unavailable',
    server: { plan: ofOpenAi.loadingModel(), code: '503 unavailable_error', says: /still loading/ },
  },
  {
    after: 'too little memory',
    kind: 'unavailable',
    server: {
      plan: ofOpenAi.apiError(500, 'model requires more system memory (5.6 GiB) than is available (3.2 GiB)'),
      code: 'OUT_OF_MEMORY',
      says: /smaller model/,
    },
  },
  {
    after: 'a fault whose words only sound like little memory',
    kind: 'unavailable',
    server: {
      plan: ofOpenAi.apiError(500, 'no room left in the queue, and boom'),
      code: '500 api_error',
      says: /overloaded/,
    },
  },
];

/** What a call to a model comes to when no answer comes, by what the service said. */
export const outcomes: readonly Outcome[] = [
  ...blocked,
  ...withoutText,
  ...brokenOff,
  ...otherFormats,
  ...refusals,
  ...limits,
  ...faults,
];
