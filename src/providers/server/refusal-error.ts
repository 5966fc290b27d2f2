import { ModelError, type ModelErrorKind } from '../../core/model/model-error';
import { serverOrigin } from '../../core/model/server-origin';
import { quoted } from '../wire/redact';
import type { Connection } from './connection';
import type { Refusal } from './refusal';
import { causeOf } from './refusal-cause';
import { retrySeconds } from './retry-after';

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
  const number = refusal.isGuessed === true ? '' : ` (${status})`;
  const error = (kind: ModelErrorKind, text: string, code = codeOf(refusal)) =>
    new ModelError({ kind, code, message: text, partialText, ...until(refusal, connection) });

  switch (causeOf(refusal, model)) {
    case 'no-credit':
      return error(
        'no-credit',
        `This account has no credit left at ${at}.${said} Waiting does not help: add credit or raise the spending limit there, or choose another model.`,
      );
    case 'region':
      return error(
        'unsupported-region',
        `The service at ${at} does not answer where you are.${said} No prompt and no setting helps: choose another model, or ask the service where it is offered.`,
      );
    case 'prompt-blocked':
      return error(
        'prompt-blocked',
        `A filter of the server did not let the prompt through.${said} Change the prompt, or choose another model.`,
      );
    case 'key':
      return keyError();
    case 'redirect':
      return wrongAddress('it sends calls on to another address, where neither prompt nor key is sent');
    case 'too-long':
      return error(
        'too-long',
        `The prompt and its answer do not fit the context of ${model === '' ? 'this model' : model}.${said} Shorten the prompt, or give the model a longer context in the server.`,
      );
    case 'model':
      return error(
        'unknown-model',
        `The server at ${at} has no model "${model}" that it can use.${said} Choose one of its list in Settings, or fetch or load it there first (Ollama: "ollama pull ${model}").`,
      );
    case 'address':
      return wrongAddress(
        isPage
          ? 'a web page came'
          : `the server has no such call${status === 404 || status === 405 ? ` (${status})` : ''}`,
      );
    case 'day':
      return error(
        'rate-limited-day',
        `What this key may ask for in a day is used up.${said} Go on when the server's day begins anew, or choose another model.`,
      );
    case 'minute':
      return tooMany();
    case 'memory':
      return error(
        'unavailable',
        `The server has too little memory for this model.${said} Choose a smaller model, or close what else uses its memory.`,
        'OUT_OF_MEMORY',
      );
    case 'not-offered':
      return error(
        'bad-request',
        `The server does not offer this call (501).${said} Choose another model, or look how to switch it on there.`,
      );
    case 'busy':
      return busy();
    case 'request':
      return badRequest();
  }

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
    // Asked for its list, a server may have none and answer all the same.
    const start =
      model === '' && !isPage && (status === 404 || status === 405)
        ? `The server at ${connection.url} lists no models: ${what}.${said} If the address is right, type the name of a model.`
        : `No OpenAI-compatible server answers at ${connection.url}: ${what}.${said}`;
    return error('bad-request', `${start} ${advice}`, 'WRONG_URL');
  }

  function tooMany(): ModelError {
    const seconds = retrySeconds(refusal, connection.now());
    const wait = seconds === undefined ? 'Wait a moment' : `Wait ${Math.ceil(seconds)} s`;
    return error(
      'rate-limited-minute',
      `Too many calls for this server at a time.${said} ${wait} and try again, or lower "Requests to the server per minute" in Settings.`,
    );
  }

  function busy(): ModelError {
    return /load(?:ing|ed yet)|starting|warming/i.test(message)
      ? error('unavailable', `The server is still loading the model${number}.${said} Try again in a moment.`)
      : error(
          'unavailable',
          `The server is overloaded or has a fault right now${number}.${said} Try again in a moment, or look at what it prints.`,
        );
  }

  function badRequest(): ModelError {
    const setting = settings.find(({ name }) => name.test(message));
    return setting === undefined
      ? error(
          'bad-request',
          `The server did not accept the request${number}.${said} Change the prompt or the settings and try again.`,
        )
      : error('bad-request', `The server did not accept "${setting.label}"${number}.${said} ${setting.advice}`);
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

function codeOf({ status, code }: Refusal): string {
  return code === '' || code === String(status) ? String(status) : `${status} ${code}`;
}

function until(refusal: Refusal, { now }: Connection): { readonly until?: string } {
  if (refusal.status !== 429 && refusal.status !== 503) return {};
  const seconds = retrySeconds(refusal, now());
  return seconds === undefined ? {} : { until: new Date(now() + seconds * 1000).toISOString() };
}
