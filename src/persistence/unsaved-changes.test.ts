import { describe, expect, it } from 'vitest';
import { newProject } from '../core/project/new-project';
import type { Project } from '../core/project/project';
import { buildTurn } from '../testing/builders';
import { buildLabelerWork } from '../testing/labeler-fixture';
import { textStorage } from '../testing/text-storage';
import { createMemoryStorage } from './memory-storage';
import { type RecoverDeps, recoverUnsavedChanges } from './recover-unsaved-changes';
import { createUnsavedChanges, type Unsaved, unsavedChangesKeys } from './unsaved-changes';

const at = (minute: number) => `2026-03-01T10:0${minute}:00.000Z`;
const first = newProject({ id: 'p', name: 'One', at: at(0) });
const mine: Project = { ...first, name: 'Mine', updatedAt: at(2) };
const theirs: Project = { ...first, name: 'Theirs', updatedAt: at(1) };

describe('unsaved changes', () => {
  it('are what is unsaved when the page is left, and nothing once it is saved', () => {
    const storage = textStorage();
    const words = createUnsavedChanges({ storage, newId: () => 'tab' });
    let unsaved: Unsaved | null = { project: mine, expectedVersion: 1, saving: null };
    words.watch({ unsaved: () => unsaved });
    words.keep();
    expect(unsavedChangesKeys(storage)).toHaveLength(1);
    unsaved = null;
    words.keep();
    expect(unsavedChangesKeys(storage)).toEqual([]);
  });

  it('leave out the runs of the labeler where they do not fit, and get those that are stored', async () => {
    const storage = textStorage();
    const setItem = (key: string, text: string) => {
      if (text.length > 20_000) throw new DOMException('Full.', 'QuotaExceededError');
      storage.setItem(key, text);
    };
    const labeler = buildLabelerWork();
    const before = { ...first, labeler };
    const after = { ...mine, labeler: { ...labeler, corrections: { r1: 'Bug' } } };
    expect(JSON.stringify(after).length).toBeGreaterThan(20_000);
    const words = createUnsavedChanges({ storage: { ...storage, setItem }, newId: () => 'tab' });
    words.watch({ unsaved: () => ({ project: after, expectedVersion: 1, saving: null }) });
    words.keep();
    const { projects: repository } = createMemoryStorage();
    await repository.save({ project: before, previous: null, expectedVersion: 0 });
    await recoverFrom(storage, repository);
    expect((await repository.load('p'))?.project).toEqual(after);
  });

  it('do without a storage that is full', () => {
    const full = { ...textStorage(), setItem: () => raise(new DOMException('Full.', 'QuotaExceededError')) };
    const words = createUnsavedChanges({ storage: full, newId: () => 'tab' });
    words.watch({ unsaved: () => ({ project: mine, expectedVersion: 1, saving: null }) });
    expect(() => words.keep()).not.toThrow();
  });
});

describe('recovering unsaved changes', () => {
  it('saves what was unsaved', async () => {
    const { repository, recover } = await left({ project: mine, expectedVersion: 1, saving: null }, [first]);
    expect(await recover()).toEqual([]);
    expect(await repository.load('p')).toMatchObject({ project: mine, version: 2 });
  });

  it.each([
    {
      before: 'labeling',
      since: ['labeler', 'mode', 'chat', 'regression', 'adherence', 'keptPairs', 'tuning', 'playground'],
    },
    {
      before: 'conversations',
      since: ['mode', 'chat', 'regression', 'adherence', 'keptPairs', 'tuning', 'playground'],
    },
    { before: 'fine-tuning data', since: ['keptPairs', 'tuning', 'playground'] },
    { before: 'the Playground', since: ['playground'] },
  ])('saves what a page of the version before $before left', async ({ since }) => {
    const before = Object.fromEntries(Object.entries(mine).filter(([field]) => !since.includes(field)));
    const unsaved = { project: before as unknown as Project, expectedVersion: 1, saving: null }; // as that version wrote it
    const { repository, recover } = await left(unsaved, [first]);
    expect(await recover()).toEqual([]);
    expect((await repository.load('p'))?.project).toEqual(mine);
  });

  it('saves what a page of the version before turns left, each run as a turn', async () => {
    const withTurn: Project = { ...mine, turns: [buildTurn()], currentTurnId: 'run1' };
    const { turns, currentTurnId: currentRunId, ...rest } = withTurn;
    const runs = turns.map(({ parentId: _parent, input: { message: _message, ...input }, chosenId, ...run }) => ({
      ...run,
      ...input,
      selectedId: chosenId,
    }));
    const before = { ...rest, runs, currentRunId } as unknown as Project; // as that version wrote it
    const { repository, recover } = await left({ project: before, expectedVersion: 1, saving: null }, [first]);
    expect(await recover()).toEqual([]);
    expect((await repository.load('p'))?.project).toEqual(withTurn);
  });

  it('saves a project that was never stored', async () => {
    const { repository, recover } = await left({ project: mine, expectedVersion: 0, saving: null }, []);
    expect(await recover()).toEqual([]);
    expect((await repository.load('p'))?.project).toEqual(mine);
  });

  it('goes on from a save that was under way and succeeded', async () => {
    const unsaved = { project: mine, expectedVersion: 1, saving: theirs.updatedAt };
    const { repository, recover } = await left(unsaved, [first, theirs]);
    expect(await recover()).toEqual([]);
    expect((await repository.load('p'))?.project.name).toBe('Mine');
  });

  it('does nothing when the last moment was enough for the database', async () => {
    const { repository, recover } = await left({ project: mine, expectedVersion: 1, saving: null }, [first, mine]);
    expect(await recover()).toEqual([]);
    expect(await repository.load('p')).toMatchObject({ version: 2 });
    expect(await repository.list()).toHaveLength(1);
  });

  it('makes a copy when another tab has saved since', async () => {
    const { repository, recover } = await left({ project: mine, expectedVersion: 1, saving: null }, [first, theirs]);
    expect(await recover()).toEqual(['Mine (copy)']);
    expect((await repository.load('p'))?.project.name).toBe('Theirs');
    expect((await repository.list()).map(({ name }) => name)).toContain('Mine (copy)');
  });

  it('makes a copy when another tab has saved in the same millisecond', async () => {
    const atOnce = { ...theirs, updatedAt: mine.updatedAt };
    const { repository, recover } = await left({ project: mine, expectedVersion: 1, saving: null }, [first, atOnce]);
    expect(await recover()).toEqual(['Mine (copy)']);
    expect((await repository.load('p'))?.project.name).toBe('Theirs');
  });

  it('happens once, and leaves what it cannot read for the version that can', async () => {
    const { storage, recover } = await left({ project: mine, expectedVersion: 1, saving: null }, [first]);
    storage.setItem('constitution-studio:unsaved:other', '{"project":');
    await recover();
    expect(unsavedChangesKeys(storage)).toEqual(['constitution-studio:unsaved:other']);
  });

  it('is tried again the next time when the storage fails', async () => {
    const { storage, repository } = await left({ project: mine, expectedVersion: 1, saving: null }, [first]);
    const failing = { ...repository, save: () => Promise.reject(new Error('Full.')) };
    expect(await recoverFrom(storage, failing)).toEqual([]);
    expect(unsavedChangesKeys(storage)).toHaveLength(1);
  });
});

/** A page that was left with this unsaved, over a database in which these were saved one after the other. */
async function left(unsaved: Unsaved, saved: readonly Project[]) {
  const storage = textStorage();
  const { projects: repository } = createMemoryStorage();
  for (const [index, project] of saved.entries())
    await repository.save({ project, previous: saved[index - 1] ?? null, expectedVersion: index });
  const words = createUnsavedChanges({ storage, newId: () => 'tab' });
  words.watch({ unsaved: () => unsaved });
  words.keep();
  return { storage, repository, recover: () => recoverFrom(storage, repository) };
}

/** The names of the copies. */
async function recoverFrom(storage: RecoverDeps['storage'], repository: RecoverDeps['repository']) {
  const copies: string[] = [];
  await recoverUnsavedChanges({
    storage,
    repository,
    newId: () => 'new',
    now: () => at(9),
    lock: async (_name, work) => {
      await work();
      return true;
    },
    onCopy: (name) => copies.push(name),
  });
  return copies;
}

function raise(error: Error): never {
  throw error;
}
