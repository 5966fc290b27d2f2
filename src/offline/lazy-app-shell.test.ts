import { describe, expect, it } from 'vitest';
import { type AppShell, type AppShellState, blankAppShell } from '../core/project/app-shell';
import { fakePage } from '../testing/fake-page';
import { firstVisitRestMs, lazyAppShell } from './lazy-app-shell';

describe('the lazy app shell', () => {
  it('leaves a first visit in peace, and begins after a rest', async () => {
    const world = start();
    expect(world.loads()).toBe(0);
    expect(world.waits()).toEqual([firstVisitRestMs]);
    await world.passTime();
    expect(world.loads()).toBe(1);
  });

  it('begins at the first touch, and only once', async () => {
    const world = start();
    world.tell('pointerdown');
    world.tell('keydown');
    await world.passTime();
    expect(world.loads()).toBe(1);
  });

  it('begins at once on a later visit', async () => {
    const world = start({ controlled: true });
    await world.settled();
    expect(world.waits()).toEqual([]);
    expect(world.loads()).toBe(1);
  });

  it('hands on what came and was asked for before', async () => {
    const world = start();
    const prompt = Object.assign(new Event('beforeinstallprompt'), { prompt: async () => undefined });
    world.tell('beforeinstallprompt', prompt);
    world.shell.keepEngine();
    await world.settled();
    expect(world.created()).toEqual([prompt]);
    expect(world.calls).toEqual(['keepEngine']);
    world.shell.update();
    world.shell.install();
    expect(world.calls).toEqual(['keepEngine', 'update', 'install']);
  });

  it('tells the present state at once and what follows, until it is told to stop', async () => {
    const world = start();
    const told: AppShellState[] = [];
    const stop = world.shell.onState((state) => told.push(state));
    expect(told).toEqual([blankAppShell]);
    await world.passTime();
    expect(told.at(-1)?.offline.status).toBe('ready');
    stop();
    world.change({ ...blankAppShell, updateReady: true });
    expect(told.at(-1)?.updateReady).toBe(false);
  });

  it('says why when its code cannot be fetched', async () => {
    const world = start({ broken: true });
    const told: AppShellState[] = [];
    world.shell.onState((state) => told.push(state));
    await world.passTime();
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
