import { describe, expect, it } from 'vitest';
import { newProject } from '../core/project/new-project';
import type { Project } from '../core/project/project';
import { type SaveOutcome, type SaveRequest, StorageClosedError, StorageFullError } from '../core/project/repository';
import type { SaveState } from '../core/project/saving';
import { createAutosave } from './autosave';
import { createMemoryStorage } from './memory-storage';

const start = Date.parse('2026-03-01T10:00:00.000Z');
const project = newProject({ id: 'p', name: 'One', at: new Date(start).toISOString() });

describe('autosave', () => {
  it('says saved at once for a project that comes from the database', () => {
    expect(saver({ version: 3 }).states).toEqual([{ state: 'saved', at: null }]);
  });

  it('saves a project that was never stored, without being asked', async () => {
    const { clock, requests, states } = saver({ version: 0 });
    await clock.advance(2000);
    expect(requests).toMatchObject([{ previous: null, expectedVersion: 0 }]);
    expect(states.at(-1)).toMatchObject({ state: 'saved' });
  });

  it('waits half a second after the first change, and takes along those that came meanwhile', async () => {
    const { autosave, clock, requests } = saver({ version: 1 });
    autosave.update(named('a'));
    await clock.advance(300);
    autosave.update(named('b'));
    await clock.advance(199);
    expect(requests).toEqual([]);
    await clock.advance(1);
    expect(requests.map((request) => request.project.name)).toEqual(['b']);
  });

  it('saves at most every two seconds while changes go on', async () => {
    const { autosave, clock, requests } = saver({ version: 1 });
    for (let i = 0; i < 100; i++) {
      autosave.update(named(`text ${i}`));
      await clock.advance(100);
    }
    expect(requests.length).toBe(5);
    await clock.advance(2000);
    expect(requests.at(-1)?.project.name).toBe('text 99');
  });

  it('tells the repository what it holds already, so that only differences are written', async () => {
    const { autosave, clock, requests } = saver({ version: 4 });
    const first = named('a');
    autosave.update(first);
    await clock.advance(2000);
    autosave.update(named('b'));
    await clock.advance(2000);
    expect(requests[0]?.previous).toBe(project);
    expect(requests[1]?.previous).toBe(first);
    expect(requests.map((request) => request.expectedVersion)).toEqual([4, 5]);
  });

  it('says saving from the first change until the latest change is stored', async () => {
    const gate = deferred<SaveOutcome>();
    const { autosave, clock, states } = saver({ version: 1, save: () => gate.promise });
    autosave.update(named('a'));
    expect(states.at(-1)).toEqual({ state: 'saving' });
    await clock.advance(500);
    autosave.update(named('b'));
    gate.resolve({ status: 'saved', version: 2 });
    await clock.advance(0);
    expect(states.at(-1)).toEqual({ state: 'saving' });
    await clock.advance(2000);
    expect(states.at(-1)).toMatchObject({ state: 'saved' });
  });

  it('says saving once, however many changes there are until the save', () => {
    const { autosave, states } = saver({ version: 1 });
    const before = states.length;
    for (const name of ['a', 'b', 'c']) autosave.update(named(name));
    expect(states.slice(before)).toEqual([{ state: 'saving' }]);
  });

  it('has one save under way at a time', async () => {
    const gate = deferred<SaveOutcome>();
    const { autosave, clock, requests } = saver({ version: 1, save: () => gate.promise });
    autosave.update(named('a'));
    await clock.advance(500);
    autosave.update(named('b'));
    await clock.advance(10_000);
    expect(requests.length).toBe(1);
    gate.resolve({ status: 'saved', version: 2 });
    await autosave.flush();
    expect(requests.map((request) => request.project.name)).toEqual(['a', 'b']);
  });

  it('flushes at once', async () => {
    const { autosave, clock, requests, states } = saver({ version: 1 });
    autosave.update(named('a'));
    await autosave.flush();
    expect(requests.length).toBe(1);
    expect(states.at(-1)).toMatchObject({ state: 'saved' });
    await clock.advance(10_000);
    expect(requests.length).toBe(1);
  });

  it('has nothing to flush when nothing changed', async () => {
    const { autosave, requests } = saver({ version: 1 });
    autosave.update(project);
    await autosave.flush();
    expect(requests).toEqual([]);
  });
});

describe('a failed save', () => {
  it('says why, and what to do when the storage is full', async () => {
    const { autosave, states } = saver({ version: 1, save: () => Promise.reject(new StorageFullError('full')) });
    autosave.update(named('a'));
    await autosave.flush();
    expect(states.at(-1)).toMatchObject({ state: 'not-saved', since: new Date(start).toISOString() });
    expect(reasonOf(states.at(-1))).toMatch(/no room left.*Delete a project.*export/);
  });

  it.each([
    [new StorageClosedError('Reload this page.'), /^Not saved: Reload this page\.$/],
    [new TypeError('odd'), /TypeError: odd.*export to keep/],
  ])('passes on the words of %s', async (error, words) => {
    const { autosave, states } = saver({ version: 1, save: () => Promise.reject(error) });
    autosave.update(named('a'));
    await autosave.flush();
    expect(reasonOf(states.at(-1))).toMatch(words);
  });

  it('is tried again with a growing delay, and stays "not saved" until one succeeds', async () => {
    let broken = true;
    const { autosave, clock, requests, states } = saver({
      version: 1,
      save: ({ expectedVersion }) =>
        broken ? Promise.reject(new Error('no')) : Promise.resolve({ status: 'saved', version: expectedVersion + 1 }),
    });
    autosave.update(named('a'));
    await clock.advance(500);
    const times: number[] = [];
    for (let ms = 0; ms < 16_000; ms += 500) {
      const before = requests.length;
      await clock.advance(500);
      if (requests.length > before) times.push(ms + 500);
    }
    expect(times).toEqual([1000, 3000, 7000, 15_000]);
    autosave.update(named('b'));
    expect(states.at(-1)?.state).toBe('not-saved');
    broken = false;
    await clock.advance(30_000);
    expect(requests.at(-1)?.project.name).toBe('b');
    expect(states.at(-1)).toMatchObject({ state: 'saved' });
  });

  it('goes on being tried after close, so that closing a project loses nothing', async () => {
    let broken = true;
    const { autosave, clock, requests } = saver({
      version: 1,
      save: () => (broken ? Promise.reject(new Error('no')) : Promise.resolve({ status: 'saved', version: 2 })),
    });
    autosave.update(named('a'));
    await autosave.close();
    broken = false;
    await clock.advance(1000);
    expect(requests.length).toBe(2);
    await clock.advance(60_000);
    expect(requests.length).toBe(2);
  });
});

describe('a conflict', () => {
  const conflicting = () => saver({ version: 1, save: conflictUnless(7) });

  it('stops saving until it is resolved', async () => {
    const { autosave, clock, requests, states } = conflicting();
    autosave.update(named('a'));
    await autosave.flush();
    autosave.update(named('b'));
    await clock.advance(60_000);
    await autosave.flush();
    await autosave.close();
    expect(requests.length).toBe(1);
    expect(states.at(-1)).toEqual({ state: 'conflict', storedVersion: 7 });
  });

  it('is overwritten with the latest of this tab', async () => {
    const { autosave, requests, states } = conflicting();
    autosave.update(named('a'));
    await autosave.flush();
    autosave.update(named('b'));
    await autosave.overwrite();
    expect(requests.at(-1)).toMatchObject({ project: { name: 'b' }, previous: null, expectedVersion: 7 });
    expect(states.at(-1)).toMatchObject({ state: 'saved' });
  });
});

describe('a project that is no longer stored', () => {
  it('is not called saved, and is saved anew when that is chosen', async () => {
    const { autosave, clock, requests, states } = saver({ version: 4, save: conflictUnless(0) });
    autosave.lost();
    expect(states.at(-1)).toEqual({ state: 'conflict', storedVersion: 0 });
    autosave.update(named('a'));
    await clock.advance(60_000);
    expect(requests).toEqual([]);
    await autosave.overwrite();
    expect(requests).toMatchObject([{ project: { name: 'a' }, previous: null, expectedVersion: 0 }]);
    expect(states.at(-1)).toMatchObject({ state: 'saved' });
  });
});

describe('where the browser keeps nothing', () => {
  it('never says saved', async () => {
    const memory = createMemoryStorage();
    const { autosave, clock, states } = saver({
      version: 0,
      save: memory.projects.save,
      notKept: 'Not saved: export.',
    });
    await clock.advance(2000);
    autosave.update(named('a'));
    await autosave.flush();
    expect(new Set(states.map((state) => state.state))).toEqual(new Set(['not-saved']));
    expect(reasonOf(states.at(-1))).toBe('Not saved: export.');
    expect((await memory.projects.load('p'))?.project.name).toBe('a');
  });
});

interface Given {
  readonly version: number;
  readonly save?: (request: SaveRequest) => Promise<SaveOutcome>;
  readonly notKept?: string;
}

function saver({ version, save = succeed, notKept }: Given) {
  const clock = manualClock();
  const requests: SaveRequest[] = [];
  const states: SaveState[] = [];
  const repository = {
    save: (request: SaveRequest) => {
      requests.push(request);
      return save(request);
    },
  };
  const deps = { repository, now: clock.now, setTimer: clock.setTimer, notKept: notKept ?? null };
  const autosave = createAutosave(deps)({ project, version }, (state) => states.push(state));
  return { autosave, clock, requests, states };
}

async function succeed({ expectedVersion }: SaveRequest): Promise<SaveOutcome> {
  return { status: 'saved', version: expectedVersion + 1 };
}

function conflictUnless(storedVersion: number) {
  return async ({ expectedVersion }: SaveRequest): Promise<SaveOutcome> =>
    expectedVersion === storedVersion
      ? { status: 'saved', version: storedVersion + 1 }
      : { status: 'conflict', storedVersion };
}

function named(name: string): Project {
  return { ...project, name };
}

function reasonOf(state: SaveState | undefined): string {
  return state?.state === 'not-saved' ? state.reason : '';
}

function deferred<T>() {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

function manualClock() {
  let ms = start;
  const timers = new Set<{ readonly at: number; readonly run: () => void }>();
  const settle = async () => {
    for (let i = 0; i < 10; i++) await Promise.resolve();
  };
  return {
    now: () => new Date(ms).toISOString(),
    setTimer(after: number, run: () => void) {
      const timer = { at: ms + after, run };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    async advance(by: number) {
      const end = ms + by;
      await settle();
      for (;;) {
        const next = [...timers].filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        timers.delete(next);
        ms = next.at;
        next.run();
        await settle();
      }
      ms = end;
    },
  };
}
