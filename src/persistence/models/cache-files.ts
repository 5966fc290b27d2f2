import type { ReadableStreamOfBytes } from '../../core/local/model-files';
import { type FileBackend, ownBytes } from './file-backend';

/** Files in a cache of our own, each a response at an address that nobody has. A response is kept whole, or not at all. */
export function cacheFiles({
  caches,
  cacheName,
}: {
  readonly caches: CacheStorage;
  readonly cacheName: string;
}): FileBackend {
  const opened = () => caches.open(cacheName);

  return {
    async read(id, path) {
      const response = await (await opened()).match(addressOf(id, path));
      return response === undefined ? null : response.blob();
    },
    async write(id, path, bytes) {
      const cache = await opened();
      const body = asStream(bytes);
      try {
        await cache.put(addressOf(id, path), new Response(body.stream));
      } catch (error) {
        // The platform says that the body failed, and not why.
        throw body.failure() ?? error;
      }
    },
    async remove(id, path) {
      await (await opened()).delete(addressOf(id, path));
    },
    async removeAll(id) {
      if (!(await caches.has(cacheName))) return;
      const cache = await opened();
      const folder = addressOf(id, '');
      const all = await cache.keys();
      await Promise.all(all.filter(({ url }) => url.startsWith(folder)).map((request) => cache.delete(request)));
    },
  };
}

/** `.invalid` is reserved: no such host can ever be. With a letter before each part, none of them is `..`. */
function addressOf(id: string, path: string): string {
  return `https://stored-models.invalid/m-${encodeURIComponent(id)}/f-${encodeURIComponent(path)}`;
}

function asStream(bytes: ReadableStreamOfBytes): {
  readonly stream: ReadableStream<Uint8Array<ArrayBuffer>>;
  readonly failure: () => unknown;
} {
  const reader = bytes[Symbol.asyncIterator]();
  let failure: unknown;
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      try {
        const next = await reader.next();
        if (next.done === true) controller.close();
        else controller.enqueue(ownBytes(next.value));
      } catch (error) {
        failure = error;
        controller.error(error);
      }
    },
    async cancel() {
      await reader.return?.();
    },
  });
  return { stream, failure: () => failure };
}
