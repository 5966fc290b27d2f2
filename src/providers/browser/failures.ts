import type { BrowserModelAvailability } from '../../core/model/browser-model';
import { ModelError, type ModelErrorKind } from '../../core/model/model-error';

const elsewhere = 'choose another model in Settings';

/** Why there can be no session. */
export function notThere(availability: Exclude<BrowserModelAvailability, 'available'>): ModelError {
  const [kind, message] = whyNotThere(availability);
  return new ModelError({ kind, code: availability.toUpperCase(), message });
}

function whyNotThere(availability: Exclude<BrowserModelAvailability, 'available'>): readonly [ModelErrorKind, string] {
  switch (availability) {
    case 'downloadable':
      return [
        'no-model',
        `The browser has a built-in model, but has not downloaded it yet, and nothing was asked. The browser downloads it by itself, after a press of a button: prepare it in Settings, or ${elsewhere}.`,
      ];
    case 'downloading':
      return [
        'no-model',
        `The browser is still downloading its built-in model, and nothing was asked. Try again when it is there, or ${elsewhere}.`,
      ];
    case 'unavailable':
      return [
        'device',
        `The browser has no built-in model for this device: Chrome's needs about 22 GB of free storage, and a GPU with more than 4 GB of memory or 16 GB of main memory. Nothing was asked. Free some storage, or ${elsewhere}.`,
      ];
    case 'absent':
      return [
        'device',
        `This browser has no built-in model: the desktop versions of Chrome have one, from 148 on. Nothing was asked. Open this app there, or ${elsewhere}.`,
      ];
  }
}

/** In tokens, as the browser counts them; with the schema of the reply. */
export interface Overflow {
  readonly needed: number | undefined;
  readonly room: number | undefined;
}

export function tooLong({ needed, room }: Overflow): ModelError {
  const counts =
    needed === undefined || room === undefined
      ? 'The prompt does not fit'
      : `The prompt takes ${inWords(needed)} tokens, and ${inWords(room)} fit, the reply included,`;
  return new ModelError({
    kind: 'too-long',
    code: 'QuotaExceededError',
    message: `${counts} into the context of the browser's built-in model. Nothing was asked. Shorten the prompt, or choose a model with a longer context in Settings.`,
  });
}

/**
 * What the browser threw. Names: the table of errors of webmachinelearning.github.io/prompt-api, and QuotaExceededError, which names
 * its numbers in the newer browsers.
 */
export function failureOf(error: unknown, during: 'create' | 'prompt' = 'prompt'): ModelError {
  if (error instanceof ModelError) return error;
  const code = (textOf(error, 'name') || 'UnknownError').slice(0, 60);
  if (code === 'QuotaExceededError') return tooLong(overflowOf(error));
  const said = textOf(error, 'message').slice(0, 200);
  const [kind, message] =
    code === 'NotSupportedError' && during === 'create' ? notOffered(said) : whyFailed(code, said);
  return new ModelError({ kind, code, message }, { cause: error });
}

/** What Chromium 156 says where its model service is not running, whatever was going to be asked. */
function notOffered(said: string): readonly [ModelErrorKind, string] {
  return [
    'device',
    `The browser does not offer its built-in model here (${said}). Nothing was asked. Update the browser, or ${elsewhere}.`,
  ];
}

function whyFailed(code: string, said: string): readonly [ModelErrorKind, string] {
  switch (code) {
    case 'NotAllowedError':
      return [
        'no-model',
        `The browser does not let this page use its built-in model: it is switched off there, or its download waits for a press of a button. Prepare it in Settings, or ${elsewhere}.`,
      ];
    case 'NetworkError':
      return [
        'no-model',
        `The browser could not finish the download of its built-in model. Check the connection, then prepare it in Settings, or ${elsewhere}.`,
      ];
    case 'NotReadableError':
      return [
        'answer-blocked',
        'The browser held back what its built-in model wrote, as harmful or as nonsense. Run it again, or change the prompt.',
      ];
    case 'NotSupportedError':
      return [
        'bad-request',
        `The browser's built-in model refuses this prompt, most likely for its language or that of its answer (${said}). Write it in English, or ${elsewhere}.`,
      ];
    case 'SyntaxError':
      return [
        'unreadable',
        `The browser's built-in model found no answer of the form that was asked for (${said}). Run it again, or ${elsewhere}.`,
      ];
    case 'InvalidStateError':
    case 'AbortError':
      return ['interrupted', 'The browser ended the session with its built-in model. Run it again.'];
    default:
      return [
        'device',
        `The browser's built-in model failed (${said === '' ? code : `${code}: ${said}`}). Run it again; if it happens again, restart the browser, or ${elsewhere}.`,
      ];
  }
}

/** `quota` and `requested` are those of every QuotaExceededError; `contextWindow` is what the explainer calls the former. */
function overflowOf(error: unknown): Overflow {
  return { needed: countOf(error, 'requested'), room: countOf(error, 'quota') ?? countOf(error, 'contextWindow') };
}

function countOf(owner: unknown, name: string): number | undefined {
  const value: unknown = typeof owner === 'object' && owner !== null ? Reflect.get(owner, name) : undefined;
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

function textOf(owner: unknown, name: string): string {
  const value: unknown = typeof owner === 'object' && owner !== null ? Reflect.get(owner, name) : undefined;
  return typeof value === 'string' ? value : '';
}

function inWords(count: number): string {
  return Math.ceil(count).toLocaleString('en-GB');
}
