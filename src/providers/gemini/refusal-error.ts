import { ModelError, type ModelErrorData } from '../../core/model/model-error';
import { speaksOfMoney } from '../wire/money-words';
import { quoted } from '../wire/redact';
import type { GeminiCall } from './call';
import { exceededQuotas, quotaError } from './quota';
import type { Refusal } from './refusal';
import { refusedSetting, refusesThinking } from './refused-settings';

interface Asked {
  /** What came before, when an answer had begun. */
  readonly partialText?: string;
  /** Names of the settings that were sent. */
  readonly sent?: ReadonlySet<string>;
}

/** The error in words, with the service's own among them. */
export function refusalError(
  refusal: Refusal,
  call: GeminiCall,
  { partialText = '', sent = new Set() }: Asked = {},
): ModelError {
  const said = quoted('Gemini', refusal.message, call.key);
  const code = codeOf(refusal);
  const error = (kind: ModelErrorData['kind'], message: string, more: Pick<ModelErrorData, 'link'> = {}) =>
    new ModelError({ kind, code, message, partialText, ...more });
  const { status } = refusal;
  const origin = new URL(call.endpoint).origin;

  if (isWithoutCredit(refusal)) {
    const { message, link } = isCapped(refusal) ? capReached(said) : creditSpent(said);
    return error('no-credit', message, { link });
  }
  if (isOutOfRegion(refusal)) {
    return error(
      'unsupported-region',
      `Gemini is not available in your region with this API key.${said} Changing the prompt or the settings does not help: set up billing for the key’s project, or choose another model or endpoint.`,
      { link: projectsPage },
    );
  }
  if (refusal.isPage && status >= 400 && status < 500 && status !== 408 && status !== 429) {
    return error(
      'unknown-format',
      `${origin} answered with a web page, as Gemini does not (${status}).${quoted('It', refusal.message, call.key)} Check the Gemini endpoint in Settings, and whether a proxy asks you to sign in.`,
    );
  }
  if (isKeyRefusal(refusal)) return error('bad-key', badKeyMessage(refusal, said));
  if (status === 404) {
    return error(
      'unknown-model',
      `Gemini does not know this model, or the endpoint ${origin} is not a Gemini service.${said} Choose a model from the list in Settings, or check the endpoint.`,
    );
  }
  if (status === 429) return quotaError(refusal, call, partialText);
  if (status >= 500 || status === 408) {
    return error(
      'unavailable',
      `Gemini is overloaded or has a fault right now (${status}).${said} Try again in a moment.`,
    );
  }
  const setting = refusedSetting(refusal, sent);
  if (setting !== undefined) {
    return error(
      'bad-request',
      `This model does not take ${setting.label}.${said} Clear it in Sampling and run again.`,
    );
  }
  if (namesLogprobs(refusal)) {
    return error(
      'bad-request',
      `This model gives no log-probabilities.${said} Switch "Log-probabilities" off, or choose another model.`,
    );
  }
  return error(
    'bad-request',
    `Gemini did not accept the request (${status}).${said} Change the prompt or the settings and try again.`,
  );
}

/**
 * Pages of Google AI Studio, as ai.google.dev/gemini-api/docs/billing names them: credit is bought and seen at /billing, caps are set at
 * /spend, and billing is set up for one of the projects at /projects.
 */
const billingPage = 'https://aistudio.google.com/billing';
const spendPage = 'https://aistudio.google.com/spend';
const projectsPage = 'https://aistudio.google.com/projects';

function capReached(said: string) {
  return {
    message: `The spending cap of this key’s project is reached.${said} Waiting a moment does not help: raise the cap in Google AI Studio, or choose another model.`,
    link: spendPage,
  };
}

function creditSpent(said: string) {
  return {
    message: `This key’s project has no credit left.${said} Waiting does not help: add credit on the billing page in Google AI Studio, or choose another model.`,
    link: billingPage,
  };
}

/** Credit may be left, which a limit of the author's own holds back. */
function isCapped({ message }: Refusal): boolean {
  return /\bspend(?:ing)?[- ](?:cap|limit)\b/i.test(message.slice(0, 4000));
}

/**
 * Whether a request with a reply format may have been refused for that format. The service says it in many ways, the most
 * frequent being no way at all: "Request contains an invalid argument."
 */
export function mayRefuseSchema(refusal: Refusal): boolean {
  if (refusal.status !== 400 || isKeyRefusal(refusal) || isOutOfRegion(refusal) || namesLogprobs(refusal)) return false;
  if (isWithoutCredit(refusal) || refusesThinking(refusal)) return false;
  return refusal.message === '' || /invalid argument|schema|json|response_?mime|too many states/i.test(refusal.message);
}

/** A refusal for rate names the quota, or when to come back; one for money names neither. */
function isWithoutCredit(refusal: Refusal): boolean {
  const { status, message, details } = refusal;
  if (status === 402) return true;
  if (status !== 429 && status !== 403 && status !== 400) return false;
  if (exceededQuotas(refusal).length > 0 || details.some(({ retryDelay }) => retryDelay !== undefined)) return false;
  return speaksOfMoney(message) && !asksForBilling(refusal);
}

/** FAILED_PRECONDITION is documented for "the free tier is not available in your country". */
function isOutOfRegion(refusal: Refusal): boolean {
  const { status, word, message } = refusal;
  if (status !== 400 && status !== 403) return false;
  if (status === 400 && word === 'FAILED_PRECONDITION') return !speaksOfMoney(message) || asksForBilling(refusal);
  if (asksForBilling(refusal)) return true;
  return /\b(?:location|country|region|territory)\b/i.test(message) && /\bnot\b|unsupported|unavailable/i.test(message);
}

/** It was never set up, which is another thing than one that ran dry. */
function asksForBilling({ message, details }: Refusal): boolean {
  if (details.some(({ reason }) => reason === 'BILLING_DISABLED')) return true;
  return /\b(?:enable|enabling|set up|requires?|without) (?:a |cloud )?billing\b|\bbilling (?:to be |must be |is not |has not been )?enabled\b/i.test(
    message,
  );
}

function isKeyRefusal({ status, message, details }: Refusal): boolean {
  if (status === 401 || status === 403) return true;
  return status === 400 && (details.some(({ reason }) => reason?.startsWith('API_KEY_')) || /api key/i.test(message));
}

function badKeyMessage({ status, details }: Refusal, said: string): string {
  const reason = details.find((detail) => detail.reason !== undefined)?.reason;
  const plain = status === 401 || reason === undefined || reason === 'API_KEY_INVALID';
  return plain
    ? `Gemini did not accept this API key.${said} Check that the key was copied in full, or create a new one in Google AI Studio.`
    : `Gemini does not let this API key make the call.${said} Check in the Google Cloud console what the key may do, or enter another one in Settings.`;
}

function namesLogprobs({ message }: Refusal): boolean {
  return /log-?_?prob/i.test(message);
}

function codeOf({ status, details }: Refusal): string {
  const reason = details.find((detail) => detail.reason !== undefined)?.reason;
  return reason === undefined ? String(status) : `${status} ${reason}`;
}
