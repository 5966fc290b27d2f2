import type { Kit } from './kit';
import type * as unfolding from './unfold';

type Unfold = typeof unfolding;

/** Fetches what changes folded principles, then does the work; null when it cannot be had, which is said. */
export async function withUnfold<T>(kit: Kit, work: (unfold: Unfold) => T): Promise<T | null> {
  const before = kit.get().project.id;
  try {
    const unfold = await import('./unfold');
    return kit.get().project.id === before ? work(unfold) : null;
  } catch {
    kit.notify({
      title: 'Nothing was changed',
      body: 'The part of this app that changes folded principles could not be loaded. Check the connection and try again; if that does not help, reload the page.',
    });
    return null;
  }
}
