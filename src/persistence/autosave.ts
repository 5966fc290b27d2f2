import type { Instant, Now, SetTimer } from '../core/effects';
import type { Project } from '../core/project/project';
import {
  type ProjectRepository,
  type SaveOutcome,
  StorageClosedError,
  StorageFullError,
  type StoredProject,
} from '../core/project/repository';
import type { CreateSaver, ProjectSaver, SaveState } from '../core/project/saving';
import type { Unsaved, UnsavedChanges, UnsavedWork } from './unsaved-changes';

export interface AutosaveDeps {
  readonly repository: Pick<ProjectRepository, 'save'>;
  readonly now: Now;
  /** Runs once after so many milliseconds; returns the way to call it off. */
  readonly setTimer: SetTimer;
  /** Why nothing outlives the page (see `openStorage`): then the state never says "saved". */
  readonly notKept: string | null;
  /** Keeps what is unsaved when the page is left. */
  readonly unsavedChanges?: Pick<UnsavedChanges, 'watch' | 'keepWhileOpen'>;
}

/** From the first change to its save. */
const saveDelayMs = 500;
/** At least so much time from one save to the next while changes go on. */
const saveIntervalMs = 2000;
/** After the first failed save; doubles with each. */
const firstRetryMs = 1000;
const longestRetryMs = 30_000;

/**
 * Saves a project while it is worked on: one save at a time, what changed meanwhile in the next one. A failed save is tried again
 * until it succeeds. After a conflict nothing is written until `overwrite`; to take the other tab's version, or to keep this one as a
 * copy, discard what this saver holds and make one for the project that goes on. A conflict that nobody decides becomes a copy when
 * the studio is opened again (see `recoverUnsavedChanges`).
 */
export function createAutosave(deps: AutosaveDeps): CreateSaver {
  return (initial, onState) => new Autosave(deps, initial, onState);
}

class Autosave implements ProjectSaver, UnsavedWork {
  readonly #deps: AutosaveDeps;
  readonly #onState: (state: SaveState) => void;
  #current: Project;
  /** What the database holds; null when that is unknown. */
  #saved: Project | null;
  /** What the words here are based on. A conflict leaves it as it is: another tab's version is never taken for one that was seen here. */
  #version: number;
  /** The version that another tab stored; null: no conflict. */
  #conflict: number | null = null;
  #failures = 0;
  #unsavedSince: Instant | null = null;
  #lastStart = 0;
  #cancelTimer: (() => void) | null = null;
  #inFlight: Promise<void> | null = null;
  /** What is being written by it. */
  #saving: Project | null = null;
  #closed = false;
  #discarded = false;
  /** It has been said, and need not be said with every key: each time all that is on the screen would be looked at. */
  #saysSaving = false;
  /** What is unsaved was written down beside the database. */
  #kept = false;
  readonly #stopWatching: () => void;

  constructor(deps: AutosaveDeps, initial: StoredProject, onState: (state: SaveState) => void) {
    this.#deps = deps;
    this.#onState = onState;
    this.#current = initial.project;
    this.#saved = initial.version === 0 ? null : initial.project;
    this.#version = initial.version;
    this.#stopWatching = deps.unsavedChanges?.watch(this) ?? (() => {});
    if (this.#saved === null) this.#changed();
    else this.#report({ state: 'saved', at: null });
  }

  update(project: Project): void {
    if (this.#closed) throw new Error('This saver was closed: make a new one for the project that is open now.');
    if (project === this.#current) return;
    this.#current = project;
    this.#changed();
  }

  async flush(): Promise<void> {
    while (this.#isDirty() && this.#conflict === null) {
      const failures = this.#failures;
      await this.#start();
      if (this.#failures > failures) return;
    }
    await this.#inFlight;
  }

  async overwrite(): Promise<void> {
    if (this.#conflict === null) return;
    this.#version = this.#conflict;
    this.#conflict = null;
    this.#saved = null;
    this.#report({ state: 'saving' });
    await this.flush();
  }

  lost(): void {
    if (this.#closed) return;
    this.#stopTimer();
    this.#saved = null;
    this.#conflict = 0;
    this.#unsavedSince ??= this.#deps.now();
    this.#report({ state: 'conflict', storedVersion: 0 });
    this.#keep();
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.flush();
    // What could not be saved is still tried in the background, and after a conflict it waits to become a copy when the page is left:
    // closing a project loses nothing of it.
    if (!this.#isDirty()) this.discard();
  }

  discard(): void {
    this.#closed = true;
    this.#discarded = true;
    this.#stopTimer();
    this.#stopWatching();
  }

  unsaved(): Unsaved | null {
    if (!this.#isDirty()) return null;
    // After a conflict it is known that nothing of this tab was stored.
    const saving = this.#conflict === null ? (this.#saving?.updatedAt ?? null) : null;
    return { project: this.#current, expectedVersion: this.#version, saving };
  }

  #isDirty(): boolean {
    return this.#current !== this.#saved;
  }

  #changed(): void {
    this.#unsavedSince ??= this.#deps.now();
    if (this.#conflict !== null) {
      this.#keepSoon();
      return;
    }
    if (this.#failures === 0 && !this.#saysSaving) this.#report({ state: 'saving' });
    this.#schedule();
  }

  #schedule(): void {
    if (this.#cancelTimer !== null || this.#inFlight !== null || this.#conflict !== null || this.#discarded) return;
    this.#cancelTimer = this.#deps.setTimer(this.#delay(), () => {
      this.#cancelTimer = null;
      void this.#start();
    });
  }

  /** Not at every key: a large project takes its time to write down. */
  #keepSoon(): void {
    this.#cancelTimer ??= this.#deps.setTimer(saveIntervalMs, () => {
      this.#cancelTimer = null;
      this.#keep();
    });
  }

  /** Or drops what was kept and is saved by now. */
  #keep(): void {
    this.#kept = this.#isDirty();
    this.#deps.unsavedChanges?.keepWhileOpen();
  }

  #delay(): number {
    if (this.#failures > 0) return Math.min(firstRetryMs * 2 ** (this.#failures - 1), longestRetryMs);
    const sinceLast = Date.parse(this.#deps.now()) - this.#lastStart;
    return Math.min(Math.max(saveDelayMs, saveIntervalMs - sinceLast), saveIntervalMs);
  }

  /** One save; waits for the one in flight instead of starting a second. */
  #start(): Promise<void> {
    this.#stopTimer();
    this.#inFlight ??= this.#save().finally(() => {
      this.#inFlight = null;
      if (this.#isDirty()) this.#schedule();
    });
    return this.#inFlight;
  }

  async #save(): Promise<void> {
    const project = this.#current;
    this.#saving = project;
    this.#lastStart = Date.parse(this.#deps.now());
    try {
      const request = { project, previous: this.#saved, expectedVersion: this.#version };
      this.#settle(project, await this.#deps.repository.save(request));
    } catch (error) {
      // It failed with the database that was lost.
      if (this.#conflict !== null) return;
      this.#failures += 1;
      this.#report({ state: 'not-saved', reason: whyNotSaved(error), since: this.#since() });
      this.#keep();
    } finally {
      this.#saving = null;
    }
  }

  #settle(project: Project, outcome: SaveOutcome): void {
    this.#failures = 0;
    // It was lost while it was written.
    if (this.#conflict !== null) return;
    if (outcome.status === 'conflict') {
      this.#conflict = outcome.storedVersion;
      this.#report({ state: 'conflict', storedVersion: outcome.storedVersion });
      this.#keep();
      return;
    }
    this.#saved = project;
    this.#version = outcome.version;
    if (this.#kept) this.#keep();
    if (this.#isDirty()) {
      this.#report({ state: 'saving' });
      return;
    }
    this.#unsavedSince = null;
    if (this.#closed) this.#stopWatching();
    this.#report({ state: 'saved', at: this.#deps.now() });
  }

  #report(state: SaveState): void {
    this.#saysSaving = state.state === 'saving';
    const { notKept } = this.#deps;
    this.#onState(notKept === null ? state : { state: 'not-saved', reason: notKept, since: this.#since() });
  }

  #since(): Instant {
    return this.#unsavedSince ?? this.#deps.now();
  }

  #stopTimer(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
  }
}

function whyNotSaved(error: unknown): string {
  if (error instanceof StorageFullError) {
    return 'Not saved: the browser has no room left for this app. Delete a project or a local model that you no longer need, or free space on the disk; export to keep your work. Saving is tried again by itself.';
  }
  if (error instanceof StorageClosedError) return `Not saved: ${error.message}`;
  const cause = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return `Not saved: the browser's storage refused the change (${cause}). Saving is tried again by itself; export to keep your work.`;
}
