import { type AppShell, type AppShellState, blankAppShell } from '../core/project/app-shell';
import type { AppShellDeps } from './app-shell';
import { type InstallPrompt, onInstallPrompt } from './install-prompt';
import type { ShellPage } from './shell-page';

export interface LazyAppShellDeps {
  readonly page: ShellPage & { readonly document: { readonly readyState: string } };
  readonly load: () => Promise<(deps: Pick<AppShellDeps, 'installPrompt'>) => AppShell>;
  /** Runs once after so many milliseconds; returns the way to call it off. */
  readonly setTimer: (run: () => void, ms: number) => () => void;
  /** Runs the work when the page has nothing better to do. */
  readonly whenIdle: (work: () => void) => void;
}

/** A first visit is left in peace for so long, unless it is touched before: keeping the app takes more than loading it did. */
export const firstVisitRestMs = 6000;

/**
 * The app shell, whose code is fetched after the page has loaded and come to rest. On later visits that is at once, since nothing but
 * a look for a newer version is left to do.
 */
export function lazyAppShell({ page, load, setTimer, whenIdle }: LazyAppShellDeps): AppShell {
  const listeners = new Set<(state: AppShellState) => void>();
  let state = blankAppShell;
  let shell: AppShell | null = null;
  let prompt: InstallPrompt | null = null;
  let wantsEngine = false;
  let begun = false;

  function tell(next: AppShellState): void {
    state = next;
    for (const listener of [...listeners]) listener(state);
  }

  async function begin(): Promise<void> {
    if (begun) return;
    begun = true;
    try {
      const create = await load();
      shell = create({ installPrompt: prompt });
      shell.onState(tell);
      if (wantsEngine) shell.keepEngine();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      tell({
        ...state,
        offline: {
          status: 'failed',
          why: `The part that keeps the app for offline use could not be loaded: ${reason}`,
        },
      });
    }
  }

  function rest(): void {
    const atIdle = () => whenIdle(() => void begin());
    if (page.navigator.serviceWorker?.controller != null) {
      atIdle();
      return;
    }
    const callOff = setTimer(atIdle, firstVisitRestMs);
    for (const type of ['pointerdown', 'keydown']) {
      page.addEventListener(type, () => {
        callOff();
        if (!begun) atIdle();
      });
    }
  }

  onInstallPrompt(page, (next) => {
    prompt = next;
  });
  if (page.document.readyState === 'complete') rest();
  else page.addEventListener('load', rest);

  return {
    onState(listener) {
      listeners.add(listener);
      listener(state);
      return () => listeners.delete(listener);
    },
    update: () => shell?.update(),
    install: () => shell?.install(),
    keepEngine() {
      wantsEngine = true;
      shell?.keepEngine();
      // A local model was chosen: there is no first glance any more that could be slowed.
      if (shell === null && page.document.readyState === 'complete') whenIdle(() => void begin());
    },
  };
}
