import { earlyWordsPrefix, keysFrom, type WordsStorage } from './database-names';
import { fieldsOf } from './fields-of';

/** What was written into the prompt of index.html. */
export interface EarlyWords {
  /** Null on a first visit, whose project was still to be made. */
  readonly projectId: string | null;
  /** The project's prompt that they were written into. */
  readonly stored: string;
  /** All of the prompt, as it stood in the end. */
  readonly typed: string;
}

/** For the next visit, from a page that is left before the app is there: `localStorage` writes at once. Null: there is nothing to keep. */
export function keepEarlyWords(storage: WordsStorage, pageId: string, words: EarlyWords | null): void {
  const key = earlyWordsPrefix + pageId;
  if (words === null) storage.removeItem(key);
  else storage.setItem(key, JSON.stringify(words));
}

/** What earlier pages have kept; from now on it is in the hands of whoever asked. */
export function takeEarlyWords(storage: WordsStorage): readonly EarlyWords[] {
  return keysFrom(storage, earlyWordsPrefix).flatMap((key) => {
    const words = readWords(storage.getItem(key) ?? '');
    // What this version cannot read may be a newer one's: it stays for that one.
    if (words === null) return [];
    storage.removeItem(key);
    return [words];
  });
}

function readWords(text: string): EarlyWords | null {
  try {
    const { projectId, stored, typed } = fieldsOf(JSON.parse(text));
    if (projectId !== null && typeof projectId !== 'string') return null;
    return typeof stored === 'string' && typeof typed === 'string' ? { projectId, stored, typed } : null;
  } catch {
    return null;
  }
}
