import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Turn } from '../core/conversation/turn';
import { exportProjectJson } from '../core/project/export-project';
import { importText } from '../core/project/import-project';
import { newProject } from '../core/project/new-project';
import type { Project } from '../core/project/project';
import { StorageFullError, UnreadableProjectError } from '../core/project/repository';
import { settleInterrupted } from '../core/project/settle-interrupted';
import { commit } from '../core/prompt/history';
import { arbitraryProject } from '../testing/arbitrary-project';
import { buildConversation, buildTurn } from '../testing/builders';
import { buildLabelerRun, buildLabelerWork } from '../testing/labeler-fixture';
import { buildTuningRun, buildTuningWork } from '../testing/tuning-builders';
import { buildConstitution } from '../testing/tuning-run';
import { openChangesChannel } from './changes-channel';
import { openDatabase, type StudioDatabase } from './database';
import { createProjectRepository } from './project-repository';

const at = '2026-03-01T10:00:00.000Z';
const later = '2026-03-01T11:00:00.000Z';
const project = newProject({ id: 'p', name: 'One', at });

let name = '';
let count = 0;
const open: (() => void)[] = [];

beforeEach(() => {
  count += 1;
  name = `test-${count}`;
});
afterEach(() => {
  for (const close of open.splice(0)) close();
});

describe('the project repository', () => {
  it('returns what was saved', async () => {
    const { repository } = await tab();
    await fc.assert(
      fc.asyncProperty(arbitraryProject(), async (any) => {
        await repository.remove(any.id);
        expect(await repository.save({ project: any, previous: null, expectedVersion: 0 })).toEqual({
          status: 'saved',
          version: 1,
        });
        expect(await repository.load(any.id)).toStrictEqual({ project: settleInterrupted(any), version: 1 });
      }),
      { numRuns: 60 },
    );
  });

  it('returns what was saved step by step, each step writing differences only', async () => {
    const { repository } = await tab();
    await fc.assert(
      fc.asyncProperty(fc.array(arbitraryProject(), { minLength: 1, maxLength: 4 }), async (steps) => {
        await repository.remove('project');
        let previous: Project | null = null;
        for (const [index, next] of steps.entries()) {
          await repository.save({ project: next, previous, expectedVersion: index });
          previous = next;
        }
        expect((await repository.load('project'))?.project).toStrictEqual(previous);
      }),
      { numRuns: 40 },
    );
  });

  it('gives runs that were made from an equal constitution one and the same, as often as it is opened', async () => {
    const { repository } = await tab();
    const runs = ['a', 'b'].map((id) => buildTuningRun({ id, constitution: buildConstitution() }));
    const made = { ...project, tuning: buildTuningWork({ constitution: buildConstitution(), runs }) };
    await repository.save({ project: made, previous: null, expectedVersion: 0 });

    const loaded = await repository.load(made.id);

    const constitutions = loaded?.project.tuning?.runs.map(({ constitution }) => constitution);
    expect(new Set(constitutions)).toEqual(new Set([loaded?.project.tuning?.constitution]));
    expect(constitutions).toHaveLength(2);
    expect(new Set(constitutions).size).toBe(1);
  });

  it('knows no project that was not saved', async () => {
    const { repository } = await tab();
    expect(await repository.load('nobody')).toBeNull();
    expect(await repository.list()).toEqual([]);
  });

  it('lists projects, the latest first', async () => {
    const { repository } = await tab();
    await repository.save({ project, previous: null, expectedVersion: 0 });
    const second = { ...newProject({ id: 'q', name: 'Two', at }), updatedAt: later };
    await repository.save({ project: second, previous: null, expectedVersion: 0 });
    expect(await repository.list()).toEqual([
      { id: 'q', name: 'Two', updatedAt: later },
      { id: 'p', name: 'One', updatedAt: at },
    ]);
  });

  it('removes a project with its runs, and no other', async () => {
    const { repository, database } = await tab();
    const other = { ...project, id: 'p2', turns: [run(1)] };
    await repository.save({ project: { ...project, turns: [run(1)] }, previous: null, expectedVersion: 0 });
    await repository.save({ project: other, previous: null, expectedVersion: 0 });
    await repository.remove('p');
    expect(await repository.load('p')).toBeNull();
    expect((await repository.load('p2'))?.project.turns.length).toBe(1);
    expect(await keys(database, 'turns')).toEqual([['p2', 'run-1']]);
  });

  it('writes one document and no run for a change of the prompt, however many runs there are', async () => {
    const { repository, database } = await tab();
    const many = { ...project, turns: Array.from({ length: 200 }, (_, index) => run(index + 1)) };
    await repository.save({ project: many, previous: null, expectedVersion: 0 });
    const written = watchWrites(database);
    const spied = createProjectRepository({ database: written.database, changes: openChanges() });
    const typed = edited(many, 'Hello');
    await spied.save({ project: typed, previous: many, expectedVersion: 1 });
    expect(written.puts).toEqual(['projects', 'revisions']);
    expect((await repository.load('p'))?.project).toEqual(typed);
  });

  it('writes the document and one run for a step of training, however many runs there are', async () => {
    const { repository, database } = await tab();
    const [first, last] = [buildLabelerRun({ id: 'training-1', n: 1 }), buildLabelerRun({ id: 'training-2', n: 2 })];
    const labeler = buildLabelerWork({ runs: [first, last], currentRunId: 'training-2' });
    const before = { ...project, turns: [run(1)], labeler };
    await repository.save({ project: before, previous: null, expectedVersion: 0 });
    const written = watchWrites(database);
    const spied = createProjectRepository({ database: written.database, changes: openChanges() });
    const stepped = { ...last, spent: { ...last.spent, calls: last.spent.calls + 1 } };
    const after = { ...before, labeler: { ...labeler, runs: [first, stepped] } };
    await spied.save({ project: after, previous: before, expectedVersion: 1 });
    expect(written.puts).toEqual(['projects', 'labelerRuns']);
    expect((await repository.load('p'))?.project).toEqual(after);
  });

  it('opens a project that an earlier version took something named __proto__ into', async () => {
    const { repository } = await tab();
    const taken = JSON.parse('{"__proto__": {"a": 1}, "text": "b"}');
    const values: Record<string, string> = JSON.parse('{"__proto__": 5, "item": "a jar"}');
    const broken = { ...project, ...JSON.parse('{"__proto__": []}'), inputs: { values, sets: [] } };
    const input = { ...run(1).input, values: JSON.parse('{"__proto__": null}') };
    const brokenTurn = { ...run(1), input, settings: taken && {} };
    await repository.save({ project: { ...broken, turns: [brokenTurn] }, previous: null, expectedVersion: 0 });
    const opened = await repository.load('p');
    expect(opened?.project.inputs.values).toStrictEqual({ item: 'a jar' });
    expect(opened?.project.turns).toStrictEqual([run(1)]);
    expect(opened?.problems).toBeUndefined();
  });

  it('interrupts training and labeling that nobody goes on with', async () => {
    const { repository } = await tab();
    const activity = { kind: 'racing', labeler: 'single', step: 2, count: 3 } as const;
    const training = buildLabelerRun({ id: 'training-1', n: 1, status: { status: 'training', activity } });
    const labeler = buildLabelerWork({ runs: [training], currentRunId: 'training-1' });
    await repository.save({ project: { ...project, labeler }, previous: null, expectedVersion: 0 });
    expect((await repository.load('p'))?.project.labeler?.runs[0]?.status).toEqual({ status: 'interrupted' });
  });

  it('interrupts candidates that nobody writes any more', async () => {
    const { repository } = await tab();
    const streaming = run(1, { status: 'streaming', text: 'Once' });
    await repository.save({ project: { ...project, turns: [streaming] }, previous: null, expectedVersion: 0 });
    const state = (await repository.load('p'))?.project.turns[0]?.candidates[0]?.state;
    expect(state).toEqual({ status: 'interrupted', text: 'Once' });
  });
});

describe('two tabs', () => {
  it('do not overwrite each other', async () => {
    const [first, second] = [await tab(), await tab()];
    await first.repository.save({ project, previous: null, expectedVersion: 0 });
    await first.repository.save({ project: { ...project, name: 'Mine' }, previous: project, expectedVersion: 1 });
    const late = { project: { ...project, name: 'Theirs' }, previous: project, expectedVersion: 1 };
    expect(await second.repository.save(late)).toEqual({ status: 'conflict', storedVersion: 2 });
    expect((await second.repository.load('p'))?.project.name).toBe('Mine');
  });

  it('let exactly one of two simultaneous saves win', async () => {
    const [first, second] = [await tab(), await tab()];
    await first.repository.save({ project, previous: null, expectedVersion: 0 });
    const outcomes = await Promise.all([
      first.repository.save({ project: { ...project, name: 'A' }, previous: project, expectedVersion: 1 }),
      second.repository.save({ project: { ...project, name: 'B' }, previous: project, expectedVersion: 1 }),
    ]);
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['conflict', 'saved']);
  });

  it('tell a removed project from one that was never there', async () => {
    const [first, second] = [await tab(), await tab()];
    await first.repository.save({ project, previous: null, expectedVersion: 0 });
    await second.repository.remove('p');
    const outcome = await first.repository.save({ project, previous: project, expectedVersion: 1 });
    expect(outcome).toEqual({ status: 'conflict', storedVersion: 0 });
    expect(await first.repository.load('p')).toBeNull();
  });

  it('hear of each other’s saves and removals, and not of their own', async () => {
    const [first, second] = [await tab(), await tab()];
    const own: unknown[] = [];
    first.repository.onChange((change) => own.push(change));
    const heard = new Promise<readonly unknown[]>((resolve) => {
      const changes: unknown[] = [];
      second.repository.onChange((change) => {
        changes.push(change);
        if (changes.length === 2) resolve(changes);
      });
    });
    await first.repository.save({ project, previous: null, expectedVersion: 0 });
    await first.repository.remove('p');
    expect(await heard).toEqual([
      { kind: 'saved', id: 'p', version: 1 },
      { kind: 'removed', id: 'p' },
    ]);
    expect(own).toEqual([]);
  });

  it('replace everything of the other’s version when one overwrites it', async () => {
    const { repository } = await tab();
    const theirs = { ...edited(project, 'Theirs'), turns: [run(1), run(2)] };
    await repository.save({ project: theirs, previous: null, expectedVersion: 0 });
    const mine = { ...edited(project, 'Mine'), turns: [run(3)] };
    await repository.save({ project: mine, previous: null, expectedVersion: 1 });
    expect((await repository.load('p'))?.project).toEqual(mine);
  });
});

describe('a save that fails', () => {
  it('writes nothing and says that the storage is full', async () => {
    const { repository, database } = await tab();
    await repository.save({ project, previous: null, expectedVersion: 0 });
    const broken = createProjectRepository({ database: fullAtRun(database), changes: openChanges() });
    const changed = { ...project, name: 'Changed', turns: [run(1)] };
    await expect(broken.save({ project: changed, previous: project, expectedVersion: 1 })).rejects.toThrow(
      StorageFullError,
    );
    expect(await repository.load('p')).toEqual({ project, version: 1 });
  });

  it('writes nothing when it breaks in the middle', async () => {
    const { repository, database } = await tab();
    await repository.save({ project, previous: null, expectedVersion: 0 });
    const input = { ...run(1).input, prompt: (() => {}) as unknown as string };
    const unclonable = { ...run(1), input };
    const changed = { ...project, name: 'Changed', turns: [unclonable] };
    await expect(repository.save({ project: changed, previous: project, expectedVersion: 1 })).rejects.toThrow(
      /clone/i,
    );
    expect(await repository.load('p')).toEqual({ project, version: 1 });
    expect(await keys(database, 'turns')).toEqual([]);
  });
});

describe('records that cannot be read', () => {
  it('are set aside and named, and the rest is loaded', async () => {
    const { repository, database } = await tab();
    const full = { ...edited(project, 'Hello'), turns: [run(1), run(2)], currentTurnId: 'run-2' };
    await repository.save({ project: full, previous: null, expectedVersion: 0 });
    const damaged = { projectId: 'p', id: 'run-2', order: 1, turn: { ...run(2), n: 'two' } };
    await putRaw('turns', damaged);
    const loaded = await repository.load('p');
    expect(loaded?.project).toEqual({ ...full, turns: [run(1)], currentTurnId: 'run-1' });
    expect(loaded?.problems).toEqual(['1 run could not be read and was set aside. Everything else is here.']);
    expect(await database.tx('readonly', ['aside'], (tx) => tx.objectStore('aside').getAll())).toEqual([
      { projectId: 'p', store: 'turns', record: damaged },
    ]);
    expect(await repository.load('p')).toEqual({ project: loaded?.project, version: 1 });
  });

  it('take the feedback panel that was open on them along, so that the project can be exported and imported', async () => {
    const { repository } = await tab();
    const feedback = { turnId: 'run-1', candidateId: 'c', kind: 'kudos', quote: '', applyAs: 'principle' } as const;
    const drafts = { ...project.drafts, feedback, feedbackTexts: { 'c/kudos': 'I like it' } };
    const full = { ...project, turns: [run(1)], drafts };
    await repository.save({ project: full, previous: null, expectedVersion: 0 });
    await putRaw('turns', { projectId: 'p', id: 'run-1', order: 0, turn: 5 });
    const loaded = await repository.load('p');
    expect(loaded?.project.drafts).toEqual({ ...drafts, feedback: null });
  });

  it('leave the rest of a conversation, which can be worked on, exported and imported', async () => {
    const { repository } = await tab();
    const turns = buildConversation([
      ['a', null],
      ['b', 'a'],
      ['c', 'b'],
    ]);
    const full = { ...project, turns, currentTurnId: 'c' };
    await repository.save({ project: full, previous: null, expectedVersion: 0 });
    await putRaw('turns', { projectId: 'p', id: 'a', order: 0, turn: 5 });
    const loaded = await repository.load('p');
    if (loaded === null) throw new Error('The project is gone.');
    expect(loaded.project.turns.map(({ id, parentId }) => [id, parentId])).toEqual([
      ['b', null],
      ['c', 'b'],
    ]);
    const chosen = loaded.project.turns.map((turn) => (turn.id === 'b' ? { ...turn, chosenId: 'b-reply' } : turn));
    const next = { ...loaded.project, turns: chosen };
    await repository.save({ project: next, previous: loaded.project, expectedVersion: 1 });
    const again = await repository.load('p');
    expect(again).toEqual({ project: next, version: 2 });
    const read = importText(exportProjectJson(next), { newId: () => 'p', at });
    expect(read).toMatchObject({ ok: true, value: { project: next } });
  });

  it('are set aside too when they are training runs', async () => {
    const { repository } = await tab();
    const kept = buildLabelerRun({ id: 'training-1', n: 1 });
    const labeler = buildLabelerWork({ runs: [kept], currentRunId: 'training-2' });
    await repository.save({ project: { ...project, labeler }, previous: null, expectedVersion: 0 });
    await putRaw('labelerRuns', { projectId: 'p', id: 'training-2', order: 1, run: { id: 'training-2' } });
    const loaded = await repository.load('p');
    expect(loaded?.project.labeler).toEqual({ ...labeler, currentRunId: 'training-1' });
    expect(loaded?.problems?.[0]).toBe('1 training run could not be read and was set aside. Everything else is here.');
  });

  it('cost the history, not the prompt, when they belong to it', async () => {
    const { repository, database } = await tab();
    const full = edited(edited(project, 'Hello'), 'Hello you');
    await repository.save({ project: full, previous: null, expectedVersion: 0 });
    await putRaw('revisions', { projectId: 'p', id: 'rev-Hello', order: 0, revision: 5 });
    const loaded = await repository.load('p');
    expect(loaded?.project.prompt).toEqual(full.prompt);
    expect(loaded?.project.history).toEqual({ base: full.prompt, revisions: [], head: null });
    expect(loaded?.problems?.[0]).toMatch(/history could not be read/);
    expect((await database.tx('readonly', ['aside'], (tx) => tx.objectStore('aside').getAll())).length).toBe(2);

    const next = edited(loaded?.project ?? project, 'Again');
    await repository.save({ project: next, previous: loaded?.project ?? null, expectedVersion: 1 });
    expect(await repository.load('p')).toEqual({ project: next, version: 2 });
  });

  it('are left as they are when not even the prompt can be read', async () => {
    const { repository, database } = await tab();
    const damaged = { id: 'p', name: 'One', updatedAt: at, version: 1, prompt: 7 };
    await putRaw('projects', damaged);
    await expect(repository.load('p')).rejects.toThrow(UnreadableProjectError);
    await expect(repository.load('p')).rejects.toThrow(/createdAt: missing, expected text\. It was left as it is\./);
    expect(await repository.list()).toEqual([{ id: 'p', name: 'One', updatedAt: at }]);
    expect(await database.tx('readonly', ['projects'], (tx) => tx.objectStore('projects').getAll())).toEqual([damaged]);
  });
});

async function tab() {
  const database = await openDatabase({ name, onNotice: () => {} });
  open.push(() => database.close());
  return { database, repository: createProjectRepository({ database, changes: openChanges() }) };
}

function openChanges() {
  const changes = openChangesChannel(name);
  open.push(() => changes.close());
  return changes;
}

async function putRaw(store: string, record: unknown): Promise<void> {
  const raw = await openDB(name);
  await raw.put(store, record);
  raw.close();
}

function keys(database: StudioDatabase, store: 'turns'): Promise<unknown> {
  return database.tx('readonly', [store], (tx) => tx.objectStore(store).getAllKeys());
}

function run(n: number, state: Turn['candidates'][number]['state'] = { status: 'cancelled', text: '' }): Turn {
  const input = { values: {}, prompt: 'Hello', message: null };
  return buildTurn({ id: `run-${n}`, n, at, input, candidates: [{ id: `run-${n}-1`, state, feedback: [] }] });
}

function edited(before: Project, preamble: string): Project {
  const { document, history } = commit(
    { document: before.prompt, history: before.history },
    { ...before.prompt, preamble },
    { id: `rev-${preamble}`, at, reason: { kind: 'edit-prompt' } },
  );
  return { ...before, prompt: document, history };
}

/** The same database, with the stores that were written to, in order. */
function watchWrites(database: StudioDatabase) {
  const puts: string[] = [];
  return { puts, database: withPut(database, (store) => void puts.push(store)) };
}

/** The same database, whose disk is full at the first run. */
function fullAtRun(database: StudioDatabase): StudioDatabase {
  return withPut(database, (store) => {
    if (store === 'turns') throw new DOMException('No room.', 'QuotaExceededError');
  });
}

function withPut(database: StudioDatabase, onPut: (store: string) => void): StudioDatabase {
  return {
    close: database.close,
    tx: (mode, stores, work) =>
      database.tx(mode, stores, (tx) => {
        const objectStore: typeof tx.objectStore = (store) => {
          const real = tx.objectStore(store);
          return new Proxy(real, {
            get(target, key) {
              if (key === 'put') onPut(store);
              const value: unknown = Reflect.get(target, key, target);
              return typeof value === 'function' ? value.bind(target) : value;
            },
          });
        };
        return work(
          new Proxy(tx, {
            get: (target, key) => (key === 'objectStore' ? objectStore : Reflect.get(target, key, target)),
          }),
        );
      }),
  };
}
