/**
 * The same `fetch`, which fails rather than follow a redirect with a Gemini key: browsers take only `Authorization` out of a request
 * that is sent on to another address. The SDK calls the global `fetch` and cannot be told.
 */
export function keepKeyHome(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return (input, init) =>
    fetch(input, new Headers(init?.headers).has('x-goog-api-key') ? { ...init, redirect: 'error' } : init);
}
