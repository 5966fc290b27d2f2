import { createListeners } from '../listeners';
import type { Removals } from './local-models-service';

/** Over all tabs where the browser has channels. */
export function channelRemovals(name: string): Removals {
  const here = createListeners<string>();
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(name);
  channel?.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (typeof event.data === 'string') here.tell(event.data);
  });
  return {
    tell(id) {
      channel?.postMessage(id);
      here.tell(id);
    },
    listen: here.add,
  };
}
