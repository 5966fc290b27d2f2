import { describe, expect, it } from 'vitest';
import type { AppShellState } from '../core/project/app-shell';
import { type FakePage, type FakePageOptions, fakePage, fakeWorker } from '../testing/fake-page';
import { textStorage } from '../testing/text-storage';
import { createAppShell } from './app-shell';
import type { InstallPrompt } from './install-prompt';

const ready = { type: 'state', version: 'v1', complete: true, engine: false, why: null };

describe('the app shell', () => {
  it.each<[string, FakePageOptions & { readonly development?: boolean }, RegExp]>([
    ['a page that was opened as a file', { protocol: 'file:' }, /opened as a file/],
    ['an address that is not secure', { secure: false }, /https or http:\/\/localhost/],
    ['a browser without service workers', { workers: false }, /private windows/],
    ['the development server', { development: true }, /development server/],
  ])('says why %s cannot be kept, and registers nothing', async (_what, { development = false, ...options }, words) => {
    const page = fakePage(options);
    const { state } = start(page, { development });
    await settled();
    expect(state().offline).toMatchObject({ status: 'unsupported', why: expect.stringMatching(words) });
    expect(page.registered).toEqual([]);
  });

  it('is ready when the first version has been stored and says so', async () => {
    const page = fakePage({});
    const worker = page.finds(fakeWorker('installing'));
    const { state } = start(page);
    await settled();
    expect(page.registered).toEqual(['https://host.example/app/sw.js']);
    expect(state().offline).toEqual({ status: 'preparing' });
    worker.become('installed');
    page.activate(worker);
    expect(worker.heard).toEqual([{ type: 'state' }]);
    page.say(ready);
    expect(state().offline).toEqual({ status: 'ready', engine: false });
    expect(state().updateReady).toBe(false);
  });

  it('says why the first version could not be stored, and tries again when there is network again', async () => {
    const page = fakePage({});
    page.finds(fakeWorker('installing'));
    const { state } = start(page);
    await settled();
    page.say({ type: 'failed', version: 'v1', why: 'Expected a script.' });
    expect(state().offline).toEqual({ status: 'failed', why: 'Expected a script.' });
    page.tell('online');
    await settled();
    expect(page.registered).toHaveLength(2);
  });

  it('stays ready when a later version could not be stored', async () => {
    const page = fakePage({});
    page.activate(fakeWorker('activated'));
    const { state } = start(page);
    await settled();
    page.say(ready);
    page.say({ type: 'failed', version: 'v2', why: 'No room.' });
    expect(state().offline.status).toBe('ready');
  });

  it('says why the browser refused', async () => {
    const page = fakePage({ refuses: 'The operation is insecure.' });
    const { state } = start(page);
    await settled();
    expect(state().offline).toMatchObject({ status: 'failed', why: expect.stringContaining('insecure') });
  });

  it('offers a version that comes in mid-work, and begins it only when asked', async () => {
    const page = fakePage({});
    page.activate(fakeWorker('activated'));
    const { shell, state } = start(page);
    await settled();
    const next = page.finds(fakeWorker('installing'));
    expect(state().updateReady).toBe(false);
    page.wait(next);
    expect(state().updateReady).toBe(true);
    expect(next.heard).toEqual([]);
    expect(page.reloads()).toBe(0);

    shell.update();
    expect(next.heard).toEqual([{ type: 'take-over' }]);
    expect(page.reloads(), 'not before it runs').toBe(0);
    page.activate(next);
    page.say({ type: 'took-over', version: 'v2' });
    expect(page.reloads()).toBe(1);
    expect(state().updatedElsewhere).toBe(false);
  });

  it('reloads the page when the browser lets the new version wait for it, once', async () => {
    const { page, shell, passTime } = await openBesideNewVersion();
    shell.update();
    passTime();
    expect(page.reloads()).toBe(1);
  });

  it('reloads no second time when the new version began by itself', async () => {
    const { page, shell, next, passTime } = await openBesideNewVersion();
    shell.update();
    page.activate(next);
    passTime();
    expect(page.reloads()).toBe(1);
  });

  describe('when the reload of an update brought the old version once more', () => {
    it('asks the new one again and leaves for it as soon as it runs, without being asked', async () => {
      const { page, state, next } = await comeBackFromUpdate();
      expect(next.heard).toEqual([{ type: 'take-over' }]);
      page.say({ ...ready, version: 'v1' });
      expect(page.reloads(), 'the old one runs').toBe(0);
      page.activate(next);
      page.say({ type: 'took-over', version: 'v2' });
      page.say({ ...ready, version: 'v2' });
      expect(page.reloads()).toBe(1);
      expect(state().updatedElsewhere).toBe(false);
    });

    it('leaves for one that has begun while the page came', async () => {
      const { page } = await comeBackFromUpdate({ begun: true });
      page.say({ ...ready, version: 'v2' });
      expect(page.reloads()).toBe(1);
    });

    it('reloads by itself no more once it has, and goes on offering what waits', async () => {
      const { sessionStorage } = await comeBackFromUpdate();
      const { page, state, next } = await comeBackFromUpdate({ sessionStorage });
      expect(next.heard).toEqual([]);
      expect(state().updateReady).toBe(true);
      page.say({ type: 'took-over', version: 'v2' });
      expect(page.reloads()).toBe(0);
      expect(state().updatedElsewhere).toBe(true);
    });

    it('is none of that on the new version', async () => {
      const { shell, page, passTime, sessionStorage } = await openBesideNewVersion();
      shell.update();
      passTime();
      expect(page.reloads()).toBe(1);
      const after = fakePage({ sessionStorage, version: 'v2' });
      after.activate(fakeWorker('activated'));
      start(after);
      await settled();
      after.say({ ...ready, version: 'v2' });
      after.say({ type: 'took-over', version: 'v3' });
      expect(after.reloads()).toBe(0);
    });
  });

  it('offers a version that has waited since an earlier visit', async () => {
    const page = fakePage({});
    page.activate(fakeWorker('activated'));
    page.wait(fakeWorker('installed'));
    const { state } = start(page);
    await settled();
    expect(state().updateReady).toBe(true);
  });

  it('tells of a version that another tab began, and goes on until it is reloaded', async () => {
    const page = fakePage({});
    page.activate(fakeWorker('activated'));
    const { shell, state } = start(page);
    await settled();
    page.say({ type: 'took-over', version: 'v1' });
    expect(state()).toMatchObject({ updateReady: false, updatedElsewhere: false });
    page.say({ type: 'took-over', version: 'v2' });
    expect(state()).toMatchObject({ updateReady: true, updatedElsewhere: true });
    expect(page.reloads()).toBe(0);
    shell.update();
    expect(page.reloads()).toBe(1);
  });

  it('has the engine kept as soon as there is somebody who can', async () => {
    const page = fakePage({});
    const worker = page.finds(fakeWorker('installing'));
    const { shell } = start(page);
    shell.keepEngine();
    await settled();
    expect(worker.heard).toEqual([]);
    page.activate(worker);
    expect(worker.heard).toContainEqual({ type: 'keep-engine' });
  });

  it('asks for the engine no more when it is there', async () => {
    const page = fakePage({});
    const worker = fakeWorker('activated');
    page.activate(worker);
    const { shell, state } = start(page);
    await settled();
    page.say({ ...ready, engine: true });
    expect(state().offline).toEqual({ status: 'ready', engine: true });
    shell.keepEngine();
    expect(worker.heard).not.toContainEqual({ type: 'keep-engine' });
  });

  it('looks for a newer version when it is looked at again, at most once an hour', async () => {
    const page = fakePage({});
    let time = 0;
    start(page, { now: () => time });
    await settled();
    page.show('visible');
    expect(page.checks()).toBe(0);
    time = 3_600_000;
    page.show('hidden');
    expect(page.checks()).toBe(0);
    page.show('visible');
    page.show('visible');
    expect(page.checks()).toBe(1);
  });

  it('holds the lock of its version for as long as it lives', async () => {
    const page = fakePage({});
    start(page);
    await settled();
    expect(page.locks).toEqual(['constitution-studio page https://host.example/app/ v1']);
  });

  it('opens the browser’s install dialog once, and knows when it is installed', async () => {
    const page = fakePage({});
    const { shell, state } = start(page);
    expect(state()).toMatchObject({ installable: false, installed: false });
    const prompt = installPrompt();
    page.tell('beforeinstallprompt', prompt.event);
    expect(prompt.event.defaultPrevented).toBe(true);
    expect(state().installable).toBe(true);
    shell.install();
    shell.install();
    expect(prompt.opened()).toBe(1);
    page.tell('appinstalled');
    expect(state()).toMatchObject({ installable: false, installed: true });
  });

  it('is installed in a window of its own', () => {
    expect(start(fakePage({ standalone: true })).state().installed).toBe(true);
  });
});

function start(page: FakePage, options: { readonly development?: boolean; readonly now?: () => number } = {}) {
  const timers = new Set<() => void>();
  const setTimer = (run: () => void) => {
    timers.add(run);
    return () => timers.delete(run);
  };
  const shell = createAppShell({ page: page.page, development: false, now: () => 0, setTimer, ...options });
  const told: AppShellState[] = [];
  shell.onState((state) => told.push(state));
  return {
    shell,
    passTime: () => {
      for (const run of timers) run();
    },
    state: () => {
      const last = told.at(-1);
      if (last === undefined) throw new Error('Expected to be told the present state at once.');
      return last;
    },
  };
}

function installPrompt() {
  let opened = 0;
  const event: InstallPrompt = Object.assign(new Event('beforeinstallprompt', { cancelable: true }), {
    async prompt() {
      opened += 1;
    },
  });
  return { event, opened: () => opened };
}

/** Registering is answered a moment later. */
async function settled(): Promise<void> {
  for (let n = 0; n < 5; n++) await Promise.resolve();
}

/** A page that is served offline, and a newer version that waits. */
async function openBesideNewVersion({ sessionStorage = textStorage(), begun = false } = {}) {
  const page = fakePage({ sessionStorage });
  page.activate(fakeWorker('activated'));
  const next = fakeWorker('installed');
  if (begun) page.activate(next);
  else page.wait(next);
  const started = start(page);
  await settled();
  return { ...started, page, next, sessionStorage };
}

/** Update was pressed, the new version took too long, and the old one answered the reload. */
async function comeBackFromUpdate({ sessionStorage, begun = false }: ComingBack = {}) {
  if (sessionStorage !== undefined) return openBesideNewVersion({ sessionStorage, begun });
  const before = await openBesideNewVersion();
  before.shell.update();
  before.passTime();
  return openBesideNewVersion({ sessionStorage: before.sessionStorage, begun });
}

interface ComingBack {
  readonly sessionStorage?: ReturnType<typeof textStorage>;
  readonly begun?: boolean;
}
