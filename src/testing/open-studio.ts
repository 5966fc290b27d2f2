import type { LanguageModel } from '../core/model/language-model';
import type { Models, ModelsConfig } from '../core/model/models-port';
import type { DeviceRepository, ProjectRepository } from '../core/project/repository';
import { createAutosave } from '../persistence/autosave';
import { createMemoryStorage } from '../persistence/memory-storage';
import type { StudioDeps } from '../store/context';
import { createStudio } from '../store/create-studio';
import { loadProposals } from '../store/load-proposals';
import type { Studio } from '../store/studio';
import { absentDevices, noLocalModels } from './absent-devices';
import { countingIds, someInstant } from './builders';
import { noInspection } from './no-inspection';
import { type Script, scriptedModel } from './scripted-model';
import { until } from './turns';

/** Storage whose methods a test may replace. */
export function memoryStorage(): TestStorage {
  return createMemoryStorage();
}

interface TestStorage {
  readonly projects: { -readonly [K in keyof ProjectRepository]: ProjectRepository[K] };
  readonly device: { -readonly [K in keyof DeviceRepository]: DeviceRepository[K] };
}

export interface StudioGiven extends Partial<Omit<StudioDeps, 'models' | 'repository' | 'device'>> {
  /** Answers every request; says nothing unless it is given. */
  readonly model?: LanguageModel;
  readonly models?: Partial<Models>;
  readonly storage?: TestStorage;
  /** When the autosave rings: never unless it is given, so that what is to be saved is flushed. */
  readonly saveTimer?: StudioDeps['setTimer'];
}

/** A studio as the page has it before it boots: real store and autosave on memory storage, with neither network, clock nor devices. */
export function buildStudio({
  model = scriptedModel({ replies: [] }),
  models,
  storage = memoryStorage(),
  saveTimer,
  ...deps
}: StudioGiven) {
  const { projects, device } = storage;
  const configs: ModelsConfig[] = [];
  const now = deps.now ?? (() => someInstant);
  const store = createStudio({
    ...absentDevices,
    ...nothingToLabel,
    models: {
      ...noLocalModels,
      ...noInspection,
      model: () => model,
      configure: (config) => void configs.push(config),
      onCall: () => () => {},
      onTotals: () => () => {},
      onStatus: () => () => {},
      ...models,
    },
    repository: projects,
    device,
    createSaver: createAutosave({
      repository: { save: (request) => projects.save(request) },
      now,
      setTimer: saveTimer ?? (() => () => {}),
      notKept: null,
    }),
    readProjectFile: () => Promise.reject(new Error('No file is read here.')),
    requestPersistence: () => {},
    newId: countingIds(),
    now,
    ...deps,
  });
  return {
    state: store.getState,
    actions: store.getState().actions,
    subscribe: store.subscribe,
    storage,
    /** What the models were told, in order. */
    configs,
  };
}

/** The same, booted, with its first project saved. */
export async function openStudio(given: StudioGiven = {}) {
  // Fetched at the first use otherwise, which takes more turns than a test waits for.
  await loadProposals();
  const opened = buildStudio(given);
  await opened.actions.project.boot();
  await opened.actions.project.flush();
  return opened;
}

/** With a model that answers by script, and `model` to see what it was asked. */
export async function openScripted(replies: Script['replies'] = () => 'Fine.') {
  const model = scriptedModel({ replies });
  return { ...(await openStudio({ model })), model };
}

export interface OpenedStudio {
  readonly state: () => Studio;
  readonly actions: Studio['actions'];
}

/** Every candidate is written, or has failed. */
export async function settled(state: OpenedStudio['state']): Promise<void> {
  await until(() => state().align.activeCandidates.size === 0);
}

/** One candidate, written to its end; gives what feedback can be given on. */
export async function answered({ state, actions }: OpenedStudio) {
  actions.settings.updateSettings({ candidates: 1 });
  actions.align.run();
  await settled(state);
  const turn = state().project.turns.at(-1);
  return { turnId: turn?.id ?? '', candidateId: turn?.candidates[0]?.id ?? '' };
}

/** What a studio needs for Label, in a test that labels nothing. */
const nothingToLabel = {
  loadWork: () => Promise.reject(new Error('Nothing is labeled here.')),
  loadImages: () => Promise.reject(new Error('No image is read here.')),
  fetchFile: (path: string) => Promise.reject(new Error(`Nothing is fetched here, not even ${path}.`)),
  withLock: async (_name: string, work: () => Promise<void>) => {
    await work();
    return true;
  },
  setTimer: () => () => {},
};
