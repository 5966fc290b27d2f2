import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { deleteDB, openDB } from 'idb';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { defaultDeviceSettings } from '../core/project/device-settings';
import { importText } from '../core/project/import-project';
import { newProject } from '../core/project/new-project';
import { projectFileKind } from '../core/project/project-file-schema';
import { silentChannel } from './changes-channel';
import { openDatabase } from './database';
import { studioUpgrades, type Upgrade } from './database-layout';
import { createPersistenceRequest, openStorage } from './open-storage';
import { type DocumentRecord, documentRecord } from './project-records';
import { createProjectRepository } from './project-repository';

const at = '2026-03-01T10:00:00.000Z';
const project = newProject({ id: 'p', name: 'One', at });

describe('the storage', () => {
  it('keeps projects from one visit to the next', async () => {
    const first = await openStorage({ name: 'visits', onNotice: () => {} });
    await first.projects.save({ project, previous: null, expectedVersion: 0 });
    first.close();
    const second = await opened('visits');
    expect(second.notKept).toBeNull();
    expect(await second.projects.load('p')).toEqual({ project, version: 1 });
  });

  it('works in memory and says so where the browser has no database', async () => {
    vi.stubGlobal('indexedDB', undefined);
    onTestFinished(() => void vi.unstubAllGlobals());
    const storage = await opened('none');
    expect(storage.notKept).toBe('Not saved: this browser keeps nothing in private windows; export to keep your work.');
    await storage.projects.save({ project, previous: null, expectedVersion: 0 });
    expect(await storage.projects.load('p')).toEqual({ project, version: 1 });
    expect(await storage.projects.save({ project, previous: null, expectedVersion: 0 })).toEqual({
      status: 'conflict',
      storedVersion: 1,
    });
  });

  it.each([
    ['SecurityError', /set to keep no data of this site/],
    ['QuotaExceededError', /is full\. Free some space/],
    ['InvalidStateError', /private windows/],
    ['UnknownError', /could not open its storage \(UnknownError: no\)/],
  ])('says what keeps the browser from opening it: %s', async (name, words) => {
    vi.stubGlobal('indexedDB', {
      open: () => {
        throw new DOMException('no', name);
      },
    });
    onTestFinished(() => void vi.unstubAllGlobals());
    expect((await opened('refused')).notKept).toMatch(words);
  });

  it('is called damaged where parts of it are missing', async () => {
    (await openDB('damaged', studioUpgrades.length)).close();
    expect((await opened('damaged')).notKept).toMatch(/damaged, parts of it are missing/);
  });

  it('tells when it is deleted, and is made anew for what is saved then', async () => {
    let lost = 0;
    const onLost = () => {
      lost += 1;
    };
    const storage = await openStorage({ name: 'deleted', onNotice: () => {}, onLost });
    onTestFinished(() => storage.close());
    await storage.projects.save({ project, previous: null, expectedVersion: 0 });
    await deleteDB('deleted');
    expect(lost).toBe(1);
    expect(await storage.projects.save({ project, previous: project, expectedVersion: 1 })).toEqual({
      status: 'conflict',
      storedVersion: 0,
    });
    expect(await storage.projects.save({ project, previous: null, expectedVersion: 0 })).toMatchObject({ version: 1 });
    await deleteDB('deleted');
    expect(lost).toBe(2);
  });

  it('leaves a database of a newer version alone', async () => {
    (await openDB('newer', 99)).close();
    const storage = await opened('newer');
    expect(storage.notKept).toMatch(/newer version of the studio\. Reload to update/);
  });
});

describe('the device', () => {
  it('has nothing before anything is chosen', async () => {
    const { device } = await opened('device-new');
    expect(await device.loadSettings()).toBeNull();
    expect(await device.loadKey('gemini')).toBe('');
    expect(await device.loadOpenProjectId()).toBeNull();
  });

  it('remembers choices, and the key until it is told to forget it', async () => {
    const { device } = await opened('device');
    await device.saveSettings({ ...defaultDeviceSettings, theme: 'dark' });
    await device.saveOpenProjectId('p');
    await device.saveKey('gemini', 'AQ.any-shape');
    expect((await device.loadSettings())?.theme).toBe('dark');
    expect(await device.loadOpenProjectId()).toBe('p');
    expect(await device.loadKey('gemini')).toBe('AQ.any-shape');
    await device.saveKey('gemini', '');
    expect(await device.loadKey('gemini')).toBe('');
  });

  it('tells other tabs of new settings', async () => {
    const [first, second] = [await opened('device-tabs'), await opened('device-tabs')];
    const heard = new Promise((resolve) => second.device.onSettingsChange(resolve));
    await first.device.saveSettings({ ...defaultDeviceSettings, theme: 'light' });
    expect(await heard).toEqual({ ...defaultDeviceSettings, theme: 'light' });
  });
});

describe('two tabs of one device', () => {
  it('tell each other of a remembered key', async () => {
    const [first, second] = [await opened('key-tabs'), await opened('key-tabs')];
    const heard = new Promise((resolve) => second.device.onSettingsChange(resolve));
    await first.device.saveKey('gemini', 'AQ.any-shape');
    await heard;
    expect(await second.device.loadKey('gemini')).toBe('AQ.any-shape');
  });

  it('do not take back what was chosen here while the other one was heard', async () => {
    const [first, second] = [await opened('race-tabs'), await opened('race-tabs')];
    const mine = { ...defaultDeviceSettings, theme: 'dark' } as const;
    let saving: Promise<void> = Promise.resolve();
    const heard = new Promise((resolve) => second.device.onSettingsChange(resolve));
    // Heard after the listener above has begun to read.
    const alsoHeard = new BroadcastChannel('race-tabs');
    onTestFinished(() => alsoHeard.close());
    alsoHeard.addEventListener(
      'message',
      () => {
        saving = second.device.saveSettings(mine);
      },
      { once: true },
    );
    await first.device.saveSettings({ ...defaultDeviceSettings, candidates: 1 });
    expect(await heard).toMatchObject({ theme: 'dark' });
    await saving;
  });
});

/** Every record of a database of layout 2, as the version before turns wrote them. */
const layout2 = readLayout(resolve(import.meta.dirname, 'fixtures/layout-2.json'));

describe('an older layout', () => {
  // A made-up past: whole projects in one record.
  const past: Upgrade = async (database) => void database.createObjectStore('projects', { keyPath: 'id' });
  const present: Upgrade = async (database, transaction) => {
    const old: unknown[] = await transaction.objectStore('projects').getAll();
    database.deleteObjectStore('projects');
    for (const step of studioUpgrades) await step(database, transaction);
    for (const record of old) {
      await transaction.objectStore('projects').put(documentRecord((record as { whole: typeof project }).whole, 1));
    }
  };

  it('is brought up to date, with everything in it', async () => {
    const old = await openDatabase({ name: 'older', onNotice: () => {}, upgrades: [past] });
    old.close();
    const raw = await openDB('older');
    await raw.put('projects', { id: 'p', whole: project });
    raw.close();
    const database = await openDatabase({ name: 'older', onNotice: () => {}, upgrades: [past, present] });
    onTestFinished(() => database.close());
    const repository = createProjectRepository({ database, changes: silentChannel });
    expect(await repository.load('p')).toEqual({ project, version: 1 });
  });

  it('from before labeling keeps everything, and has no labeler', async () => {
    const old = await openDatabase({
      name: 'before-labeling',
      onNotice: () => {},
      upgrades: studioUpgrades.slice(0, 1),
    });
    const { labeler: _labeler, currentTurnId: currentRunId, ...document } = documentRecord(project, 7);
    await old.tx('readwrite', ['projects', 'device', 'keys'], (tx) =>
      Promise.all([
        tx.objectStore('projects').put({ ...document, currentRunId } as unknown as DocumentRecord), // as that version wrote it
        tx.objectStore('device').put({ ...defaultDeviceSettings, theme: 'dark' }, 'settings'),
        tx.objectStore('keys').put('AQ.any-shape', 'gemini'),
      ]),
    );
    old.close();
    const { projects, device } = await opened('before-labeling');
    expect(await projects.load('p')).toEqual({ project, version: 7 });
    expect((await device.loadSettings())?.theme).toBe('dark');
    expect(await device.loadKey('gemini')).toBe('AQ.any-shape');
  });

  it('from before conversations keeps everything, and is a prompt by itself', async () => {
    const name = 'before-conversations';
    const old = await openDatabase({ name, onNotice: () => {}, upgrades: studioUpgrades.slice(0, 3) });
    const { mode: _mode, chat: _chat, ...document } = documentRecord(project, 7);
    await old.tx(
      'readwrite',
      ['projects'],
      (tx) => tx.objectStore('projects').put(document as unknown as DocumentRecord), // as that version wrote it
    );
    old.close();
    const { projects } = await opened(name);
    expect(await projects.load('p')).toEqual({ project, version: 7 });
  });

  it.each([
    {
      before: 'pairs were kept and fine-tuning data was made',
      steps: 4,
      since: ['keptPairs', 'tuning', 'playground'],
    },
    { before: 'the Playground was there', steps: 5, since: ['playground'] },
  ])('from before $before keeps everything', async ({ steps, since }) => {
    const name = `layout-${steps}`;
    const old = await openDatabase({ name, onNotice: () => {}, upgrades: studioUpgrades.slice(0, steps) });
    const fields = Object.entries(documentRecord(project, 7)).filter(([field]) => !since.includes(field));
    await old.tx(
      'readwrite',
      ['projects'],
      (tx) => tx.objectStore('projects').put(Object.fromEntries(fields) as unknown as DocumentRecord), // as that version wrote it
    );
    old.close();
    const { projects } = await opened(name);
    expect(await projects.load('p')).toEqual({ project, version: 7 });
  });

  it('from before turns has each run as a turn, and all else as it was', async () => {
    await putBack('before-turns', layout2);
    const { projects } = await opened('before-turns');
    const loaded = await projects.load(layout2.project.id);
    const { id: _id, ...fields } = layout2.project;
    const file = { ...fields, kind: projectFileKind, version: 2 };
    const read = importText(JSON.stringify(file), { newId: () => layout2.project.id, at });
    if (!read.ok) throw new Error(read.error.problems.join('\n'));
    expect(loaded?.version).toBe(1);
    // The page was killed while the last run was written: it is interrupted, as it was in that version.
    expect(loaded?.project).toEqual(read.value.project);
    expect(loaded?.project.turns.at(-1)?.candidates[0]?.state).toEqual({ status: 'interrupted', text: 'Las' });
  });

  it('from before turns keeps what could not be read, and sets it aside under its name', async () => {
    await putBack('damaged-before-turns', layout2);
    const { projects } = await opened('damaged-before-turns');
    expect((await projects.load(layout2.project.id))?.problems).toEqual([
      '1 run could not be read and was set aside. Everything else is here.',
    ]);
    const raw = await openDB('damaged-before-turns');
    onTestFinished(() => raw.close());
    expect([...raw.objectStoreNames]).not.toContain('runs');
    expect(await raw.getAll('aside')).toEqual([
      { projectId: layout2.project.id, store: 'runs', record: expect.objectContaining({ id: 'damaged-before' }) },
      { projectId: layout2.project.id, store: 'turns', record: expect.objectContaining({ id: 'damaged', turn: 5 }) },
    ]);
    expect((await projects.load(layout2.project.id))?.problems).toBeUndefined();
  });

  it('from before turns is saved on as a project of today', async () => {
    await putBack('saved-after-turns', layout2);
    const { projects } = await opened('saved-after-turns');
    const loaded = await projects.load(layout2.project.id);
    if (loaded === null) throw new Error('The project is gone.');
    const changed = { ...loaded.project, name: 'Changed', turns: loaded.project.turns.slice(1) };
    await projects.save({ project: changed, previous: loaded.project, expectedVersion: 1 });
    expect(await projects.load(changed.id)).toEqual({ project: changed, version: 2 });
  });

  it('makes the old tab let go, and say why it can no longer save', async () => {
    const notices: string[] = [];
    const old = await openDatabase({ name: 'lets-go', onNotice: (notice) => notices.push(notice), upgrades: [past] });
    const database = await openDatabase({ name: 'lets-go', onNotice: () => {}, upgrades: [past, present] });
    onTestFinished(() => database.close());
    expect(notices).toEqual([expect.stringMatching(/newer version.*Export what is not saved, then reload/)]);
    const work = old.tx('readonly', ['projects'], (tx) => tx.objectStore('projects').getAll());
    await expect(work).rejects.toMatchObject({ name: 'StorageClosedError' });
  });

  it('stays as it was when it cannot be brought up to date', async () => {
    (await openDatabase({ name: 'fails', onNotice: () => {}, upgrades: [past] })).close();
    const failing: Upgrade = async (database) => {
      database.deleteObjectStore('projects');
      throw new Error('no');
    };
    const opening = openDatabase({ name: 'fails', onNotice: () => {}, upgrades: [past, failing] });
    await expect(opening).rejects.toMatchObject({ name: 'AbortError' });
    const raw = await openDB('fails');
    onTestFinished(() => raw.close());
    expect([raw.version, ...raw.objectStoreNames]).toEqual([1, 'projects']);
  });

  it('waits for a tab that does not let go, and says which', async () => {
    const stubborn = await openDB('stubborn', 1, {
      upgrade: (database) => void database.createObjectStore('projects', { keyPath: 'id' }),
    });
    const notice = new Promise<string>((resolve) => {
      const opening = openDatabase({ name: 'stubborn', onNotice: resolve, upgrades: [past, present] });
      onTestFinished(async () => (await opening).close());
    });
    expect(await notice).toMatch(/older version.*Close or reload that tab/);
    stubborn.close();
  });
});

describe('asking the browser to keep the storage', () => {
  it('happens once, however often it is called', async () => {
    let asked = 0;
    const request = createPersistenceRequest({
      persist: async () => {
        asked += 1;
        return true;
      },
    });
    expect([await request(), await request()]).toEqual([true, true]);
    expect(asked).toBe(1);
  });

  it('takes a refusal, an error and an old browser as no', async () => {
    expect(await createPersistenceRequest(undefined)()).toBe(false);
    expect(await createPersistenceRequest({ persist: () => Promise.reject(new Error('no')) })()).toBe(false);
  });
});

async function opened(name: string) {
  const storage = await openStorage({ name, onNotice: () => {} });
  onTestFinished(() => storage.close());
  return storage;
}

interface Layout {
  readonly version: number;
  readonly stores: Readonly<Record<string, readonly { readonly key: IDBValidKey; readonly value: unknown }[]>>;
  /** Put together from its records, in the shape of that version. */
  readonly project: { readonly id: string };
}

function readLayout(path: string): Layout {
  const { version, stores } = JSON.parse(readFileSync(path, 'utf8'));
  const values = (store: string) => stores[store].map(({ value }: { value: unknown }) => value);
  const listed = (store: string, field: string) =>
    values(store)
      .toSorted((a: { order: number }, b: { order: number }) => a.order - b.order)
      .map((record: Record<string, unknown>) => record[field])
      .filter((item: unknown) => typeof item === 'object');
  const [{ id, version: _saves, base, head, labeler, ...document }] = values('projects');
  const history = { base, head, revisions: listed('revisions', 'revision') };
  const runs = listed('runs', 'run');
  return {
    version,
    stores,
    project: { ...document, id, history, runs, labeler: { ...labeler, runs: listed('labelerRuns', 'run') } },
  };
}

async function putBack(name: string, { version, stores }: Layout): Promise<void> {
  (await openDatabase({ name, onNotice: () => {}, upgrades: studioUpgrades.slice(0, version) })).close();
  const raw = await openDB(name);
  for (const [store, records] of Object.entries(stores)) {
    const hasKeyInside = raw.transaction(store).store.keyPath !== null;
    for (const { key, value } of records) await raw.put(store, value, hasKeyInside ? undefined : key);
  }
  raw.close();
}
