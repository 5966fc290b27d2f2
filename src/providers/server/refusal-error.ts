import { ModelError, type ModelErrorKind } from '../../core/model/model-error';
import { serverOrigin } from '../../core/model/server-origin';
import { quoted } from '../wire/redact';
import type { Connection } from './connection';
import type { Refusal } from './refusal';

export interface Asked {
  readonly connection: Connection;
  /** Empty when the call is about none. */
  readonly model: string;
  /** What came before, when an answer had begun. */
  readonly partialText?: string;
}

/** The error in words. Servers differ in how they say a thing, so their texts are read, too. */
export function refusalError(refusal: Refusal, { connection, model, partialText = '' }: Asked): ModelError {
  const { status, message, isPage } = refusal;
  const said = quoted('The server', message, connection.key);
  const at = serverOrigin(connection.url);
  const error = (kind: ModelErrorKind, text: string, code = codeOf(refusal)) =>
    new ModelError({ kind, code, message: text, partialText, ...until(refusal, connection) });

  if (status === 401 || status === 403) return keyError();
  if (isRedirect(refusal)) {
    return wrongAddress('it sends calls on to another address, where neither prompt nor key is sent');
  }
  if (isTooLong(refusal)) {
    return error(
      'too-long',
      `The prompt and its answer do not fit the context of ${model === '' ? 'this model' : model}.${said} Shorten the prompt, or give the model a longer context in the server.`,
    );
  }
  if (isUnknownModel(refusal)) {
    return error(
      'unknown-model',
      `The server at ${at} has no model "${model}" that it can use.${said} Choose one of its list in Settings, or fetch or load it there first (Ollama: "ollama pull ${model}").`,
    );
  }
  if (isPage || status === 404 || status === 405 || namesWrongCall(refusal)) {
    return wrongAddress(
      isPage
        ? 'a web page came'
        : `the server has no such call${status === 404 || status === 405 ? ` (${status})` : ''}`,
    );
  }
  if (status === 429) return tooMany();
  if (/out of memory|more system memory|insufficient memory|\bOOM\b/i.test(message)) {
    return error(
      'unavailable',
      `The server has too little memory for this model.${said} Choose a smaller model, or close what else uses its memory.`,
      'OUT_OF_MEMORY',
    );
  }
  if (status === 501) {
    return error(
      'bad-request',
      `The server does not offer this call (501).${said} Choose another model, or look how to switch it on there.`,
    );
  }
  if (status >= 500 || status === 408) return busy();
  const setting = settings.find(({ name }) => name.test(message));
  if (setting !== undefined) {
    return error('bad-request', `The server did not accept "${setting.label}" (${status}).${said} ${setting.advice}`);
  }
  return error(
    'bad-request',
    `The server did not accept the request (${status}).${said} Change the prompt or the settings and try again.`,
  );

  function keyError(): ModelError {
    return connection.key === ''
      ? error(
          'no-key',
          `The server at ${at} asks for a key, and there is none.${said} Enter it in Settings, beside the address.`,
        )
      : error('bad-key', `The server at ${at} did not accept the key.${said} Check the key in Settings.`);
  }

  function wrongAddress(what: string): ModelError {
    const versioned = /\/v\d+$/.test(connection.url);
    const advice = versioned
      ? 'Check the address of the server in Settings.'
      : `Most servers want /v1 at the end: try ${connection.url}/v1 in Settings.`;
    return error(
      'bad-request',
      `No OpenAI-compatible server answers at ${connection.url}: ${what}.${said} ${advice}`,
      'WRONG_URL',
    );
  }

  function tooMany(): ModelError {
    if (/insufficient_quota|billing|credit/i.test(`${refusal.code} ${message}`)) {
      return error(
        'rate-limited-day',
        `The quota of this key is used up.${said} Look after it at the service, or choose another model.`,
      );
    }
    const seconds = retrySeconds(refusal, connection.now());
    const wait = seconds === undefined ? 'Wait a moment' : `Wait ${Math.ceil(seconds)} s`;
    return error(
      'rate-limited-minute',
      `Too many calls for this server at a time.${said} ${wait} and try again, or lower "Requests to the server per minute" in Settings.`,
    );
  }

  function busy(): ModelError {
    return /load(?:ing|ed yet)|starting|warming/i.test(message)
      ? error('unavailable', `The server is still loading the model (${status}).${said} Try again in a moment.`)
      : error(
          'unavailable',
          `The server is overloaded or has a fault right now (${status}).${said} Try again in a moment, or look at what it prints.`,
        );
  }
}

/** Settings that some servers or models refuse, by the names that their refusals have for them. */
const settings = [
  { name: /log_?-?prob/i, label: 'Log-probabilities', advice: 'Clear it, or choose another model.' },
  { name: /\btop_?-?k\b/i, label: 'Top K', advice: 'Clear it: this server has no such setting.' },
  { name: /\btop_?-?p\b/i, label: 'Top P', advice: 'Clear it, or choose another value.' },
  { name: /\btemperature\b/i, label: 'Temperature', advice: 'Clear it, or choose another value.' },
  { name: /\bpresence_?-?\s?penalty\b/i, label: 'Presence penalty', advice: 'Clear it, or choose another value.' },
  { name: /\bfrequency_?-?\s?penalty\b/i, label: 'Frequency penalty', advice: 'Clear it, or choose another value.' },
  { name: /\bseed\b/i, label: 'Seed', advice: 'Clear it: this server has no such setting.' },
  { name: /\bmax_(?:completion_)?tokens\b/i, label: 'Max output tokens', advice: 'Lower it, or clear it.' },
  {
    name: /\bstop\b.{0,80}(?:sequence|string|array|list)|'stop'/i,
    label: 'Stop sequences',
    advice: 'Give fewer, or none.',
  },
  {
    name: /\bimages?\b|image_url|multi-?modal|\bvision\b|mmproj/i,
    label: 'images',
    advice: 'Choose a model that can see, or leave the images out.',
  },
] as const;

function isTooLong({ status, message, code }: Refusal): boolean {
  if (status === 413 || code === 'exceed_context_size_error' || code === 'context_length_exceeded') return true;
  return /context (?:length|size|window)|maximum (?:context|model) len|exceeds?\b.{0,200}\bcontext|input is too (?:large|long)|prompt is too long|physical batch size|too many (?:input )?tokens|larger than the max context/i.test(
    message,
  );
}

function isUnknownModel({ status, message, code }: Refusal): boolean {
  if (code === 'model_not_found' || /^no models? (?:is |are )?(?:currently )?loaded/i.test(message)) return true;
  if (status !== 404 && status !== 400) return false;
  return (
    /\bmodel\b/i.test(message) &&
    /not found|does not exist|no such|unknown model|invalid model|not loaded/i.test(message)
  );
}

/** LM Studio answers any address it does not know with 200 and this. */
function namesWrongCall({ message }: Refusal): boolean {
  return /unexpected endpoint/i.test(message);
}

function isRedirect({ status }: Refusal): boolean {
  return status === 0 || (status >= 300 && status < 400);
}

function codeOf({ status, code }: Refusal): string {
  return code === '' || code === String(status) ? String(status) : `${status} ${code}`;
}

function until(refusal: Refusal, { now }: Connection): { readonly until?: string } {
  if (refusal.status !== 429 && refusal.status !== 503) return {};
  const seconds = retrySeconds(refusal, now());
  return seconds === undefined ? {} : { until: new Date(now() + seconds * 1000).toISOString() };
}

/** From the header where the server lets pages read it (seconds, or a date), else from its words. */
function retrySeconds({ retryAfter, message }: Refusal, now: number): number | undefined {
  const told = retryAfter?.trim() ?? '';
  if (/^\d+(?:\.\d+)?$/.test(told)) return Number(told);
  const at = told === '' ? Number.NaN : Date.parse(told);
  if (!Number.isNaN(at)) return Math.max(0, (at - now) / 1000);
  const [, amount, unit] = /(?:try again|retry) in (\d+(?:\.\d+)?) ?(ms|s)/i.exec(message) ?? [];
  return amount === undefined ? undefined : Number(amount) / (unit?.toLowerCase() === 'ms' ? 1000 : 1);
}
