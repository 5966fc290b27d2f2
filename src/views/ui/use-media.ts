import { useCallback, useSyncExternalStore } from 'react';

/** The style sheets' breakpoints. */
export const media = {
  /** One pane at a time. */
  narrow: '(max-width: 760px)',
  /** The side panes share one column. */
  medium: '(max-width: 1200px)',
} as const;

/** Whether the media query holds now; prefer CSS where what is rendered is the same. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (changed: () => void) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', changed);
      return () => list.removeEventListener('change', changed);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches);
}
