import { ModelError } from '../../core/model/model-error';
import type { ConfigOf } from '../../core/model/service-settings';
import { geminiEndpoint } from './endpoint';

/** What a call to the service needs, checked. Errors are written with it, so that they can name the endpoint but not the key. */
export interface GeminiCall {
  readonly key: string;
  readonly endpoint: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Throws a ModelError when a call cannot be made at all. */
export function prepareCall(config: ConfigOf<'gemini'>, now: () => number): GeminiCall {
  const endpoint = geminiEndpoint(config.address);
  const key = config.key.trim();
  if (key === '') {
    throw new ModelError({
      kind: 'no-key',
      code: 'NO_KEY',
      message: 'Gemini needs an API key and there is none. Enter yours in Settings, or choose the practice model.',
    });
  }
  // A browser sends only such characters in a header, and its refusal would quote the key.
  if (!/^[\x20-\x7e]+$/.test(key)) {
    throw new ModelError({
      kind: 'bad-key',
      code: 'KEY_CHARACTERS',
      message:
        'The Gemini API key holds a character that no key has, such as a line break or an accent. Copy it again and enter it in Settings.',
    });
  }
  return { key, endpoint, now };
}

/** The id as the service names it. Throws a ModelError for one that would change the address of the request. */
export function checkModelId(id: string): string {
  if (/^(?:(?:models|tunedModels)\/)?[A-Za-z0-9][\w.-]*$/.test(id)) return id;
  throw new ModelError({
    kind: 'unknown-model',
    code: 'MODEL_ID',
    message: `A Gemini model id is made of letters, digits, dots and dashes, such as gemini-flash-latest. "${id.slice(0, 60)}" is not. Choose a model in Settings.`,
  });
}
