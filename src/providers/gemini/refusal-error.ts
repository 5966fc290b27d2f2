import { ModelError, type ModelErrorData } from '../../core/model/model-error';
import { redact } from '../wire/redact';
import type { GeminiCall } from './call';
import { quotaError } from './quota';
import type { Refusal } from './refusal';

/** The error in words. `partialText` is what came before it, when an answer had begun. */
export function refusalError(refusal: Refusal, call: GeminiCall, partialText = ''): ModelError {
  const said = redact(refusal.message, call.key);
  const code = codeOf(refusal);
  const error = (kind: ModelErrorData['kind'], message: string) => new ModelError({ kind, code, message, partialText });
  const { status } = refusal;

  if (isKeyRefusal(refusal)) return error('bad-key', badKeyMessage(refusal, said));
  if (status === 404) {
    return error(
      'unknown-model',
      `Gemini does not know this model, or the endpoint ${new URL(call.endpoint).origin} is not a Gemini service.${quote(said)} Choose a model from the list in Settings, or check the endpoint.`,
    );
  }
  if (status === 429) return quotaError(refusal, call, partialText);
  if (status >= 500 || status === 408) {
    return error(
      'unavailable',
      `Gemini is overloaded or has a fault right now (${status}).${quote(said)} Try again in a moment.`,
    );
  }
  if (namesLogprobs(refusal)) {
    return error(
      'bad-request',
      `This model gives no log-probabilities.${quote(said)} Switch "Log-probabilities" off, or choose another model.`,
    );
  }
  return error(
    'bad-request',
    `Gemini did not accept the request (${status}).${quote(said)} Change the prompt or the settings and try again.`,
  );
}

/**
 * Whether a request with a reply format may have been refused for that format. The service says it in many ways, the most
 * frequent being no way at all: "Request contains an invalid argument."
 */
export function mayRefuseSchema(refusal: Refusal): boolean {
  if (refusal.status !== 400 || isKeyRefusal(refusal) || namesLogprobs(refusal)) return false;
  return refusal.message === '' || /invalid argument|schema|json|response_?mime|too many states/i.test(refusal.message);
}

function isKeyRefusal({ status, message, details }: Refusal): boolean {
  if (status === 401 || status === 403) return true;
  return status === 400 && (details.some(({ reason }) => reason?.startsWith('API_KEY_')) || /api key/i.test(message));
}

function badKeyMessage({ status, details }: Refusal, said: string): string {
  const reason = details.find((detail) => detail.reason !== undefined)?.reason;
  const plain = status === 401 || reason === undefined || reason === 'API_KEY_INVALID';
  return plain
    ? `Gemini did not accept the API key.${quote(said)} Check the key in Settings, or make a new one in Google AI Studio.`
    : `Gemini does not let this API key make the call.${quote(said)} Check in the Google Cloud console what the key may do, or enter another one in Settings.`;
}

function namesLogprobs({ message }: Refusal): boolean {
  return /log-?_?prob/i.test(message);
}

function codeOf({ status, details }: Refusal): string {
  const reason = details.find((detail) => detail.reason !== undefined)?.reason;
  return reason === undefined ? String(status) : `${status} ${reason}`;
}

function quote(said: string): string {
  return said === '' ? '' : ` Gemini says: "${said}"`;
}
