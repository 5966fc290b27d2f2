import type { IconName } from '../ui/icon-paths';

export interface Route {
  readonly id: RouteId;
  /** In the navigation, the title and the page's heading. */
  readonly title: string;
  readonly icon: IconName;
}

export const routeIds = ['align', 'label', 'tune', 'playground', 'settings'] as const;
export type RouteId = (typeof routeIds)[number];

export const routes: Readonly<Record<RouteId, Route>> = {
  align: { id: 'align', title: 'Align', icon: 'align' },
  label: { id: 'label', title: 'Label', icon: 'label' },
  tune: { id: 'tune', title: 'Tune', icon: 'tune' },
  playground: { id: 'playground', title: 'Playground', icon: 'playground' },
  settings: { id: 'settings', title: 'Settings', icon: 'settings' },
};

/** `#/settings/storage` is Settings; anything unknown is Align. Hash routes work from any static host and folder. */
export function routeOf(hash: string): RouteId {
  const name = /^#\/([^/?]*)/.exec(hash)?.[1];
  return routeIds.find((id) => id === name) ?? 'align';
}

export function hrefOf(id: RouteId): string {
  return `#/${id}`;
}

export function pageTitle(id: RouteId, projectName: string): string {
  const parts = id === 'settings' ? [routes[id].title] : [routes[id].title, projectName];
  return [...parts, 'Constitution Studio'].join(' · ');
}
