import type { DeviceRepository, ProjectRepository } from '../core/project/repository';
import { openChangesChannel } from './changes-channel';
import { databaseName, openDatabase } from './database';
import { createDeviceRepository } from './device-repository';
import { createMemoryStorage } from './memory-storage';
import { createProjectRepository } from './project-repository';

export interface StudioStorage {
  readonly projects: ProjectRepository;
  readonly device: DeviceRepository;
  /** Why nothing outlives the page, in words; null when everything is kept. */
  readonly notKept: string | null;
  close(): void;
}

/** The browser's database, or memory where there is none. `onNotice` hears what the user has to do, such as closing an old tab. */
export async function openStorage(options: {
  readonly onNotice: (message: string) => void;
  readonly name?: string;
}): Promise<StudioStorage> {
  const { name = databaseName, onNotice } = options;
  try {
    const database = await openDatabase({ name, onNotice });
    const changes = openChangesChannel(name);
    return {
      projects: createProjectRepository({ database, changes }),
      device: createDeviceRepository({ database, changes }),
      notKept: null,
      close() {
        changes.close();
        database.close();
      },
    };
  } catch (error) {
    return { ...createMemoryStorage(), notKept: whyNotKept(error), close: () => {} };
  }
}

/** Asks the browser not to clear our storage by itself. Call it on the first real edit; further calls repeat the first answer. */
export function createPersistenceRequest(manager: Pick<StorageManager, 'persist'> | undefined): () => Promise<boolean> {
  let answer: Promise<boolean> | null = null;
  return () => {
    answer ??= manager === undefined ? Promise.resolve(false) : manager.persist().catch(() => false);
    return answer;
  };
}

function whyNotKept(error: unknown): string {
  if (error instanceof Error && error.name === 'VersionError') {
    return 'Not saved: the projects in this browser were made by a newer version of the studio. Reload to update; export to keep your work.';
  }
  if (error instanceof Error && error.name === 'AbortError') {
    return 'Not saved: the projects in this browser could not be brought up to date, and were left as they are. Reload to try again; export to keep your work.';
  }
  return 'Not saved: this browser keeps nothing in private windows; export to keep your work.';
}
