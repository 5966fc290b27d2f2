import 'fake-indexeddb/auto';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { JournalEntry } from '../core/calls/journal';
import { noUsage } from '../core/model/reply';
import { openDatabase, type StudioDatabase } from './database';
import { createJournalStore } from './journal-store';

describe('the journal', () => {
  it('gives back what was put, also to another page', async () => {
    const { database, journal } = await opened('journal');
    await journal.put('a', reply('Hello'));
    expect(await journal.get('a')).toEqual(reply('Hello'));
    expect(await createJournalStore(database).get('a')).toEqual(reply('Hello'));
    expect(await journal.get('b')).toBeUndefined();
  });

  it('keeps vectors to the bit', async () => {
    const { journal } = await opened('vectors');
    const vector = new Float32Array([0.1, -2, 3e-7]);
    await journal.put('v', { paidBy: 'run', at: at(1), outcome: { kind: 'vector', vector } });
    const entry = await journal.get('v');
    expect(entry?.outcome.kind === 'vector' && entry.outcome.vector).toEqual(vector);
  });

  it('writes a thousand entries of the same moment in a few transactions', async () => {
    const { database, journal, transactions } = await opened('batches');
    await Promise.all(Array.from({ length: 1000 }, (_, n) => journal.put(`key-${n}`, reply(`${n}`))));
    expect(transactions.readwrite).toBeLessThanOrEqual(3);
    expect(await count(database)).toBe(1000);
  });

  it('resolves no put before its transaction is complete', async () => {
    const { database, journal } = await opened('durable');
    let kept: JournalEntry | undefined;
    await journal.put('a', reply('Hello')).then(async () => {
      kept = await database.tx('readonly', ['journal'], (tx) => tx.objectStore('journal').get('a'));
    });
    expect(kept).toEqual(reply('Hello'));
  });

  it('asks the database once for what a resumed run will ask for', async () => {
    const { database, journal } = await opened('resumed');
    await Promise.all(Array.from({ length: 5000 }, (_, n) => journal.put(`key-${n}`, reply(`${n}`))));
    await journal.put('foreign', { ...reply('other'), paidBy: 'another' });
    const { counting, transactions } = counted(database);
    const later = createJournalStore(counting);
    await later.prefetch('run');
    for (let n = 0; n < 5000; n++) expect((await later.get(`key-${n}`))?.outcome).toEqual(reply(`${n}`).outcome);
    expect(transactions.readonly).toBe(1);
    expect(await later.get('foreign')).toMatchObject({ paidBy: 'another' });
  });

  it('reads together what is asked for together', async () => {
    const { database, journal } = await opened('reads');
    await Promise.all(Array.from({ length: 300 }, (_, n) => journal.put(`key-${n}`, reply(`${n}`))));
    const { counting, transactions } = counted(database);
    const later = createJournalStore(counting);
    const read = await Promise.all(Array.from({ length: 300 }, (_, n) => later.get(`key-${n}`)));
    expect(read.every((entry, n) => entry?.outcome.kind === 'reply' && entry.outcome.reply.text === `${n}`)).toBe(true);
    expect(transactions.readonly).toBeLessThanOrEqual(3);
  });

  it('finds in the database what memory has no room for', async () => {
    const { journal } = await opened('little-memory', { inMemory: 10 });
    await Promise.all(Array.from({ length: 50 }, (_, n) => journal.put(`key-${n}`, reply(`${n}`))));
    await journal.prefetch('run');
    const read = await Promise.all(Array.from({ length: 50 }, (_, n) => journal.get(`key-${n}`)));
    expect(read.every((entry) => entry !== undefined)).toBe(true);
  });

  it('lets the oldest go when there are too many', async () => {
    const { database, journal } = await opened('pruned', { most: 100 });
    for (let n = 0; n < 250; n++) await journal.put(`key-${n}`, { ...reply(`${n}`), at: at(n) });
    expect(await count(database)).toBeLessThanOrEqual(200);
    const fresh = createJournalStore(database);
    expect(await fresh.get('key-0')).toBeUndefined();
    expect(await fresh.get('key-249')).toBeDefined();
  });

  it('says so when the storage is full, and makes room first', async () => {
    const { database } = await opened('full');
    let failures = 1;
    const journal = createJournalStore(failing(database, () => failures-- > 0));
    await journal.put('a', reply('Hello'));
    expect(await count(database)).toBe(1);
    const full = createJournalStore(failing(database, () => true));
    await expect(full.put('b', reply('Hello'))).rejects.toMatchObject({ name: 'StorageFullError' });
  });

  it('never makes room with what the run that needs it has paid for, which it would pay for again', async () => {
    const { database, journal } = await opened('spared');
    for (let n = 0; n < 5; n++) {
      await journal.put(`own-${n}`, { ...reply(`${n}`), at: at(n) });
      await journal.put(`old-${n}`, { ...reply(`${n}`), at: at(n), paidBy: 'another' });
    }
    let failures = 1;
    const full = createJournalStore(failing(database, () => failures-- > 0));
    await full.put('new', { ...reply('new'), at: at(9) });
    const left = await database.tx('readonly', ['journal'], (tx) => tx.objectStore('journal').getAllKeys());
    expect(left).toEqual(['new', 'own-0', 'own-1', 'own-2', 'own-3', 'own-4']);
  });
});

function reply(text: string): JournalEntry {
  const finish = { kind: 'stop', code: 'STOP' } as const;
  return { paidBy: 'run', at: at(1), outcome: { kind: 'reply', reply: { text, finish, usage: noUsage } } };
}

function at(minute: number): string {
  return new Date(Date.UTC(2026, 2, 1, 10, minute)).toISOString();
}

async function opened(name: string, bounds: Parameters<typeof createJournalStore>[1] = {}) {
  const database = await openDatabase({ name, onNotice: () => {} });
  onTestFinished(() => database.close());
  const { counting, transactions } = counted(database);
  return { database, journal: createJournalStore(counting, bounds), transactions };
}

function counted(database: StudioDatabase) {
  const transactions = { readonly: 0, readwrite: 0, versionchange: 0 };
  const counting: StudioDatabase = {
    ...database,
    tx(mode, stores, work) {
      transactions[mode] += 1;
      return database.tx(mode, stores, work);
    },
  };
  return { counting, transactions };
}

/** Fails the first write of a transaction, as a browser does when the disk is full. */
function failing(database: StudioDatabase, isFull: () => boolean): StudioDatabase {
  return {
    ...database,
    tx: (mode, stores, work) =>
      database.tx(mode, stores, async (transaction) => {
        const result = await work(transaction);
        if (mode === 'readwrite' && stores.includes('journal') && isFull()) {
          throw new DOMException('The disk is full.', 'QuotaExceededError');
        }
        return result;
      }),
  };
}

function count(database: StudioDatabase): Promise<number> {
  return database.tx('readonly', ['journal'], (tx) => tx.objectStore('journal').count());
}
