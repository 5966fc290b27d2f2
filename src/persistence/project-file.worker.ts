import { unreadableFile } from '../core/project/import-project';
import { err } from '../core/result';
import { uuidOf } from '../core/uuid';
import { readProjectFile } from './read-project-file';

/** Reads one file, off the page's thread: 50 MB of JSON would freeze it for seconds. */
self.addEventListener('message', async ({ data }: MessageEvent<Blob>) => {
  const newId = () => uuidOf(crypto.getRandomValues(new Uint8Array(16)));
  const deps = { newId, at: new Date().toISOString() };
  // What is thrown in here is told to nobody, and the page would wait for ever.
  self.postMessage(await readProjectFile(data, deps).catch((cause: unknown) => err(unreadableFile(cause))));
});
