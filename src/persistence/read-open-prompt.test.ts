import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultDeviceSettings } from '../core/project/device-settings';
import { newProject } from '../core/project/new-project';
import { openDatabase, type StudioDatabase } from './database';
import { studioUpgrades } from './database-layout';
import { openStorage, type StudioStorage } from './open-storage';
import { readOpenPrompt } from './read-open-prompt';

const project = newProject({
  id: 'p',
  name: 'One',
  at: '2026-03-01T10:00:00.000Z',
  prompt: { preamble: 'Name {count} birds.', fold: null, principles: [] },
});

let name = '';
let count = 0;
const open: StudioStorage[] = [];

beforeEach(() => {
  count += 1;
  name = `open-prompt-${count}`;
});
afterEach(() => {
  for (const storage of open.splice(0)) storage.close();
});

describe('readOpenPrompt', () => {
  it('gives the prompt of the project that is open, and the widths of the panes', async () => {
    const { projects, device } = await storage();
    await projects.save({ project, previous: null, expectedVersion: 0 });
    await device.saveOpenProjectId('p');
    await device.saveSettings({ ...defaultDeviceSettings, panes: { prompt: 25, responses: 50, principles: 25 } });
    expect(await readOpenPrompt(indexedDB, name)).toEqual({
      projectId: 'p',
      preamble: 'Name {count} birds.',
      panes: { prompt: 25, responses: 50, principles: 25 },
    });
  });

  it('needs no saved widths', async () => {
    const { projects, device } = await storage();
    await projects.save({ project, previous: null, expectedVersion: 0 });
    await device.saveOpenProjectId('p');
    expect(await readOpenPrompt(indexedDB, name)).toMatchObject({ panes: {} });
  });

  it('gives null on a first visit, and makes no database', async () => {
    expect(await readOpenPrompt(indexedDB, name)).toBeNull();
    expect((await indexedDB.databases()).map((database) => database.name)).not.toContain(name);
  });

  it('leaves it to the app where no project is open', async () => {
    const { projects } = await storage();
    await projects.save({ project, previous: null, expectedVersion: 0 });
    expect(await readOpenPrompt(indexedDB, name)).toBeUndefined();
  });

  it('leaves it to the app where the open project is gone', async () => {
    const { device } = await storage();
    await device.saveOpenProjectId('gone');
    expect(await readOpenPrompt(indexedDB, name)).toBeUndefined();
  });

  it('leaves it to the app where the open project is a bot', async () => {
    const { projects, device } = await storage();
    await projects.save({ project: { ...project, mode: 'chat' }, previous: null, expectedVersion: 0 });
    await device.saveOpenProjectId(project.id);
    expect(await readOpenPrompt(indexedDB, name)).toBeUndefined();
  });

  it('fails where the database is of another make', async () => {
    await new Promise((done) => {
      const opening = indexedDB.open(name, 1);
      opening.onsuccess = () => {
        opening.result.close();
        done(undefined);
      };
    });
    await expect(readOpenPrompt(indexedDB, name)).rejects.toThrow();
  });
});

describe('a newer layout that comes while the prompt is read', () => {
  it('does not wait, and is not told of a tab that holds it up', async () => {
    const { projects, device } = await storage();
    await projects.save({ project, previous: null, expectedVersion: 0 });
    await device.saveOpenProjectId('p');
    for (const opened of open.splice(0)) opened.close();
    const notices: string[] = [];
    let newer: Promise<StudioDatabase> | null = null;
    const factory: Pick<IDBFactory, 'databases' | 'open'> = {
      databases: () => indexedDB.databases(),
      open(opened) {
        const request = indexedDB.open(opened);
        request.addEventListener('success', () => {
          const onNotice = (notice: string) => void notices.push(notice);
          newer ??= openDatabase({ name, onNotice, upgrades: [...studioUpgrades, async () => {}] });
        });
        return request;
      },
    };
    expect(await readOpenPrompt(factory, name)).toMatchObject({ preamble: 'Name {count} birds.' });
    (await (newer as Promise<StudioDatabase> | null))?.close();
    expect(newer).not.toBeNull();
    expect(notices).toEqual([]);
  });
});

async function storage(): Promise<StudioStorage> {
  const opened = await openStorage({ name, onNotice: () => {} });
  open.push(opened);
  return opened;
}
