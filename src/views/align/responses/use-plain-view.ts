import { useSyncExternalStore } from 'react';

let plain = false;
const listeners = new Set<() => void>();

/** Whether responses are shown as they came, not rendered. Holds for the pane, until the page is closed. */
export function usePlainView(): boolean {
  return useSyncExternalStore(subscribe, () => plain);
}

export function setPlainView(on: boolean): void {
  plain = on;
  for (const listener of listeners) listener();
}

function subscribe(changed: () => void): () => void {
  listeners.add(changed);
  return () => listeners.delete(changed);
}
