/** What lies where, for all who look: without the library that the app opens its database with. */
export const databaseName = 'constitution-studio';

/** Records of the store `device`. */
export const deviceRecords = { settings: 'settings', openProject: 'open-project' } as const;

/** In `localStorage`: each page writes under keys of its own, so that two tabs on one project do not write over each other. */
export const unsavedChangesPrefix = 'constitution-studio:unsaved:';
export const earlyWordsPrefix = 'constitution-studio:early-words:';

/** What can be asked of `localStorage`. */
export interface WordsStorage {
  readonly length: number;
  key(index: number): string | null;
  getItem(key: string): string | null;
  setItem(key: string, text: string): void;
  removeItem(key: string): void;
}

export function keysFrom(storage: WordsStorage, prefix: string): readonly string[] {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '');
  return keys.filter((key) => key.startsWith(prefix));
}
