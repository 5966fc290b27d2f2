import type { ActionContext } from '../context';
import { lazyActions } from '../lazy-actions';
import type { ConnectActions } from './connect-actions';

/** Fetched when a key is entered: a visit that has its models, and every first load, goes without. */
export function lazyConnectActions(context: ActionContext): ConnectActions {
  return lazyActions(
    async () => {
      const { connectActions } = await import('./connect-actions');
      return connectActions(context);
    },
    () =>
      context.notify({
        title: 'The key could not be checked',
        body: 'It was kept. A part of the studio could not be fetched: check the connection, and try again.',
      }),
  );
}
