import type { Journal, JournalEntry } from '../core/calls/journal';
import { StorageFullError } from '../core/project/repository';
import type { StudioDatabase } from './database';

/** So many entries are kept; beyond them the oldest go, in larger lots. About 1 kB each, an embedding up to 12 kB, a score some 300 bytes for each of its tokens. */
const mostEntries = 200_000;
/** So many are held in memory for a run that starts; the others are read when they are asked for. */
const mostInMemory = 20_000;
const pruneAfter = 2_000;

export interface JournalStore extends Journal {
  /** Brings what this run or job has paid for into memory, at one request: a run that is resumed asks for all of it again. */
  prefetch(paidBy: string): Promise<void>;
}

/**
 * The journal in the database. Entries that come while a transaction is under way go into the next one together, so that a thousand
 * calls a second cost a few hundred transactions; so do reads.
 */
export function createJournalStore(
  database: StudioDatabase,
  { most = mostEntries, inMemory = mostInMemory }: { readonly most?: number; readonly inMemory?: number } = {},
): JournalStore {
  const memory = new Map<string, JournalEntry>();
  // Looked at with the first entry: many short visits are many entries too.
  let putsUntilPruned = 1;

  const writes = createBatches<readonly [string, JournalEntry], void>(async (entries) => {
    await write(entries).catch(async (error: unknown) => {
      if (!(error instanceof StorageFullError)) throw error;
      // What is old makes room for what was just paid for; but what the same runs have paid for is wanted when they go on.
      const payers = new Set(entries.map(([, { paidBy }]) => paidBy));
      await prune(Math.ceil(most / 10), payers);
      await write(entries);
    });
    for (const [key, entry] of entries) remember(key, entry);
    putsUntilPruned -= entries.length;
    if (putsUntilPruned <= 0) await pruneExcess();
    return [];
  });

  const reads = createBatches<string, JournalEntry | undefined>((keys) =>
    database.tx('readonly', ['journal'], (tx) => {
      const found = Promise.all(keys.map((key) => tx.objectStore('journal').get(key)));
      tx.commit();
      return found;
    }),
  );

  async function write(entries: readonly (readonly [string, JournalEntry])[]): Promise<void> {
    await database.tx('readwrite', ['journal'], (tx) => {
      const written = Promise.all(entries.map(([key, entry]) => tx.objectStore('journal').put(entry, key)));
      // Together with the requests, and not when the page has heard of their ends: that is a way to the database and back less.
      tx.commit();
      return written;
    });
  }

  function remember(key: string, entry: JournalEntry): void {
    // They are large, and a job that goes on asks for each once.
    if (entry.outcome.kind === 'vector' || entry.outcome.kind === 'score') return;
    if (memory.size >= inMemory) {
      const oldest = memory.keys().next();
      if (oldest.done !== true) memory.delete(oldest.value);
    }
    memory.set(key, entry);
  }

  async function pruneExcess(): Promise<void> {
    putsUntilPruned = Math.min(pruneAfter, most);
    const there = await database.tx('readonly', ['journal'], (tx) => tx.objectStore('journal').count());
    if (there > most) await prune(there - most + Math.ceil(most / 10));
  }

  /** Lets so many of the oldest go, but none that was paid for by these runs. */
  function prune(count: number, spared: ReadonlySet<string> = new Set()): Promise<void> {
    return database.tx('readwrite', ['journal'], async (tx) => {
      const journal = tx.objectStore('journal');
      const own = await Promise.all([...spared].map((paidBy) => journal.index('paidBy').getAllKeys(paidBy)));
      const kept = new Set(own.flat());
      const oldest = await journal.index('at').getAllKeys(null, count + kept.size);
      const going = oldest.filter((key) => !kept.has(key)).slice(0, count);
      await Promise.all(going.map((key) => journal.delete(key)));
      for (const key of going) memory.delete(key);
    });
  }

  return {
    get: async (key) => memory.get(key) ?? reads.add(key),
    put: (key, entry) => writes.add([key, entry]),
    async prefetch(paidBy) {
      const found = await database.tx('readonly', ['journal'], async (tx) => {
        const index = tx.objectStore('journal').index('paidBy');
        const [keys, entries] = await Promise.all([index.getAllKeys(paidBy, inMemory), index.getAll(paidBy, inMemory)]);
        return entries.map((entry, place) => ({ key: keys[place], entry }));
      });
      for (const { key, entry } of found) if (key !== undefined) remember(key, entry);
    },
  };
}

/** Items that come in the same moment, or while a batch is under way, are done together; one batch at a time. */
function createBatches<Item, Answer>(
  work: (items: readonly Item[]) => Promise<readonly Answer[]>,
): { add(item: Item): Promise<Answer> } {
  interface Waiting {
    readonly item: Item;
    readonly resolve: (answer: Answer) => void;
    readonly reject: (error: unknown) => void;
  }
  let waiting: Waiting[] = [];
  let running = false;

  async function run(): Promise<void> {
    running = true;
    // So that what is added in this turn is in it.
    await Promise.resolve();
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        const answers = await work(batch.map(({ item }) => item));
        batch.forEach(({ resolve }, index) => {
          resolve(answers[index] as Answer); // `work` answers each, or nothing at all where Answer is void
        });
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    running = false;
  }

  return {
    add: (item) =>
      new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject });
        if (!running) void run();
      }),
  };
}
