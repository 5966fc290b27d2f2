import type { Instant } from '../effects';
import type { Project } from './project';
import type { StoredProject } from './repository';

/** Whether the latest change is in the database: the one truth behind the Save state. */
export type SaveState =
  | { readonly state: 'saved'; readonly at: Instant | null }
  | { readonly state: 'saving' }
  /** `reason` says what happened and what to do. */
  | { readonly state: 'not-saved'; readonly reason: string; readonly since: Instant }
  /** Another tab saved a newer version while this one had changes of its own; with version 0, it is no longer stored at all. */
  | { readonly state: 'conflict'; readonly storedVersion: number };

/** Keeps one open project saved. A new one is made when another project is opened. */
export interface ProjectSaver {
  /** Schedules a save; cheap enough for every keystroke. */
  update(project: Project): void;
  /** Resolves when all that was updated is saved, or saving has failed. */
  flush(): Promise<void>;
  /** It is no longer stored, though it was: nothing is written until `overwrite`. */
  lost(): void;
  /** Writes this tab's project over the other's, or anew. */
  overwrite(): Promise<void>;
  /** Flushes and stops. What could not be saved is kept for the next visit, unless it is discarded. */
  close(): Promise<void>;
  /** What is unsaved is kept elsewhere, or not wanted: closes without saving it. */
  discard(): void;
}

export type CreateSaver = (initial: StoredProject, onState: (state: SaveState) => void) => ProjectSaver;
