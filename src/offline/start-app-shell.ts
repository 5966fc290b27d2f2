import type { AppShell } from '../core/project/app-shell';
import { lazyAppShell } from './lazy-app-shell';

/** The app shell of this page, with the browser's own clocks. */
export function startAppShell(): AppShell {
  return lazyAppShell({
    page: window,
    async load() {
      const { createAppShell } = await import('./app-shell');
      return (deps) =>
        createAppShell({
          page: window,
          development: import.meta.env.DEV,
          now: () => performance.now(),
          setTimer,
          ...deps,
        });
    },
    setTimer,
    whenIdle,
  });
}

function setTimer(run: () => void, ms: number): () => void {
  const timer = window.setTimeout(run, ms);
  return () => window.clearTimeout(timer);
}

function whenIdle(work: () => void): void {
  // Safari has no idle callbacks yet.
  if ('requestIdleCallback' in window) window.requestIdleCallback(work, { timeout: 2000 });
  else setTimeout(work);
}
