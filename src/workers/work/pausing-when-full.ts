import type { Journal, JournalEntry } from '../../core/calls/journal';
import { ModelError } from '../../core/model/model-error';
import { StorageFullError } from '../../core/project/repository';

/**
 * A disk that is full stands in the way of every call, like a key that is wrong: the run waits until there is room. What was paid for
 * meanwhile is held in memory, and written down when it is asked for again: it is not paid for twice.
 */
export function pausingWhenFull(journal: Journal): Journal {
  const unkept = new Map<string, JournalEntry>();

  async function put(key: string, entry: JournalEntry): Promise<void> {
    try {
      await journal.put(key, entry);
      unkept.delete(key);
    } catch (cause) {
      if (!(cause instanceof StorageFullError)) throw cause;
      unkept.set(key, entry);
      throw new ModelError(noRoom, { cause });
    }
  }

  return {
    async get(key) {
      const held = unkept.get(key);
      if (held === undefined) return journal.get(key);
      await put(key, held);
      return held;
    },
    put,
  };
}

const noRoom = {
  kind: 'interrupted',
  code: 'STORAGE_FULL',
  message:
    'The browser has no room left to keep the answers, and without that they would be paid for again. Delete projects, files or local models that you no longer need, or free space on the disk, then press Resume.',
} as const;
