import { unreadableFile } from '../core/project/import-problem';
import { err } from '../core/result';
import { uuidOf } from '../core/uuid';
import { readProjectFile } from './read-project-file';

/** Not every browser sends a file's name along with it. */
export interface NamedFile {
  readonly name: string;
  readonly file: Blob;
}

/** Reads one file, off the page's thread: 50 MB of JSON would freeze it for seconds. */
self.addEventListener('message', async ({ data }: MessageEvent<NamedFile>) => {
  const newId = () => uuidOf(crypto.getRandomValues(new Uint8Array(16)));
  const deps = { name: data.name, newId, at: new Date().toISOString() };
  // What is thrown in here is told to nobody, and the page would wait for ever.
  self.postMessage(await readProjectFile(data.file, deps).catch((cause: unknown) => err(unreadableFile(cause))));
});
