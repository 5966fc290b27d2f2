import { textStorage } from '../testing/text-storage';
import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newProject } from '../core/project/new-project';
import type { Project } from '../core/project/project';
import type { StoredProject } from '../core/project/repository';
import type { SaveState } from '../core/project/saving';
import { fakeClock } from '../testing/fake-clock';
import { createAutosave } from './autosave';
import { openChangesChannel } from './changes-channel';
import { openDatabase, type StudioDatabase } from './database';
import { createProjectRepository } from './project-repository';
import { recoverUnsavedChanges } from './recover-unsaved-changes';
import { createUnsavedChanges, unsavedChangesKeys } from './unsaved-changes';

/** How a tab ends. `crashed`: without another word. */
type End = 'closed' | 'reloaded' | 'left another project' | 'crashed';

describe('two tabs in conflict', () => {
  it.each<readonly [string, (harness: Harness, winner: Tab, loser: Tab) => Promise<void>]>([
    ['the losing tab is closed', (harness, _winner, loser) => harness.end(loser, 'closed')],
    ['the losing tab is reloaded', (harness, _winner, loser) => harness.end(loser, 'reloaded')],
    ['the losing tab crashes', (harness, _winner, loser) => harness.end(loser, 'crashed')],
    [
      'another project is opened in the losing tab',
      (harness, _winner, loser) => harness.end(loser, 'left another project'),
    ],
    [
      'the losing tab writes on before it is closed',
      async (harness, _winner, loser) => {
        harness.type(loser, 'mine, longer');
        await harness.end(loser, 'closed');
      },
    ],
    [
      'the winning tab saves again before',
      async (harness, winner, loser) => {
        harness.type(winner, 'theirs, longer');
        await harness.wait(3000);
        await harness.end(loser, 'closed');
      },
    ],
    [
      'the winning tab saves again after',
      async (harness, winner, loser) => {
        await harness.end(loser, 'closed');
        harness.type(winner, 'theirs, longer');
        await harness.wait(3000);
      },
    ],
    [
      'the winning tab is closed first',
      async (harness, winner, loser) => {
        await harness.end(winner, 'closed');
        await harness.end(loser, 'closed');
      },
    ],
    [
      'both are closed in mid-word',
      async (harness, winner, loser) => {
        harness.type(winner, 'theirs, longer');
        harness.type(loser, 'mine, longer');
        await harness.end(loser, 'closed');
        await harness.end(winner, 'closed');
      },
    ],
  ])('keep the words of both when %s', async (_name, happen) => {
    const { harness, winner, loser } = await openConflict();
    expect(loser.state().state).toBe('conflict');
    await happen(harness, winner, loser);
    await harness.visit();
    const names = await harness.preambles();
    expect(names).toEqual(expect.arrayContaining([winner.text(), loser.text()]));
    expect(await harness.stored()).toBe(winner.text());
  });

  it('keep the unsaved changes of both, in whatever order they write, save and end', async () => {
    const step = fc.record({
      tab: fc.nat({ max: 1 }),
      does: fc.constantFrom<'types' | 'waits' | End>(
        'types',
        'types',
        'waits',
        'closed',
        'reloaded',
        'crashed',
        'left another project',
      ),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 12 }), async (steps) => {
        const harness = await openHarness();
        const tabs = [await harness.open(), await harness.open()];
        for (const [index, { tab: at, does }] of steps.entries()) {
          const tab = tabs[at];
          if (tab === undefined || tab.ended()) continue;
          if (does === 'types') harness.type(tab, `${at}: ${index}`);
          else if (does === 'waits') await harness.wait(3000);
          // What was typed a moment ago has not reached anything that outlives a crash.
          else if (does === 'crashed') await harness.wait(3000).then(() => harness.end(tab, does));
          else await harness.end(tab, does);
        }
        for (const tab of tabs) if (!tab.ended()) await harness.end(tab, 'closed');
        await harness.visit();
        const wrote = tabs.filter((tab) => tab.text() !== original).map((tab) => tab.text());
        expect(await harness.preambles()).toEqual(expect.arrayContaining(wrote));
        expect(harness.keptKeys()).toEqual([]);
      }),
      { numRuns: 30 },
    );
  }, 60_000);

  it('leave no copy when the author overwrites the other’s version', async () => {
    const { harness, winner, loser } = await openConflict();
    await loser.saver.overwrite();
    await harness.end(loser, 'crashed');
    await harness.end(winner, 'closed');
    await harness.visit();
    expect(await harness.preambles()).toEqual(['mine']);
  });

  it('leave no copy when the author gives the words up', async () => {
    const { harness, loser } = await openConflict();
    loser.saver.discard();
    await harness.end(loser, 'closed');
    await harness.visit();
    expect(await harness.preambles()).toEqual(['theirs']);
  });

  it('lose no words to a tab that is opened beside them', async () => {
    const { harness, loser } = await openConflict();
    await harness.visit();
    expect(await harness.preambles(), 'the losing tab still asks').toEqual(['theirs']);
    await harness.end(loser, 'crashed');
    expect(await harness.preambles(), 'the third tab learns of its end').toEqual(['theirs', 'mine']);
  });
});

/** Two tabs with words of their own, of which the first has saved. */
async function openConflict() {
  const harness = await openHarness();
  const [winner, loser] = [await harness.open(), await harness.open()];
  harness.type(winner, 'theirs');
  await harness.wait(3000);
  harness.type(loser, 'mine');
  await harness.wait(3000);
  return { harness, winner, loser };
}

const original = 'original';
const id = 'p';

type Harness = Awaited<ReturnType<typeof openHarness>>;
type Tab = Awaited<ReturnType<Harness['open']>>;

let harnesses = 0;

/** One browser: a database, a local storage and locks that its tabs share. */
async function openHarness() {
  harnesses += 1;
  const name = `tabs-${harnesses}`;
  const clock = fakeClock();
  const now = () => new Date(clock.now()).toISOString();
  let ids = 0;
  const newId = () => `id-${++ids}`;
  const storage = textStorage();
  const locks = lockTable();
  const databases: StudioDatabase[] = [];
  const repository = await connect();
  const blank = newProject({ id, name: 'One', at: now() });
  const first: Project = withPreamble(blank, original);
  await repository.save({ project: first, previous: null, expectedVersion: 0 });

  async function connect() {
    const database = await openDatabase({ name, onNotice: () => {} });
    databases.push(database);
    return createProjectRepository({ database, changes: openChangesChannel(name) });
  }

  /** Long enough for the database, in whose time the clock has no part. */
  async function settle() {
    for (let turn = 0; turn < 30; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  }

  return {
    async open() {
      const projects = await connect();
      const holder = newId();
      const unsavedChanges = createUnsavedChanges({ storage, newId, hold: (lock) => locks.hold(lock, holder) });
      const createSaver = createAutosave({
        repository: projects,
        now,
        setTimer: (ms, run) => clock.setTimer(ms, () => !ended && run()),
        notKept: null,
        unsavedChanges,
      });
      const stored = await projects.load(id);
      let state: SaveState = { state: 'saving' };
      let project = (stored as StoredProject).project; // every tab of these tests finds the project
      let ended = false;
      const saver = createSaver(stored as StoredProject, (next) => {
        state = next;
      });
      return {
        saver,
        unsavedChanges,
        state: () => state,
        text: () => project.prompt.preamble,
        ended: () => ended,
        write(text: string) {
          project = { ...withPreamble(project, text), updatedAt: now() };
          saver.update(project);
        },
        die() {
          ended = true;
          locks.release(holder);
        },
      };
    },
    type: (tab: { write(text: string): void }, text: string) => tab.write(text),
    async wait(ms: number) {
      for (let passed = 0; passed < ms; passed += 500) {
        await clock.advance(500);
        await settle();
      }
    },
    async end(
      tab: {
        readonly saver: ReturnType<ReturnType<typeof createAutosave>>;
        readonly unsavedChanges: ReturnType<typeof createUnsavedChanges>;
        die(): void;
      },
      how: End,
    ) {
      if (how === 'left another project') await tab.saver.close();
      if (how !== 'crashed') {
        // As `flushOnHide` does it.
        tab.unsavedChanges.keep();
        const flushed = tab.saver.flush().then(() => tab.unsavedChanges.keep());
        // A page that is closed may see the end of it; one that reloads may not.
        if (how !== 'reloaded') await flushed;
      }
      tab.die();
      await settle();
    },
    /** Another page is opened. */
    async visit() {
      await recoverUnsavedChanges({ storage, repository, newId, now, lock: locks.request, onCopy: () => {} });
      await settle();
    },
    async preambles() {
      const list = await repository.list();
      const all = await Promise.all(list.map((summary) => repository.load(summary.id)));
      return all.map((stored) => stored?.project.prompt.preamble).toSorted((a) => (a === 'theirs' ? -1 : 1));
    },
    stored: async () => (await repository.load(id))?.project.prompt.preamble,
    keptKeys: () => unsavedChangesKeys(storage),
  };
}

function withPreamble(project: Project, preamble: string): Project {
  return {
    ...project,
    prompt: { ...project.prompt, preamble },
    history: { ...project.history, base: { ...project.prompt, preamble } },
  };
}

/** Locks as a browser has them: by name, each with one holder, let go when the holder ends. */
function lockTable() {
  const holders = new Map<string, string>();
  const waiting: { readonly name: string; readonly grant: () => void }[] = [];
  const free = (name: string) => {
    holders.delete(name);
    const next = waiting.findIndex((request) => request.name === name);
    if (next >= 0) waiting.splice(next, 1)[0]?.grant();
  };
  return {
    hold(name: string, holder: string) {
      holders.set(name, holder);
      return () => holders.get(name) === holder && free(name);
    },
    release(holder: string) {
      for (const [name, by] of [...holders]) if (by === holder) free(name);
    },
    async request(name: string, work: () => Promise<void>, { wait }: { readonly wait: boolean }) {
      if (holders.has(name) && !wait) return false;
      if (holders.has(name)) await new Promise<void>((grant) => waiting.push({ name, grant }));
      await work();
      return true;
    },
  };
}
