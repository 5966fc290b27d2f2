import { ModelError } from '../../core/model/model-error';
import type { GeminiCall } from './call';

/** No answer at all. A page is told neither whether it is offline nor that a server refused it by CORS. */
export function unreachable(call: GeminiCall): ModelError {
  return new ModelError({
    kind: 'unreachable',
    code: 'NETWORK',
    message: `No answer came from ${new URL(call.endpoint).origin}. Either this device is offline, or that address is wrong or does not let web pages call it (CORS). Check the connection and the Gemini endpoint in Settings, then try again.`,
  });
}
