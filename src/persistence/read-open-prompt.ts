import { databaseName, deviceRecords } from './database-names';
import { fieldsOf } from './fields-of';

/** The prompt that the next page opens with, and how wide its pane is. */
export interface OpenPrompt {
  readonly projectId: string;
  readonly preamble: string;
  /** As they were saved: percent of the window by pane. */
  readonly panes: Readonly<Record<string, number>>;
}

/**
 * Reads the open project's prompt and nothing else of it, long before the app could: without schemas, and without the runs and
 * revisions that it may have thousands of. Null on a first visit, which has no database; undefined where the app has to look itself.
 */
export async function readOpenPrompt(
  factory: Pick<IDBFactory, 'databases' | 'open'> = indexedDB,
  name: string = databaseName,
): Promise<OpenPrompt | null | undefined> {
  // To open what is not there would make it.
  if (!(await factory.databases()).some((database) => database.name === name)) return null;
  const opening = factory.open(name);
  // It was deleted since; the app makes the new one.
  opening.onupgradeneeded = () => opening.transaction?.abort();
  const database = await answerOf(opening);
  try {
    // Whoever brings a newer layout waits for nobody who only looks.
    database.onversionchange = () => database.close();
    const transaction = database.transaction(['device', 'projects']);
    const device = transaction.objectStore('device');
    const projectId: unknown = await answerOf(device.get(deviceRecords.openProject));
    if (typeof projectId !== 'string') return undefined;
    const [settings, document] = await Promise.all([
      answerOf<unknown>(device.get(deviceRecords.settings)),
      answerOf<unknown>(transaction.objectStore('projects').get(projectId)),
    ]);
    const { mode, prompt } = fieldsOf(document);
    const { preamble } = fieldsOf(prompt);
    // A bot is described in another field.
    if (mode === 'chat') return undefined;
    return typeof preamble === 'string'
      ? { projectId, preamble, panes: numbersOf(fieldsOf(settings).panes) }
      : undefined;
  } finally {
    database.close();
  }
}

function numbersOf(data: unknown): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(fieldsOf(data)).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
  );
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('A request to the database failed.'));
  });
}
