import { readProjectFile } from './read-project-file';

/** Reads one file, off the page's thread: 50 MB of JSON would freeze it for seconds. */
self.addEventListener('message', async ({ data }: MessageEvent<Blob>) => {
  const deps = { newId: () => crypto.randomUUID(), at: new Date().toISOString() };
  self.postMessage(await readProjectFile(data, deps));
});
