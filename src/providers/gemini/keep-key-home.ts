/**
 * The same `fetch`, which fails rather than follow a redirect with a Gemini key: browsers take only `Authorization` out of a request
 * that is sent on to another address. The SDK calls the global `fetch` and cannot be told.
 */
export function keepKeyHome(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return (input, init) => fetch(input, carriesKey(init?.headers) ? { ...init, redirect: 'error' } : init);
}

/** Copying headers costs more than the rest of a call of ours, so it is done for lists of pairs alone, which nobody uses. */
function carriesKey(headers: HeadersInit | undefined): boolean {
  if (headers === undefined) return false;
  if (headers instanceof Headers) return headers.has(name);
  if (Array.isArray(headers)) return new Headers(headers).has(name);
  return Object.keys(headers).some((key) => key.toLowerCase() === name);
}

const name = 'x-goog-api-key';
