import type { ActionContext } from '../context';
import { lazyActions } from '../lazy-actions';
import type { LabelActions } from './label-actions';

/** Label's actions: a visit that labels nothing, and every first load, goes without their code and their worker. */
export function lazyLabelActions(context: ActionContext): LabelActions {
  return lazyActions(
    async () => {
      const [{ labelWork }, labeler] = await Promise.all([loadLabel(), context.deps.loadLabeler()]);
      return labelWork(context, labeler);
    },
    () =>
      context.notify({
        title: 'Label could not be loaded',
        body: 'Nothing was changed, and nothing was sent. Check the connection and try again; if that does not help, reload the page.',
      }),
  );
}

/** The code alone, for who wants it there before the first action. */
export function loadLabel() {
  return import('./label-work');
}
