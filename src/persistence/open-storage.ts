import type { DeviceRepository, ProjectRepository } from '../core/project/repository';
import { openChangesChannel } from './changes-channel';
import { openDatabase } from './database';
import { studioStores } from './database-layout';
import { databaseName } from './database-names';
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
  /** Everything that was kept was deleted, in another tab or with the browser's data. */
  readonly onLost?: () => void;
  readonly name?: string;
}): Promise<StudioStorage> {
  const { name = databaseName, onNotice, onLost = () => {} } = options;
  try {
    const database = await openDatabase({ name, onNotice, onLost, stores: studioStores });
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

/** One sentence for each cause, since what helps is another thing each time. */
function whyNotKept(error: unknown): string {
  const { name = '', message = String(error) } = error instanceof Error ? error : {};
  if (typeof indexedDB === 'undefined' || name === 'InvalidStateError') {
    return 'Not saved: this browser keeps nothing in private windows; export to keep your work.';
  }
  switch (name) {
    case 'VersionError':
      return 'Not saved: the projects in this browser were made by a newer version of the studio. Reload to update; export to keep your work.';
    case 'AbortError':
      return 'Not saved: the projects in this browser could not be brought up to date, and were left as they are. Reload to try again; export to keep your work.';
    case 'QuotaExceededError':
      return 'Not saved: the disk, or the space that the browser gives this site, is full. Free some space, then reload; export to keep your work.';
    case 'SecurityError':
    case 'NotAllowedError':
      return 'Not saved: the browser is set to keep no data of this site. Allow cookies and site data for it in the browser’s settings, then reload; export to keep your work.';
    case 'MissingStoresError':
      return 'Not saved: the storage of this site is damaged, parts of it are missing. Reload; if that does not help, delete the data of this site in the browser’s settings. Export to keep your work.';
    default:
      return `Not saved: the browser could not open its storage (${name === '' ? message : `${name}: ${message}`}). Restarting the browser often helps; export to keep your work.`;
  }
}
