import type { ActionContext } from './context';
import type { ImportActions } from './import-actions';
import { lazyActions } from './lazy-actions';

/** A visit that imports nothing, and every first load, goes without. */
export function lazyImportActions(context: ActionContext): ImportActions {
  return lazyActions(
    async () => {
      const { importActions } = await import('./import-actions');
      return importActions(context);
    },
    () =>
      context.notify({
        title: 'Nothing was imported',
        body: 'A part of the studio could not be fetched: check the connection, and try again.',
      }),
  );
}
