import type { ActionContext } from '../context';
import { lazyActions } from '../lazy-actions';
import type { LocalActions } from './local-actions';

/** Actions of local models: a visit that has none, and every first load, goes without their code, their list and their worker. */
export function lazyLocalActions(context: ActionContext): LocalActions {
  return lazyActions(
    async () => {
      const [{ localWork }, port] = await Promise.all([import('./local-work'), context.deps.loadLocalModels()]);
      return localWork(context, port);
    },
    () =>
      context.notify({
        title: 'Local models could not be loaded',
        body: 'Nothing was changed, and nothing was downloaded. Check the connection and try again; if that does not help, reload the page.',
      }),
  );
}
