import { err, ok, type Result } from '../../core/result';
import { withoutEnd } from '../../core/text-ends';

/** The address as Gemini's provider wants it: without a trailing slash or version; the path of a gateway is kept. */
export function readEndpoint(text: string): Result<string, string> {
  const read = readAddress(text);
  return read.ok ? ok(read.value.replace(/\/v1beta$/, '')) : read;
}

/**
 * An address alone, without a trailing slash. The error says what was expected and what came, without repeating it: keys end up in
 * addresses, and in the wrong field.
 */
function readAddress(text: string): Result<string, string> {
  const typed = text.trim();
  if (typed === '') return err('Expected an address that starts with https://, found nothing.');
  const url = URL.canParse(typed) ? new URL(typed) : null;
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    return err('Expected an address that starts with https:// or http://, found another text.');
  }
  if (url.username !== '' || url.password !== '') {
    return err('Expected an address alone, found a name or password in it. The key belongs in its own field.');
  }
  if (url.search !== '' || url.hash !== '') {
    return err('Expected an address alone, found a part after “?” or “#”. The key belongs in its own field.');
  }
  return ok(withoutEnd(`${url.origin}${url.pathname}`, '/'));
}
