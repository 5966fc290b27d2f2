/** As much of a browser's CacheStorage as we use, in memory. `room` is for all bodies together. */
export function memoryCaches({ room = Number.POSITIVE_INFINITY }: { readonly room?: number } = {}): CacheStorage {
  const caches = new Map<string, Map<string, Blob>>();

  const cacheOf = (entries: Map<string, Blob>) => ({
    async match(url: string) {
      const body = entries.get(url);
      return body === undefined ? undefined : new Response(body);
    },
    async put(url: string, response: Response) {
      // As the platform does: it says that the body failed, and not why.
      const body = await response.blob().catch(() => {
        throw new TypeError("Failed to execute 'put' on 'Cache'.");
      });
      const others = [...caches.values()].flatMap((all) => [...all]).filter(([other]) => other !== url);
      if (others.reduce((sum, [, { size }]) => sum + size, body.size) > room) {
        throw new DOMException('Quota exceeded.', 'QuotaExceededError');
      }
      entries.set(url, body);
    },
    delete: async (request: string | Request) => entries.delete(typeof request === 'string' ? request : request.url),
    keys: async () => [...entries.keys()].map((url) => new Request(url)),
  });

  const storage = {
    has: async (name: string) => caches.has(name),
    async open(name: string) {
      const entries = caches.get(name) ?? new Map<string, Blob>();
      caches.set(name, entries);
      return cacheOf(entries);
    },
  };
  // What we do not use is not there.
  return storage as unknown as CacheStorage;
}
