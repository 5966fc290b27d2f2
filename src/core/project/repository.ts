import type { ServiceId } from '../model/provider-table';
import type { DeviceSettings } from './device-settings';
import type { Project, ProjectSummary } from './project';

/** Where projects are kept. `version` counts the saves of a project, over all tabs. */
export interface ProjectRepository {
  list(): Promise<readonly ProjectSummary[]>;
  /** Throws `UnreadableProjectError` when not even the prompt can be read; then the record stays as it is. */
  load(id: string): Promise<StoredProject | null>;
  /**
   * Writes what differs from `previous` (null: everything) in one transaction, if the stored version still is `expectedVersion`
   * (0: not stored yet). Throws `StorageFullError` or the storage's own error; then nothing was written.
   */
  save(save: SaveRequest): Promise<SaveOutcome>;
  /** With its files and labeled rows, but for those that another project has too. */
  remove(id: string): Promise<void>;
  /** Another tab saved or removed a project; returns the way to stop listening. */
  onChange(listener: (change: ForeignChange) => void): () => void;
}

export interface StoredProject {
  readonly project: Project;
  readonly version: number;
  /** What of it could not be read, in words; it is kept aside, not deleted. */
  readonly problems?: readonly string[];
}

export interface SaveRequest {
  readonly project: Project;
  readonly previous: Project | null;
  readonly expectedVersion: number;
}

export type SaveOutcome =
  | { readonly status: 'saved'; readonly version: number }
  | { readonly status: 'conflict'; readonly storedVersion: number };

export type ForeignChange =
  | { readonly kind: 'saved'; readonly id: string; readonly version: number }
  | { readonly kind: 'removed'; readonly id: string };

/** What this person chose on this device. */
export interface DeviceRepository {
  /** Null on a first visit: nothing was chosen yet. */
  loadSettings(): Promise<DeviceSettings | null>;
  saveSettings(settings: DeviceSettings): Promise<void>;
  /** Empty when none is remembered. */
  loadKey(of: ServiceId): Promise<string>;
  /** Empty: forget it. */
  saveKey(of: ServiceId, key: string): Promise<void>;
  /** The project that was open last on this device. */
  loadOpenProjectId(): Promise<string | null>;
  saveOpenProjectId(id: string): Promise<void>;
  /** Another tab saved settings or the key; returns the way to stop listening. */
  onSettingsChange(listener: (settings: DeviceSettings) => void): () => void;
}

export class StorageFullError extends Error {
  override readonly name = 'StorageFullError';
}

/** The stored project is not in a shape that this version knows. Nothing of it was changed. */
export class UnreadableProjectError extends Error {
  override readonly name = 'UnreadableProjectError';
}

/** The storage takes nothing from this page any more, for instance because a newer version of the studio has opened it. */
export class StorageClosedError extends Error {
  override readonly name = 'StorageClosedError';
}
