import { type AppShell, type AppShellState, blankAppShell } from '../core/project/app-shell';
import { workerPath } from './built-files';
import { type InstallPrompt, onInstallPrompt } from './install-prompt';
import { type PageMessage, pageLock, readWorkerMessage, type WorkerMessage } from './messages';
import { whyNotOffline } from './offline-support';
import { type AppRegistration, type AppWorker, pageVersion, type ShellPage, type WorkerContainer } from './shell-page';

export interface AppShellDeps {
  readonly page: ShellPage;
  /** The development server has no built files to keep. */
  readonly development: boolean;
  /** Milliseconds, of any beginning. */
  readonly now: () => number;
  /** Runs once after so many milliseconds; returns the way to call it off. */
  readonly setTimer: (run: () => void, ms: number) => () => void;
  /** The browser's offer to install, if it came before this. */
  readonly installPrompt?: InstallPrompt | null;
}

const betweenChecksMs = 60 * 60 * 1000;
/**
 * How long a new version may take to begin. Chromium lets it wait for the requests of a worker that starts at the same moment, and the worker
 * for it: whoever leaves the page ends that.
 */
const takeOverMs = 2000;
/** The version that the author has left by pressing Update, written down for the page that comes after the reload. */
const leftVersionKey = 'constitution-studio left version';

/** Begins at once: make it when the page has loaded and is idle. */
export function createAppShell({ page, development, now, setTimer, installPrompt = null }: AppShellDeps): AppShell {
  const standalone = page.matchMedia('(display-mode: standalone)');
  const listeners = new Set<(state: AppShellState) => void>();
  const version = pageVersion(page);
  const returning = afterUpdate(page, version);
  let prompt = installPrompt;
  let state: AppShellState = {
    ...blankAppShell,
    installable: prompt !== null,
    installed: standalone.matches,
  };
  let registration: AppRegistration | null = null;
  let wantsEngine = false;
  let updating = false;
  let checkedAt = now();

  function set(change: Partial<AppShellState>): void {
    state = { ...state, ...change };
    for (const listener of [...listeners]) listener(state);
  }

  function fail(why: string): void {
    // What has worked once goes on working.
    if (state.offline.status !== 'ready') set({ offline: { status: 'failed', why } });
  }

  async function start(workers: WorkerContainer): Promise<void> {
    try {
      const url = new URL(workerPath, page.document.baseURI);
      // A driver that blocks service workers gives no registration.
      const registered: AppRegistration | undefined = await workers.register(url, { updateViaCache: 'none' });
      if (registered === undefined) {
        fail('Service workers are switched off in this browser.');
        return;
      }
      registration = registered;
      watch(registered);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      fail(`The browser could not prepare the app for offline use: ${reason} Reload the page to try again.`);
    }
  }

  function watch(registered: AppRegistration): void {
    registered.addEventListener('updatefound', () => follow(registered.installing));
    follow(registered.installing);
    follow(registered.waiting);
    follow(registered.active);
    if (registered.waiting !== null && registered.active !== null) set({ updateReady: true });
    const { waiting } = registered;
    if (waiting !== null && returning.cameBack()) send(waiting, { type: 'take-over' });
  }

  function follow(worker: AppWorker | null): void {
    if (worker === null) return;
    const look = () => {
      // The first version of all is no update: nobody has worked with another one.
      if (worker.state === 'installed' && registration?.active != null) set({ updateReady: true });
      if (worker.state === 'activated') greet(worker);
    };
    worker.addEventListener('statechange', look);
    look();
  }

  function greet(worker: AppWorker): void {
    send(worker, { type: 'state' });
    if (wantsEngine) send(worker, { type: 'keep-engine' });
  }

  function hear(message: WorkerMessage): void {
    switch (message.type) {
      case 'state':
        if (returning.leavesFor(message.version)) return;
        if (message.complete) set({ offline: { status: 'ready', engine: message.engine } });
        else fail(message.why ?? 'Some files of the app are missing. Reload the page to fetch them.');
        return;
      case 'failed':
        fail(message.why);
        return;
      case 'took-over':
        if (returning.leavesFor(message.version)) return;
        // On the first visit it is this page's own version that begins.
        if (version !== null && message.version !== version && !updating)
          set({ updateReady: true, updatedElsewhere: true });
    }
  }

  /** A tab can stay open for weeks. */
  function lookForUpdate(): void {
    if (page.document.visibilityState !== 'visible' || now() - checkedAt < betweenChecksMs) return;
    checkedAt = now();
    // Without network there is nothing to find, and the browser looks again at the next start.
    registration?.update().catch(() => undefined);
  }

  const active = () => registration?.active ?? null;

  onInstallPrompt(page, (next) => {
    prompt = next;
    set({ installable: next !== null, installed: state.installed || next === null });
  });
  standalone.addEventListener('change', () => set({ installed: state.installed || standalone.matches }));

  const why = whyNotOffline(page, development);
  const workers = page.navigator.serviceWorker;
  if (why !== null || workers === undefined) {
    set({ offline: { status: 'unsupported', why: why ?? '' } });
  } else {
    if (version !== null) holdLock(page, version);
    workers.addEventListener('message', ({ data }) => {
      const message = readWorkerMessage(data);
      if (message !== null) hear(message);
    });
    page.document.addEventListener('visibilitychange', lookForUpdate);
    page.addEventListener('online', () => {
      const worker = active();
      if (worker !== null) greet(worker);
      else if (state.offline.status === 'failed') void start(workers);
    });
    void start(workers);
  }

  return {
    onState(listener) {
      listeners.add(listener);
      listener(state);
      return () => listeners.delete(listener);
    },
    update() {
      const waiting = registration?.waiting ?? null;
      if (waiting === null) {
        page.location.reload();
        return;
      }
      updating = true;
      returning.leaves();
      const callOff = setTimer(() => page.location.reload(), takeOverMs);
      waiting.addEventListener('statechange', () => {
        if (waiting.state !== 'activated' && waiting.state !== 'redundant') return;
        callOff();
        page.location.reload();
      });
      send(waiting, { type: 'take-over' });
    },
    install() {
      // It can be used once; if the author says no, the browser sends another one later.
      prompt?.prompt().catch(() => undefined);
      prompt = null;
      set({ installable: false });
    },
    keepEngine() {
      wantsEngine = true;
      const worker = active();
      const has = state.offline.status === 'ready' && state.offline.engine;
      if (worker?.state === 'activated' && !has) send(worker, { type: 'keep-engine' });
    },
  };
}

/**
 * The old version may answer the reload of an update when the new one took too long to begin. Whatever held it up went with the page of
 * before: it is asked once more, and its pages are taken as soon as it runs. If that fails as well, the offer still stands.
 */
function afterUpdate(page: ShellPage, version: string | null) {
  const left = page.sessionStorage.getItem(leftVersionKey);
  page.sessionStorage.removeItem(leftVersionKey);
  let cameBack = left !== null && left === version;
  return {
    leaves() {
      if (version !== null) page.sessionStorage.setItem(leftVersionKey, version);
    },
    cameBack: () => cameBack,
    /** Whether the page goes on to the version that runs now. */
    leavesFor(running: string): boolean {
      if (!cameBack || running === version) return false;
      cameBack = false;
      page.location.reload();
      return true;
    },
  };
}

function send(worker: AppWorker, message: PageMessage): void {
  worker.postMessage(message);
}

/** Held until the page ends. A page that waits in the back/forward cache would lose its files, so that it is good that the lock keeps it out. */
function holdLock(page: ShellPage, version: string): void {
  const scope = new URL('.', page.document.baseURI).href;
  page.navigator.locks
    ?.request(pageLock(scope, version), { mode: 'shared' }, () => new Promise(() => undefined))
    .catch(() => undefined);
}
