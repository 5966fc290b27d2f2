import type { DeviceReport } from '../core/local/device-report';
import type { LocalModelsPort } from '../core/local/local-models-port';
import type { BrowserModelAvailability } from '../core/model/browser-model';
import { emptyEngine } from '../core/model/engine-state';
import type { Models } from '../core/model/models-port';
import { type AppShell, blankAppShell } from '../core/project/app-shell';

/** For tests that are about neither lists nor local models: there are none. */
export const noLocalModels: Pick<Models, 'embeddingModel' | 'list' | 'onEngine' | 'unloadLocal' | 'tryNow'> = {
  embeddingModel: (ref) => ({
    ref,
    async embed() {
      throw new Error('This test expected no embeddings.');
    },
  }),
  list: async () => [],
  onEngine(listener) {
    listener(emptyEngine);
    return () => {};
  },
  unloadLocal: () => {},
  tryNow: () => {},
};

/** For tests of the studio that are about neither the GPU, the browser's model nor the app as installed. */
export const absentDevices: {
  readonly loadLocalModels: () => Promise<LocalModelsPort>;
  readonly probeDevice: () => Promise<DeviceReport>;
  readonly browserModel: () => Promise<BrowserModelAvailability>;
  readonly prepareBrowserModel: () => Promise<void>;
  readonly appShell: AppShell;
} = {
  loadLocalModels: async () => noStoredModels,
  probeDevice: async () => ({
    gpu: { status: 'no-webgpu', browser: 'other' },
    storage: null,
    persisted: null,
    privateWindow: null,
    backends: { opfs: false, cache: false, indexeddb: true },
    memoryBytes: null,
  }),
  browserModel: async () => 'absent',
  prepareBrowserModel: async () => {},
  appShell: {
    onState(listener) {
      listener(blankAppShell);
      return () => {};
    },
    update: () => {},
    install: () => {},
    keepEngine: () => {},
  },
};

const noStoredModels: LocalModelsPort = {
  stored: async () => [],
  // biome-ignore lint/correctness/useYield: nothing is ever fetched.
  async *download() {
    throw new Error('This test expected no download.');
  },
  // biome-ignore lint/correctness/useYield: as above.
  async *importFolder() {
    throw new Error('This test expected no folder.');
  },
  // biome-ignore lint/correctness/useYield: as above.
  async *verify() {
    throw new Error('This test expected no check of files.');
  },
  remove: async () => {},
  onChange: () => () => {},
};
