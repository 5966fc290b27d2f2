import { readlink, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { type BrowserContext, chromium, expect, type LaunchOptions, type Page, type TestInfo } from 'playwright/test';
import { slowProcessor } from './slow-processor';

/** How a life of the page ends: its tab is closed, the browser is closed, or the browser is killed. */
export type Death = 'tab closed' | 'browser closed' | 'browser killed';

/** A browser whose profile outlives it, as that of a person does. */
export interface LastingBrowser {
  /** A page, in a browser that is started when there is none. */
  readonly open: () => Promise<Page>;
  readonly die: (death: Death) => Promise<void>;
  readonly close: () => Promise<void>;
}

interface LastingOptions {
  readonly profile: string;
  readonly launch: LaunchOptions;
  readonly baseURL: string;
  /** Told of every uncaught error. */
  readonly onError: (message: string) => void;
}

export function lastingBrowser({ profile, launch, baseURL, onError }: LastingOptions): LastingBrowser {
  let context: BrowserContext | null = null;

  async function started(): Promise<BrowserContext> {
    const begun = await chromium.launchPersistentContext(profile, { ...launch, baseURL });
    await slowProcessor(begun);
    begun.on('weberror', (error) => onError(error.error().stack ?? error.error().message));
    begun.once('close', () => {
      if (context === begun) context = null;
    });
    return begun;
  }

  return {
    async open() {
      context ??= await started();
      return context.newPage();
    },
    async die(death) {
      const dying = context;
      if (dying === null) throw new Error('Expected a browser to end, found none.');
      switch (death) {
        case 'tab closed':
          for (const page of dying.pages().slice(1)) await page.close();
          return;
        case 'browser closed':
          await dying.close();
          return;
        case 'browser killed': {
          const closed = new Promise((resolve) => dying.once('close', resolve));
          const pid = await pidOf(profile);
          process.kill(pid, 'SIGKILL');
          await closed;
          while (isAlive(pid)) await setImmediate();
          // What a killed browser leaves behind would be taken for a running one.
          await rm(join(profile, 'SingletonLock'), { force: true });
        }
      }
    },
    close: async () => context?.close(),
  };
}

/** The lock of a profile points to `host-pid`. */
async function pidOf(profile: string): Promise<number> {
  const lock = await readlink(join(profile, 'SingletonLock'));
  const pid = Number(/-(\d+)$/.exec(lock)?.[1]);
  if (!Number.isInteger(pid)) throw new Error(`Expected the lock of the profile to name a process, got ${lock}.`);
  return pid;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** For `test.extend`: a browser whose storage outlives it, in which nothing may go wrong. */
export const browserOfAuthor = async (
  { launchOptions }: { readonly launchOptions: LaunchOptions },
  provide: (browser: LastingBrowser) => Promise<void>,
  testInfo: TestInfo,
): Promise<void> => {
  const errors: string[] = [];
  const profile = testInfo.outputPath('profile');
  const onError = (message: string) => errors.push(message);
  const browser = lastingBrowser({ profile, launch: launchOptions, baseURL: '', onError });
  await provide(browser);
  await browser.close();
  expect(errors).toEqual([]);
};
