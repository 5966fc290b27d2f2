// @ts-check
/**
 * Refusals in the shapes that servers have for them (recorded in public issue threads of ollama/ollama, ggml-org/llama.cpp,
 * lmstudio-ai/lmstudio-bug-tracker and vllm-project/vllm).
 *
 * @typedef {import('../plain-plans.mjs').StatusPlan} StatusPlan
 */

/**
 * The shape of OpenAI, which most have taken over.
 * @param {number} status
 * @param {string} message
 * @param {{ type?: string, code?: string | number | null, headers?: Readonly<Record<string, string>> }} [more]
 * @returns {StatusPlan}
 */
export function apiError(status, message, { type = 'api_error', code = null, headers = {} } = {}) {
  return { kind: 'status', status, headers, body: { error: { message, type, param: null, code } } };
}

/** LM Studio: the error is a text. @param {number} status @param {string} error @returns {StatusPlan} */
export function plainError(status, error) {
  return { kind: 'status', status, body: { error } };
}

export function badKey() {
  return apiError(401, 'Invalid API Key', { type: 'authentication_error', code: 401 });
}

/** Ollama. @param {string} model */
export function unknownModel(model) {
  return apiError(404, `model "${model}" not found, try pulling it first`, { type: 'not_found_error' });
}

/** FastAPI, of an address that it does not know. @returns {StatusPlan} */
export function noSuchPath() {
  return { kind: 'status', status: 404, body: { detail: 'Not Found' } };
}

/** LM Studio, of an address that it does not know. @param {string} call */
export function unexpectedEndpoint(call) {
  return plainError(200, `Unexpected endpoint or method. (${call}). Returning 200 anyway`);
}

/** llama.cpp, while it reads the weights. */
export function loadingModel() {
  return apiError(503, 'Loading model', { type: 'unavailable_error', code: 503 });
}

export function overloaded() {
  return apiError(503, 'The server is busy. Please try again later.', { type: 'server_error' });
}

/** @param {{ retryAfter?: string }} [options] */
export function tooManyRequests({ retryAfter } = {}) {
  const headers = retryAfter === undefined ? {} : { 'retry-after': retryAfter };
  return apiError(429, 'Too many concurrent requests', { type: 'rate_limit_error', headers });
}

/** llama.cpp. @returns {StatusPlan} */
export function contextExceeded({ needed = 9_000, context = 4_096 } = {}) {
  return {
    kind: 'status',
    status: 400,
    body: {
      error: {
        code: 400,
        message: `request (${needed} tokens) exceeds the available context size (${context} tokens), try increasing it`,
        type: 'exceed_context_size_error',
        n_prompt_tokens: needed,
        n_ctx: context,
      },
    },
  };
}

/** @param {string} given @param {readonly string[]} taken */
export function formatRefused(given, taken) {
  return plainError(
    400,
    `'response_format.type' must be ${taken.map((type) => `'${type}'`).join(' or ')}, not '${given}'`,
  );
}
