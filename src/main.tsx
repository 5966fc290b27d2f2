import { StrictMode, startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { bringBackEarlyWords, replaceEarlyPage } from './adopt-early-prompt';
import { loadOnce } from './core/load-once';
import type { DeviceReport } from './core/local/device-report';
import type { LocalModelsPort } from './core/local/local-models-port';
import type { BrowserModelAvailability } from './core/model/browser-model';
import type { ImagesPort } from './core/playground/images/images-port';
import type { ProjectRepository } from './core/project/repository';
import type { WorkPort } from './core/work-port';
import type { EarlyPrompt } from './early-prompt';
import { startAppShell } from './offline/start-app-shell';
import { createAutosave } from './persistence/autosave';
import { flushOnHide } from './persistence/flush-on-hide';
import { createPersistenceRequest, openStorage } from './persistence/open-storage';
import { readInWorker } from './persistence/read-in-worker';
import { createUnsavedChanges, pageStorage, unsavedChangesKeys } from './persistence/unsaved-changes';
import { createStudio, type StudioStore } from './store/create-studio';
import { pages } from './views/app/pages';
import { atFirstTouch } from './views/shared/at-first-touch';
import { App } from './views/shell/app';
import { presentRoute } from './views/shell/use-route';
import { loadLateIcons } from './views/ui/icon';
import { StudioProvider } from './views/use-studio';
import { showWaitingNote } from './waiting-note';
import { createLazyModels, type LazyModels } from './workers/lazy-models';
import type { ModelsClientDeps } from './workers/models-client';
import { newId } from './workers/new-id';
import { setRealTimer } from './workers/set-timer';

/** The composition root: the only file that builds adapters and hands them in. */
export async function start(earlyPrompt: Promise<EarlyPrompt | null>): Promise<void> {
  // The page's code is fetched while the storage opens.
  pages.load(presentRoute());
  const models = lazyModels();
  let studio: StudioStore | null = null;
  const storage = await openStorage({
    onNotice(message) {
      if (studio === null) showWaitingNote(message);
      else studio.getState().actions.shell.notify({ title: 'Storage', body: message });
    },
    onLost: () => void studio?.getState().actions.project.storageLost(),
  });
  const now = () => new Date().toISOString();
  // Without a database there is nothing to bring them back into.
  const pageWords = storage.notKept === null ? pageStorage() : null;
  const unsavedChanges = pageWords && createUnsavedChanges({ storage: pageWords, newId, hold: holdLock() });
  const requestPersistence = createPersistenceRequest(navigator.storage);
  studio = createStudio({
    models,
    repository: storage.projects,
    device: storage.device,
    createSaver: createAutosave({
      repository: storage.projects,
      now,
      setTimer: setRealTimer,
      notKept: storage.notKept,
      ...(unsavedChanges && { unsavedChanges }),
    }),
    readProjectFile: readInWorker,
    requestPersistence: () => void requestPersistence(),
    // One worker for all who ask.
    loadWork: loadOnce(() => loadWork(models)),
    loadLocalModels,
    loadImages: loadOnce(loadImages),
    probeDevice,
    browserModel: browserModelAvailability,
    prepareBrowserModel,
    appShell: startAppShell(),
    fetchFile,
    withLock,
    setTimer: setRealTimer,
    newId,
    now,
  });
  flushOnHide(studio.getState().actions.project.flush, { window, document, unsavedChanges });
  render(studio, await earlyPrompt);
  // The first Run does not wait for the worker to start, and a page that is only looked at starts none.
  atFirstTouch(() => {
    models.warmUp();
    loadLateIcons().catch(() => undefined);
  });
  if (pageWords) await recover(pageWords, { repository: storage.projects, studio });
  await studio.getState().actions.project.boot();
  if (pageWords) bringBackEarlyWords(pageWords, studio);
}

/** What a page could not save before it was left. */
async function recover(
  words: Storage,
  { repository, studio }: { readonly repository: ProjectRepository; readonly studio: StudioStore },
): Promise<void> {
  if (unsavedChangesKeys(words).length === 0) return;
  const { recoverUnsavedChanges } = await import('./persistence/recover-unsaved-changes');
  const {
    shell: { notify },
    project: { refreshProjects },
  } = studio.getState().actions;
  await recoverUnsavedChanges({
    storage: words,
    repository,
    newId,
    now: () => new Date().toISOString(),
    lock: (name, work, { wait }) => lock(name, work, { ifAvailable: !wait }),
    onCopy(name) {
      notify({
        title: 'Changes were kept as a copy',
        body: `A tab was left before it could save, and the project was changed elsewhere since. Both are kept: what that tab had is in “${name}”. Open it from the Project menu.`,
      });
      void refreshProjects();
    },
  });
}

/** The one worker that calls models: a page that is only looked at, or written in, fetches none of it. */
function lazyModels(): LazyModels {
  return createLazyModels(async () => {
    const { createModelsClient } = await import('./workers/models-client');
    return createModelsClient({
      spawn: () =>
        new Worker(new URL('./workers/models.worker.ts', import.meta.url), { type: 'module', name: 'models' }),
      now: Date.now,
      setTimer: setRealTimer,
      ...(hasBrowserModel() && { askBrowserModel }),
    });
  });
}

/** What fetches and keeps the files of local models, in a worker of its own. */
async function loadLocalModels(): Promise<LocalModelsPort> {
  const { createLocalModelsClient } = await import('./workers/local-models/local-models-client');
  return createLocalModelsClient({
    spawn: () =>
      new Worker(new URL('./workers/local-models.worker.ts', import.meta.url), {
        type: 'module',
        name: 'local-models',
      }),
    setTimer: setRealTimer,
  });
}

/** What turns, shrinks and encodes images, in a worker for each of them. */
async function loadImages(): Promise<ImagesPort> {
  const { createImagesClient } = await import('./workers/images/images-client');
  return createImagesClient(
    () => new Worker(new URL('./workers/images.worker.ts', import.meta.url), { type: 'module', name: 'images' }),
  );
}

async function probeDevice(): Promise<DeviceReport> {
  const { probeThisDevice } = await import('./providers/webllm/probe-device');
  return probeThisDevice();
}

/** Its name in the browser: no other browser fetches the code. */
const hasBrowserModel = () => 'LanguageModel' in window;

async function browserModelAvailability(): Promise<BrowserModelAvailability> {
  if (!hasBrowserModel()) return 'absent';
  const { browserModelAvailability: ask } = await import('./providers/browser/availability');
  return ask(window, { setTimer: setRealTimer });
}

async function prepareBrowserModel(onProgress: (progress: number) => void): Promise<void> {
  const { prepareBrowserModel: prepare } = await import('./providers/browser/prepare-browser-model');
  // Nobody calls it off: the browser goes on by itself.
  await prepare(window, { signal: new AbortController().signal, onProgress });
}

/** No worker has the browser's model: the page answers for it. */
const askBrowserModel: NonNullable<ModelsClientDeps['askBrowserModel']> = async (question, { signal, tell }) => {
  const { askBrowserModel: ask } = await import('./providers/browser/ask-browser-model');
  for await (const piece of ask(question, { scope: window, signal, setTimer: setRealTimer })) tell(piece);
  return null;
};

/** What trains and labels, in a worker of its own: a page that labels nothing fetches none of it. */
async function loadWork(models: LazyModels): Promise<WorkPort> {
  const { createWorkClient } = await import('./workers/work/work-client');
  return createWorkClient({
    spawn: () => new Worker(new URL('./workers/work.worker.ts', import.meta.url), { type: 'module', name: 'work' }),
    setTimer: setRealTimer,
    connectModels: (port) => models.connect(port),
    onModelsRestart: (listener) =>
      models.onStatus((status) => {
        if (status.state === 'restarted') listener(status.reason);
      }),
  });
}

/** A file of ours beside the page. */
async function fetchFile(path: string): Promise<Blob> {
  const answer = await fetch(new URL(path, document.baseURI));
  if (!answer.ok) throw new Error(`Expected the file ${path}, got HTTP ${answer.status}.`);
  return answer.blob();
}

function withLock(name: string, work: () => Promise<void>): Promise<boolean> {
  return lock(name, work, { ifAvailable: true });
}

/** Locks are shared by all tabs of this origin; where the browser has none, each tab works for itself. */
async function lock(name: string, work: () => Promise<void>, options: LockOptions): Promise<boolean> {
  if (!('locks' in navigator)) {
    await work();
    return true;
  }
  return navigator.locks.request(name, options, async (granted) => {
    if (granted === null) return false;
    await work();
    return true;
  });
}

/** Undefined where the browser has no locks. The browser lets go of them when the page ends, however it ends. */
function holdLock(): ((name: string) => () => void) | undefined {
  if (!('locks' in navigator)) return undefined;
  return (name) => {
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    void navigator.locks.request(name, () => held);
    return letGo;
  };
}

function render(studio: StudioStore, prompt: EarlyPrompt | null): void {
  const root = document.getElementById('root');
  if (root === null) throw new Error('Expected an element with id "root" in index.html, found none.');
  replaceEarlyPage(root, { prompt, studio });
  // A transition is cut into slices, so that the page answers while it is built.
  startTransition(() =>
    createRoot(root).render(
      <StrictMode>
        <StudioProvider store={studio}>
          <App pages={pages} />
        </StudioProvider>
      </StrictMode>,
    ),
  );
}
