import { ModelError } from '../../core/model/model-error';
import { withoutEnd } from '../../core/text-ends';

/**
 * The endpoint as requests use it: no trailing slash and no version, which the SDK adds; the path of a gateway is kept.
 * Throws a ModelError when it is no address that a browser can call. What was typed is not repeated: keys end up in URLs.
 */
export function geminiEndpoint(typed: string): string {
  if (typed === last?.typed) return last.endpoint;
  const endpoint = readEndpoint(typed);
  last = { typed, endpoint };
  return endpoint;
}

/** Each call asks for it, several times. */
let last: { readonly typed: string; readonly endpoint: string } | undefined;

function readEndpoint(typed: string): string {
  const url = URL.canParse(typed.trim()) ? new URL(typed.trim()) : undefined;
  if (url === undefined || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw badEndpoint('It is not such an address.');
  }
  if (url.username !== '' || url.password !== '') throw badEndpoint('It holds a user name or password.');
  if (url.search !== '' || url.hash !== '') throw badEndpoint('It holds a part after "?" or "#".');
  return withoutEnd(`${url.origin}${url.pathname}`, '/').replace(/\/v1beta$/, '');
}

function badEndpoint(why: string): ModelError {
  return new ModelError({
    kind: 'bad-request',
    code: 'BAD_ENDPOINT',
    message: `The Gemini endpoint in Settings must be a web address such as https://generativelanguage.googleapis.com. ${why} Correct it there and try again.`,
  });
}
