import { describe, expect, it } from 'vitest';
import { type AppShell, type AppShellState, blankAppShell } from '../core/project/app-shell';
import { fakePage } from '../testing/fake-page';
import { firstVisitRestMs, lazyAppShell } from './lazy-app-shell';

describe('the lazy app shell', () => {
  it('leaves a first visit in peace, and begins after a rest', async () => {
    const harness = start();
    expect(harness.loads()).toBe(0);
    expect(harness.waits()).toEqual([firstVisitRestMs]);
    await harness.passTime();
    expect(harness.loads()).toBe(1);
  });

  it('begins at the first touch, and only once', async () => {
    const harness = start();
    harness.tell('pointerdown');
    harness.tell('keydown');
    await harness.passTime();
    expect(harness.loads()).toBe(1);
  });

  it('begins at once on a later visit', async () => {
    const harness = start({ controlled: true });
    await harness.settled();
    expect(harness.waits()).toEqual([]);
    expect(harness.loads()).toBe(1);
  });

  it('hands on what came and was asked for before', async () => {
    const harness = start();
    const prompt = Object.assign(new Event('beforeinstallprompt'), { prompt: async () => undefined });
    harness.tell('beforeinstallprompt', prompt);
    harness.shell.keepEngine();
    await harness.settled();
    expect(harness.created()).toEqual([prompt]);
    expect(harness.calls).toEqual(['keepEngine']);
    harness.shell.update();
    harness.shell.install();
    expect(harness.calls).toEqual(['keepEngine', 'update', 'install']);
  });

  it('tells the present state at once and what follows, until it is told to stop', async () => {
    const harness = start();
    const told: AppShellState[] = [];
    const stop = harness.shell.onState((state) => told.push(state));
    expect(told).toEqual([blankAppShell]);
    await harness.passTime();
    expect(told.at(-1)?.offline.status).toBe('ready');
    stop();
    harness.change({ ...blankAppShell, updateReady: true });
    expect(told.at(-1)?.updateReady).toBe(false);
  });

  it('says why when its code cannot be fetched', async () => {
    const harness = start({ broken: true });
    const told: AppShellState[] = [];
    harness.shell.onState((state) => told.push(state));
    await harness.passTime();
    expect(told.at(-1)?.offline).toMatchObject({ status: 'failed', why: expect.stringContaining('No such file') });
  });
});

function start({ controlled = false, broken = false } = {}) {
  const fake = fakePage({});
  const { page } = fake;
  const serviceWorker = { ...page.navigator.serviceWorker, controller: controlled ? {} : null };
  const waits: number[] = [];
  let loads = 0;
  let timer: (() => void) | null = null;
  const created: unknown[] = [];
  const calls: string[] = [];
  let listener: (state: AppShellState) => void = () => {};
  const inner: AppShell = {
    onState(hear) {
      listener = hear;
      hear({ ...blankAppShell, offline: { status: 'ready', engine: false } });
      return () => {};
    },
    update: () => calls.push('update'),
    install: () => calls.push('install'),
    keepEngine: () => calls.push('keepEngine'),
  };
  const shell = lazyAppShell({
    page: Object.assign(page, { navigator: { ...page.navigator, serviceWorker } }),
    async load() {
      loads += 1;
      if (broken) throw new Error('No such file');
      return ({ installPrompt }) => {
        created.push(installPrompt);
        return inner;
      };
    },
    setTimer(run, ms) {
      waits.push(ms);
      timer = run;
      return () => {
        timer = null;
      };
    },
    whenIdle: (work) => work(),
  });
  const settled = async () => {
    for (let n = 0; n < 5; n++) await Promise.resolve();
  };
  return {
    shell,
    tell: fake.tell,
    settled,
    calls,
    loads: () => loads,
    waits: () => waits,
    created: () => created,
    change: (state: AppShellState) => listener(state),
    async passTime() {
      timer?.();
      await settled();
    },
  };
}
