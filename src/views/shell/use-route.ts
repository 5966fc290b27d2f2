import { useSyncExternalStore } from 'react';
import { hrefOf, type RouteId, routeOf } from '../shared/routes';

export function useRoute(): RouteId {
  return useSyncExternalStore(subscribe, presentRoute);
}

export function presentRoute(): RouteId {
  return routeOf(window.location.hash);
}

export function goTo(id: RouteId): void {
  window.location.hash = hrefOf(id);
}

function subscribe(changed: () => void): () => void {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
}
