import type { ComponentType } from 'react';
import type { RouteId } from './routes';

type View = ComponentType;

const loaders: Readonly<Record<RouteId, () => Promise<View>>> = {
  align: () => import('../align/align-view').then((module) => module.AlignView),
  label: () => import('../label/label-view').then((module) => module.LabelView),
  tune: () => import('./planned-views').then((module) => module.TuneView),
  playground: () => import('./planned-views').then((module) => module.PlaygroundView),
  settings: () => import('../settings/settings-view').then((module) => module.SettingsView),
};

const loading = new Map<RouteId, Promise<View>>();

/** The same promise for the same route, so that a component can wait for it with `use`. One that has arrived does not suspend. */
export function loadView(route: RouteId): Promise<View> {
  const known = loading.get(route);
  if (known !== undefined) return known;
  const view = loaders[route]();
  view.then(
    // `use` looks for these two first. Otherwise it would show the fallback, which React keeps for 300 ms.
    (value) => Object.assign(view, { status: 'fulfilled', value }),
    // Whoever waits for it sees the failure; without this one it would be reported as unhandled as well.
    () => undefined,
  );
  loading.set(route, view);
  return view;
}

/** After a failure: the next `loadView` fetches again. */
export function forgetView(route: RouteId): void {
  loading.delete(route);
}
