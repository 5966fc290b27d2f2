import type { ForeignChange } from '../core/project/repository';
import { fieldsOf } from './fields-of';

/** What tabs tell each other. */
type Change = ForeignChange | { readonly kind: 'settings' };

export interface ChangesChannel {
  announce(change: Change): void;
  /** Changes of other tabs, never our own; returns the way to stop listening. */
  listen(listener: (change: Change) => void): () => void;
  close(): void;
}

/** A BroadcastChannel does not deliver to the object that sent, so one object per tab leaves out our own changes. */
export function openChangesChannel(name: string): ChangesChannel {
  if (typeof BroadcastChannel === 'undefined') return silentChannel;
  const channel = new BroadcastChannel(name);
  return {
    announce: (change) => channel.postMessage(change),
    listen(listener) {
      const onMessage = (event: MessageEvent<unknown>): void => {
        const change = readChange(event.data);
        if (change !== null) listener(change);
      };
      channel.addEventListener('message', onMessage);
      return () => channel.removeEventListener('message', onMessage);
    },
    close: () => channel.close(),
  };
}

/** For browsers without BroadcastChannel: a conflict is then told at the next save. */
export const silentChannel: ChangesChannel = { announce: () => {}, listen: () => () => {}, close: () => {} };

/** Null for what another version of the studio may say and this one does not know. */
function readChange(data: unknown): Change | null {
  const { kind, id, version } = fieldsOf(data);
  if (kind === 'settings') return { kind };
  if (typeof id !== 'string') return null;
  if (kind === 'removed') return { kind, id };
  return kind === 'saved' && typeof version === 'number' ? { kind, id, version } : null;
}
