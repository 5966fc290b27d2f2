import type { ComponentType } from 'react';
import type { RouteId } from '../shared/routes';

type PageLoaders = Readonly<Record<RouteId, () => Promise<ComponentType>>>;

export interface Pages {
  /** The same promise for the same route, so that a component can wait for it with `use`. One that has arrived does not suspend. */
  load(route: RouteId): Promise<ComponentType>;
  /** After a failure: the next `load` fetches again. */
  forget(route: RouteId): void;
}

/** The pages of the frame, each fetched when it is first wanted. The frame knows none of them: they are handed to it. */
export function createPages(loaders: PageLoaders): Pages {
  const loading = new Map<RouteId, Promise<ComponentType>>();

  function load(route: RouteId): Promise<ComponentType> {
    const known = loading.get(route);
    if (known !== undefined) return known;
    const page = loaders[route]();
    page.then(
      // `use` looks for these two first. Otherwise it would show the fallback, which React keeps for 300 ms.
      (value) => Object.assign(page, { status: 'fulfilled', value }),
      // Whoever waits for it sees the failure; without this one it would be reported as unhandled as well.
      () => undefined,
    );
    loading.set(route, page);
    return page;
  }

  return {
    load,
    forget(route) {
      loading.delete(route);
    },
  };
}
