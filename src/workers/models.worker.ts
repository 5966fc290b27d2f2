import { allProviders } from '../providers/adapters';
import { keepKeyHome } from '../providers/gemini/keep-key-home';
import { createModelService } from '../providers/model-service';
import type { PermissionQuery } from '../providers/server/connection';
import { modelErrors } from './model-errors';
import type { ModelsPageMethods } from './models-protocol';
import { createModelsServer, type ModelsService, type ServiceEvents } from './models-server';
import { newId } from './new-id';
import { guardDoors } from './private-fetch';
import { createRemote } from './rpc/remote';
import { realSleep, setRealTimer } from './set-timer';

/**
 * The composition root of the models worker: it alone builds providers and holds the keys. Providers are imported at their
 * first call, so that the worker answers before an SDK is loaded.
 */
function createService({ onCall, onSpending, onEngine }: ServiceEvents): ModelsService {
  const { adapters, server, unloadLocal } = allProviders({
    fetch: self.fetch.bind(self),
    now: Date.now,
    sleep: realSleep,
    random: Math.random,
    setTimer: setRealTimer,
    // Cast: names that TypeScript does not know yet are asked for.
    page: { origin: self.location.origin, permissions: self.navigator.permissions as PermissionQuery },
    scope: self,
    openModelFiles,
    onEngine,
    askBrowserModel: (question, signal) => page.stream('ask-browser-model', question, { signal }),
  });
  const clock = { now: Date.now, sleep: realSleep };
  const models = createModelService({ adapters, server, clock, random: Math.random, newId, onCall, onSpending });
  return {
    ...models,
    configure(config, spent) {
      doors.close(config.privateMode);
      models.configure(config, spent);
    },
    unloadLocal,
  };
}

async function openModelFiles() {
  const { createModelFiles } = await import('../persistence/models/create-model-files');
  return createModelFiles();
}

// Before any SDK is loaded; the guard is the outer one.
self.fetch = keepKeyHome(self.fetch.bind(self));
const doors = guardDoors(self);
const page = createRemote<ModelsPageMethods>({
  source: { connect: async () => self },
  errors: modelErrors,
  died: (reason) => new Error(reason),
});
createModelsServer({ createService, now: Date.now, setTimer: setRealTimer }).serve(self);
