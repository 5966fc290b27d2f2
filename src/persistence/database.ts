import { type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from 'idb';
import { StorageClosedError, StorageFullError } from '../core/project/repository';
import { type StudioStores, studioUpgrades, type Upgrade } from './database-layout';
import { databaseName } from './database-names';

type StoreName = StoreNames<StudioStores>;
export type StudioTransaction<Mode extends IDBTransactionMode> = IDBPTransaction<StudioStores, StoreName[], Mode>;

export interface StudioDatabase {
  /**
   * The one way in. The work's requests are one transaction: all are written, or none. Resolves once it is complete. Throws
   * `StorageFullError`, `StorageClosedError`, or what went wrong.
   */
  tx<Mode extends 'readonly' | 'readwrite', T>(
    mode: Mode,
    stores: readonly StoreName[],
    work: (transaction: StudioTransaction<Mode>) => Promise<T>,
  ): Promise<T>;
  close(): void;
}

export interface OpenDatabase {
  readonly name?: string;
  /** Something the user has to know, in words. */
  readonly onNotice: (message: string) => void;
  /** Everything in it was deleted, in another tab or with the browser's data. The next transaction makes an empty one. */
  readonly onLost?: () => void;
  /** Without one of these it is damaged. */
  readonly stores?: readonly StoreName[];
  /** Step n leads from version n to n + 1; their number is the version. */
  readonly upgrades?: readonly Upgrade[];
}

/** It has the right version, and not what belongs to that. */
class MissingStoresError extends Error {
  override readonly name = 'MissingStoresError';
}

/** Throws when the browser has no database for us, when one of a newer version lies there, or a `MissingStoresError`. */
export async function openDatabase({
  name = databaseName,
  onNotice,
  onLost = () => {},
  stores = [],
  upgrades = studioUpgrades,
}: OpenDatabase): Promise<StudioDatabase> {
  let connection: IDBPDatabase<StudioStores> | null = null;
  let opening: Promise<IDBPDatabase<StudioStores>> | null = null;
  let closed: StorageClosedError | null = null;
  /** It was there, so that an empty one in its place is a loss. */
  let known = false;

  const open = async (): Promise<IDBPDatabase<StudioStores>> => {
    let isNew = false;
    const opened = await openDB<StudioStores>(name, upgrades.length, {
      async upgrade(database, from, _to, transaction) {
        isNew = from === 0;
        try {
          for (const step of upgrades.slice(from)) await step(database, transaction);
        } catch {
          // Without this, a layout half made would be kept: now opening fails, and everything is as it was.
          abort(transaction);
          await transaction.done.catch(() => {});
        }
      },
      blocked: () => onNotice(blockedNotice),
      blocking(_present, next) {
        if (next === null) {
          // It is being deleted, and we would hold that up.
          connection?.close();
          connection = null;
          lose();
          return;
        }
        // Another tab brings a newer layout and waits for us. What is unsaved here stays on the page, from where it can be exported.
        closed = new StorageClosedError(outdatedNotice);
        connection?.close();
        onNotice(outdatedNotice);
      },
      terminated() {
        connection = null;
        // Whether it is still there is seen now, and not only at the next change.
        void reopen().catch(() => {});
      },
    });
    const missing = stores.filter((store) => !opened.objectStoreNames.contains(store));
    if (missing.length > 0) {
      opened.close();
      throw new MissingStoresError(`The database has no ${missing.join(', ')}.`);
    }
    connection = opened;
    if (isNew && known) lose();
    known = true;
    return opened;
  };

  function lose(): void {
    if (!known) return;
    known = false;
    onLost();
  }

  /** One connection, however many ask for it at once. */
  function reopen(): Promise<IDBPDatabase<StudioStores>> {
    opening ??= open().finally(() => {
      opening = null;
    });
    return opening;
  }

  await reopen();
  return {
    async tx(mode, stores, work) {
      if (closed !== null) throw closed;
      const transaction = (connection ?? (await reopen())).transaction([...stores], mode);
      const done = transaction.done.then(
        () => null,
        (reason: unknown) => ({ reason }),
      );
      try {
        const result = await work(transaction);
        const failure = await done;
        if (failure !== null) throw failure.reason;
        return result;
      } catch (reason) {
        abort(transaction);
        // A request fails with "aborted" when the cause is the transaction's, such as a full disk.
        const failure = await done;
        throw storageError(failure?.reason ?? reason, reason);
      }
    },
    close() {
      closed = new StorageClosedError('The database was closed.');
      connection?.close();
    },
  };
}

/** Requests that are sent together. When one of them cannot even be sent, the others' failures are not left unheard. */
export async function together(requests: readonly (() => Promise<unknown>)[]): Promise<void> {
  await Promise.all(requests.map(async (request) => request()));
}

const blockedNotice =
  'Another tab has an older version of the studio open and keeps the storage from being updated. Close or reload that tab; this page then goes on by itself.';
const outdatedNotice =
  'A newer version of the studio was opened in another tab, so this one can no longer save. Export what is not saved, then reload this page.';

function abort(transaction: { abort(): void }): void {
  try {
    transaction.abort();
  } catch {
    // It had ended by itself.
  }
}

function storageError(ofTransaction: unknown, ofWork: unknown): unknown {
  const full = [ofTransaction, ofWork].find(isQuotaError);
  if (full !== undefined) {
    return new StorageFullError('The storage that the browser gives this app is full.', { cause: full });
  }
  return isAbort(ofWork) ? ofTransaction : ofWork;
}

function isQuotaError(error: unknown): boolean {
  return error instanceof Error && error.name === 'QuotaExceededError';
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
