export interface Announcement {
  readonly id: number;
  readonly text: string;
}

type Listener = (announcement: Announcement) => void;

const listeners = new Set<Listener>();
let lastId = 0;

/** Has screen readers say `text` once, when they are next idle. For what a sighted user sees happen elsewhere on the page. */
export function announce(text: string): void {
  lastId += 1;
  for (const listener of listeners) listener({ id: lastId, text });
}

/** Returns the function that ends the subscription. */
export function onAnnouncement(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
