import type { ActionContext } from './context';
import type * as unfolding from './unfold';

type Unfold = typeof unfolding;

/** Fetches what changes folded principles, then does the work; null when it cannot be had, which is said. */
export async function withUnfold<T>(context: ActionContext, work: (unfold: Unfold) => T): Promise<T | null> {
  const before = context.get().project.id;
  try {
    const unfold = await import('./unfold');
    return context.get().project.id === before ? work(unfold) : null;
  } catch {
    context.notify({
      title: 'Nothing was changed',
      body: 'The part of this app that changes folded principles could not be loaded. Check the connection and try again; if that does not help, reload the page.',
    });
    return null;
  }
}
