import * as z from 'zod/mini';
import type { ForeignChange } from '../core/project/repository';

/** What tabs tell each other. */
export type Change = ForeignChange | { readonly kind: 'settings' };

export interface ChangesChannel {
  announce(change: Change): void;
  /** Changes of other tabs, never our own; returns the way to stop listening. */
  listen(listener: (change: Change) => void): () => void;
  close(): void;
}

const changeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('saved'), id: z.string(), version: z.number() }),
  z.strictObject({ kind: z.literal('removed'), id: z.string() }),
  z.strictObject({ kind: z.literal('settings') }),
]);

/** A BroadcastChannel does not deliver to the object that sent, so one object per tab leaves out our own changes. */
export function openChangesChannel(name: string): ChangesChannel {
  if (typeof BroadcastChannel === 'undefined') return silentChannel;
  const channel = new BroadcastChannel(name);
  return {
    announce: (change) => channel.postMessage(change),
    listen(listener) {
      const onMessage = (event: MessageEvent<unknown>): void => {
        const parsed = changeSchema.safeParse(event.data);
        // Another version of the studio may say what this one does not know.
        if (parsed.success) listener(parsed.data);
      };
      channel.addEventListener('message', onMessage);
      return () => channel.removeEventListener('message', onMessage);
    },
    close: () => channel.close(),
  };
}

/** For browsers without BroadcastChannel: a conflict is then told at the next save. */
export const silentChannel: ChangesChannel = { announce: () => {}, listen: () => () => {}, close: () => {} };
