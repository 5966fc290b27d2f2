import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Page } from 'playwright/test';

interface KeptDatabase {
  readonly name: string;
  readonly version: number;
  readonly stores: readonly {
    readonly name: string;
    readonly keyPath: string | string[] | null;
    readonly autoIncrement: boolean;
    readonly indexes: readonly {
      readonly name: string;
      readonly keyPath: string | string[];
      readonly unique: boolean;
    }[];
    readonly keys: readonly unknown[];
    readonly values: readonly unknown[];
  }[];
}

/** A file of `e2e/fixtures`, unpacked. */
export function packedFixture(path: string): string {
  return gunzipSync(readFileSync(new URL(`../fixtures/${path}`, import.meta.url))).toString('utf8');
}

/** Puts databases into a fresh profile before the app has ever run in it. */
export async function restoreDatabases(page: Page, path: string): Promise<void> {
  const { databases } = JSON.parse(packedFixture(path)) as { readonly databases: readonly KeptDatabase[] };
  await page.route('**/before-the-app', (route) => route.fulfill({ contentType: 'text/html', body: '' }));
  await page.goto('/before-the-app');
  await page.evaluate(async (kept) => {
    for (const { name, version, stores } of kept) {
      const opening = indexedDB.open(name, version);
      opening.onupgradeneeded = () => {
        for (const { name: storeName, keyPath, autoIncrement, indexes } of stores) {
          const store = opening.result.createObjectStore(storeName, { keyPath, autoIncrement });
          for (const index of indexes) store.createIndex(index.name, index.keyPath, { unique: index.unique });
        }
      };
      const database = await settled(opening);
      for (const { name: storeName, keyPath, keys, values } of stores) {
        const store = database.transaction(storeName, 'readwrite').objectStore(storeName);
        for (const [at, value] of values.entries())
          await settled(
            keyPath === null ? store.put(unpacked(value), keys[at] as IDBValidKey) : store.put(unpacked(value)),
          );
      }
      database.close();
    }

    function settled<T>(request: IDBRequest<T>): Promise<T> {
      return new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    }

    /** A Blob is kept as its text. */
    function unpacked(value: unknown): unknown {
      if (Array.isArray(value)) return value.map(unpacked);
      if (typeof value !== 'object' || value === null) return value;
      if ('$blob' in value) return new Blob([String(value.$blob)], { type: 'type' in value ? String(value.type) : '' });
      return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, unpacked(part)]));
    }
  }, databases);
}
