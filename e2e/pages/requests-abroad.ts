import type { BrowserContext } from 'playwright/test';

/** What a browser, its pages and their workers, asks of anybody but the app's own host. */
export interface RequestsAbroad {
  seen(): readonly string[];
  /** From now on only what comes. */
  forget(): void;
}

export function watchRequests(context: BrowserContext, home: string): RequestsAbroad {
  const { origin } = new URL(home);
  let seen: string[] = [];
  context.on('request', (request) => {
    const url = request.url();
    // What has no host goes nowhere: `blob:`, `data:`.
    if (/^(https?|wss?):/.test(url) && new URL(url).origin !== origin) seen.push(url);
  });
  context.on('page', (page) => page.on('websocket', (socket) => seen.push(socket.url())));
  return {
    seen: () => seen,
    forget() {
      seen = [];
    },
  };
}
