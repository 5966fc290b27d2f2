import { createAppFiles } from './app-files';
import type { BuiltFiles } from './built-files';
import { pageLocks, readPageMessage, type WorkerMessage } from './messages';
import { routeOfRequest } from './request-route';

/** Put in by the build (service-worker-plugin.ts). */
declare const __BUILT_FILES__: BuiltFiles;
declare const self: ServiceWorkerGlobalScope;

const built = __BUILT_FILES__;
const { scope } = self.registration;
const files = createAppFiles({ caches: self.caches, fetch: self.fetch.bind(self), scope, built });

self.addEventListener('install', (event) => {
  // No skipWaiting: a new version begins when the author asks for it, or when the last tab of the old one is closed.
  event.waitUntil(install());
});

self.addEventListener('activate', (event) => {
  event.waitUntil(begin());
});

self.addEventListener('fetch', (event) => {
  const { url, method, mode, headers } = event.request;
  const route = routeOfRequest({ url, method, mode, ranged: headers.has('range') }, { scope, built });
  switch (route.kind) {
    case 'leave':
      return;
    case 'file':
      return event.respondWith(files.answer(route.path));
    case 'older':
      return event.respondWith(files.older(route.path).then((there) => there ?? fetch(event.request)));
  }
});

self.addEventListener('message', (event) => {
  const message = readPageMessage(event.data);
  switch (message?.type) {
    case 'state':
      return event.waitUntil(mend().then(tell));
    case 'keep-engine':
      return event.waitUntil(attempt(files.keepEngine).then(tellState));
    case 'take-over':
      return event.waitUntil(self.skipWaiting());
    case undefined:
      return;
  }
});

async function install(): Promise<void> {
  const why = await attempt(files.complete);
  if (why === null) return;
  await tell({ type: 'failed', version: built.version, why });
  // The browser drops this worker, and what has come is used at the next attempt.
  throw new Error(why);
}

async function begin(): Promise<void> {
  // On the first visit the page is without a worker: from here on its requests come here, too, so that none is made twice.
  await self.clients.claim();
  await tell({ type: 'took-over', version: built.version });
}

/** Storage may have lost a file, and a worker that waited may lack the engine. */
async function mend(): Promise<WorkerMessage> {
  const why = await attempt(files.complete);
  // A version that waits, or is on its way, has no page that could hold its lock yet.
  if (why === null && self.registration.waiting === null && self.registration.installing === null) await clearAway();
  return state(why);
}

async function clearAway(): Promise<void> {
  const { held = [] } = await self.navigator.locks.query();
  const inUse = new Set(held.map(({ name }) => name));
  await files.clearAway((version) => inUse.has(pageLocks(scope) + version));
}

async function tellState(why: string | null): Promise<void> {
  await tell(await state(why));
}

async function state(why: string | null): Promise<WorkerMessage> {
  const { app, engine } = await files.whatIsThere();
  return { type: 'state', version: built.version, complete: app, engine, why };
}

async function tell(message: WorkerMessage): Promise<void> {
  // Those too that have no worker yet: they wait for the first one.
  for (const client of await self.clients.matchAll({ type: 'window', includeUncontrolled: true })) {
    if (client.url.startsWith(scope)) client.postMessage(message);
  }
}

/** Why it failed; null when it did not. */
async function attempt(work: () => Promise<void>): Promise<string | null> {
  try {
    await work();
    return null;
  } catch (error) {
    return wordsOf(error);
  }
}

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'QuotaExceededError')
    return 'This device has no room left for the app. Delete a project or a local model that you no longer need, or free space on the disk.';
  // What fetch throws when there is no connection.
  if (error instanceof TypeError) return 'The connection was lost while the app was being stored.';
  return error.message;
}
