// @ts-check
/**
 * Error answers in the shape the real service gives them (google.rpc.Status as JSON; recorded in public issue threads of
 * googleapis/js-genai, google-gemini/gemini-cli and others).
 */

/** @typedef {import('../plain-plans.mjs').StatusPlan} StatusPlan */

const service = 'generativelanguage.googleapis.com';

/** @type {Readonly<Record<number, string>>} */
const statusNames = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  502: 'UNAVAILABLE',
  503: 'UNAVAILABLE',
  504: 'DEADLINE_EXCEEDED',
};

/**
 * Any error of the service.
 * @param {number} status
 * @param {string} message
 * @param {{ name?: string, details?: readonly unknown[] }} [more]
 * @returns {StatusPlan}
 */
export function apiError(status, message, { name = statusNames[status] ?? 'UNKNOWN', details } = {}) {
  return {
    kind: 'status',
    status,
    body: { error: { code: status, message, status: name, ...(details === undefined ? {} : { details }) } },
  };
}

/** What a wrong key gets. */
export function badKey() {
  const message = 'API key not valid. Please pass a valid API key.';
  return apiError(400, message, {
    details: [
      errorInfo('API_KEY_INVALID', { service }),
      { '@type': 'type.googleapis.com/google.rpc.LocalizedMessage', locale: 'en-US', message },
    ],
  });
}

/** What a call without a key gets. */
export function noKey() {
  return apiError(
    403,
    "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API.",
  );
}

/** A key of a project in which the service is not switched on. */
export function serviceDisabled() {
  return apiError(
    403,
    'Generative Language API has not been used in project 123456789 before or it is disabled. Enable it by visiting https://console.developers.google.com/apis/api/generativelanguage.googleapis.com/overview?project=123456789 then retry.',
    { details: [errorInfo('SERVICE_DISABLED', { service, consumer: 'projects/123456789' })] },
  );
}

/** @param {string} model */
export function unknownModel(model) {
  return apiError(
    404,
    `models/${model} is not found for API version v1beta, or is not supported for generateContent. Call ListModels to see the list of available models and their supported methods.`,
  );
}

/** @param {{ retryDelay?: string, model?: string, quotaValue?: string }} [options] */
export function quotaPerMinute({ retryDelay = '34.4s', model = 'gemini-flash-latest', quotaValue = '10' } = {}) {
  return quota({ quotaId: 'GenerateRequestsPerMinutePerProjectPerModel-FreeTier', quotaValue, retryDelay, model });
}

/** The service names a delay here too, although the quota comes back at midnight only. */
export function quotaPerDay({ retryDelay = '47s', model = 'gemini-flash-latest', quotaValue = '250' } = {}) {
  return quota({ quotaId: 'GenerateRequestsPerDayPerProjectPerModel-FreeTier', quotaValue, retryDelay, model });
}

/** A plan that has nothing of this model: no `quotaValue`, "limit: 0" in the text. */
export function quotaNone({ model = 'gemini-pro-latest' } = {}) {
  return quota({ quotaId: 'GenerateRequestsPerMinutePerProjectPerModel-FreeTier', retryDelay: '45.6s', model });
}

export function overloaded() {
  return apiError(503, 'The model is overloaded. Please try again later.');
}

/** How a reply schema that the service cannot work with is usually refused: without a word about it. */
export function invalidArgument() {
  return apiError(400, 'Request contains an invalid argument.');
}

/** @param {string} model */
export function logprobsRefused(model) {
  return apiError(400, `Logprobs is not enabled for models/${model}`);
}

/** @param {{ quotaId: string, retryDelay: string, model: string, quotaValue?: string }} given */
function quota({ quotaId, retryDelay, model, quotaValue }) {
  const quotaMetric = `${service}/generate_content_free_tier_requests`;
  return apiError(
    429,
    `You exceeded your current quota, please check your plan and billing details. For more information on this error, head to: https://ai.google.dev/gemini-api/docs/rate-limits. \n* Quota exceeded for metric: ${quotaMetric}, limit: ${quotaValue ?? 0}, model: ${model}\nPlease retry in ${retryDelay}.`,
    {
      details: [
        {
          '@type': 'type.googleapis.com/google.rpc.QuotaFailure',
          violations: [
            {
              quotaMetric,
              quotaId,
              quotaDimensions: { location: 'global', model },
              ...(quotaValue === undefined ? {} : { quotaValue }),
            },
          ],
        },
        {
          '@type': 'type.googleapis.com/google.rpc.Help',
          links: [
            {
              description: 'Learn more about Gemini API quotas',
              url: 'https://ai.google.dev/gemini-api/docs/rate-limits',
            },
          ],
        },
        { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay },
      ],
    },
  );
}

/**
 * @param {string} reason
 * @param {Readonly<Record<string, string>>} metadata
 */
function errorInfo(reason, metadata) {
  return { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason, domain: 'googleapis.com', metadata };
}
