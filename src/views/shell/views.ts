import type { ComponentType } from 'react';
import type { RouteId } from './routes';

type View = ComponentType;

const loaders: Readonly<Record<RouteId, () => Promise<View>>> = {
  align: () => import('../align/align-view').then((module) => module.AlignView),
  label: () => import('./planned-views').then((module) => module.LabelView),
  tune: () => import('./planned-views').then((module) => module.TuneView),
  playground: () => import('./planned-views').then((module) => module.PlaygroundView),
  settings: () => import('../settings/settings-view').then((module) => module.SettingsView),
};

const loading = new Map<RouteId, Promise<View>>();
const loaded = new Map<RouteId, View>();

/** The same promise for the same route, so that a component can wait for it with `use`. */
export function loadView(route: RouteId): Promise<View> {
  const known = loading.get(route);
  if (known !== undefined) return known;
  const view = loaders[route]();
  // Whoever waits for it sees the failure; without this one it would be reported as unhandled as well.
  view.then(
    (component) => loaded.set(route, component),
    () => undefined,
  );
  loading.set(route, view);
  return view;
}

/** Undefined until it has arrived. To wait for one that is there would show the fallback, and React keeps that for 300 ms. */
export function loadedView(route: RouteId): View | undefined {
  return loaded.get(route);
}

/** After a failure: the next `loadView` fetches again. */
export function forgetView(route: RouteId): void {
  loading.delete(route);
}
