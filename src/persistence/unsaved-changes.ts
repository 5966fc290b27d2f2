import type { Instant } from '../core/effects';
import type { Project } from '../core/project/project';
import { keysFrom, unsavedChangesPrefix, type WordsStorage } from './database-names';

/** What a saver holds that the database does not, or not yet for certain. */
export interface Unsaved {
  readonly project: Project;
  /** What the database held when it was last heard of. */
  readonly expectedVersion: number;
  /** `updatedAt` of the project whose save is under way; null when none is. */
  readonly saving: Instant | null;
  /** There was no room for the runs of the labeler: those that are stored go with it. */
  readonly withoutLabelerRuns?: true;
}

export interface UnsavedWork {
  unsaved(): Unsaved | null;
}

export interface UnsavedChanges {
  /** Returns the way to stop. */
  watch(work: UnsavedWork): () => void;
  /** Writes down what is unsaved now, and drops what was written down and is saved since: the page is being left. Synchronous. */
  keep(): void;
  /**
   * The same while the page is open, for work that cannot be saved: a crash tells nobody. Nothing happens where the browser has no
   * locks, since another tab would take these words for those of a page that was left.
   */
  keepWhileOpen(): void;
}

/**
 * A database write that begins while the page is being left is lost with the page; `localStorage` writes at once. So what is unsaved
 * then goes there, and `recoverUnsavedChanges` brings it into the database when the studio is opened again. It holds some five million
 * characters: of a larger project the runs of the labeler are left out, since nothing of them was typed and the journal has what they
 * paid for; and one that is still larger has only what the database makes of its last moment.
 */
export function createUnsavedChanges({
  storage,
  newId,
  hold,
}: {
  readonly storage: WordsStorage;
  readonly newId: () => string;
  /** Holds the lock of this name until the page ends or it is let go. */
  readonly hold?: ((name: string) => () => void) | undefined;
}): UnsavedChanges {
  const watched = new Map<UnsavedWork, string>();
  const held = new Map<string, () => void>();

  function letGo(key: string): void {
    held.get(key)?.();
    held.delete(key);
  }

  function put(key: string, unsaved: Unsaved | null): void {
    if (unsaved === null) {
      attempt(() => storage.removeItem(key));
      return;
    }
    if (attempt(() => storage.setItem(key, JSON.stringify(unsaved)))) return;
    const { project } = unsaved;
    if (project.labeler === null || project.labeler.runs.length === 0) return;
    const lighter = { ...project, labeler: { ...project.labeler, runs: [], currentRunId: null } };
    attempt(() =>
      storage.setItem(
        key,
        JSON.stringify({ ...unsaved, project: lighter, withoutLabelerRuns: true } satisfies Unsaved),
      ),
    );
  }

  return {
    watch(work) {
      const key = unsavedChangesPrefix + newId();
      watched.set(work, key);
      return () => {
        watched.delete(work);
        put(key, null);
        letGo(key);
      };
    },
    keep() {
      for (const [work, key] of watched) {
        put(key, work.unsaved());
        letGo(key);
      }
    },
    keepWhileOpen() {
      if (hold === undefined) return;
      for (const [work, key] of watched) {
        const unsaved = work.unsaved();
        if (unsaved !== null && !held.has(key)) held.set(key, hold(key));
        put(key, unsaved);
        if (unsaved === null) letGo(key);
      }
    },
  };
}

/** False when the storage is full or switched off. What an earlier moment left is older than what the database may have by now. */
function attempt(write: () => void): boolean {
  try {
    write();
    return true;
  } catch {
    return false;
  }
}

export function unsavedChangesKeys(storage: WordsStorage): readonly string[] {
  return keysFrom(storage, unsavedChangesPrefix);
}

/** Null where the browser does not let the page have any. */
export function pageStorage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}
