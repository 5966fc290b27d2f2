import * as z from 'zod/mini';
import { storedModelSchema } from '../../core/local/local-model-schema';
import type { StoredChange } from '../../core/local/local-models-port';

export interface StoredChanges {
  /** Here, and in every other tab and worker. */
  tell(change: StoredChange): void;
  /** Returns the way to stop listening. */
  listen(listener: (change: StoredChange) => void): () => void;
  close(): void;
}

export function storedChanges(channelName: string): StoredChanges {
  const listeners = new Set<{ readonly hear: (change: StoredChange) => void }>();
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(channelName);
  const tellHere = (change: StoredChange) => {
    for (const { hear } of [...listeners]) hear(change);
  };
  channel?.addEventListener('message', (event: MessageEvent<unknown>) => {
    const read = changeSchema.safeParse(event.data);
    // Another version of the studio may say what this one does not know.
    if (read.success) tellHere(read.data);
  });
  return {
    tell(change) {
      channel?.postMessage(change);
      tellHere(change);
    },
    listen(hear) {
      const listener = { hear };
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      listeners.clear();
      channel?.close();
    },
  };
}

const changeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('stored'), stored: storedModelSchema }),
  z.object({ kind: z.literal('removed'), id: z.string() }),
]);
