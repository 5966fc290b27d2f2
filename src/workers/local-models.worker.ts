import { createModelFiles } from '../persistence/models/create-model-files';
import { blobReader } from './local-models/blob-reader';
import { nobleHashing } from './local-models/hashing';
import { serveLocalModels } from './local-models/local-models-server';
import { localModelsService } from './local-models/local-models-service';
import { ownLocks, webLocks } from './local-models/model-locks';
import { urlOpener } from './local-models/open-url';
import { channelRemovals } from './local-models/removals';
import { realSleep, setRealTimer } from './set-timer';

/** The composition root of the worker that fetches, checks and deletes the files of local models. It never sees a key or a prompt. */
const files = createModelFiles();

serveLocalModels(
  self,
  localModelsService({
    ports: {
      files,
      hashing: nobleHashing,
      clock: { now: Date.now, sleep: realSleep },
      blobs: blobReader,
      freeBytes,
    },
    onChange: files.onChange,
    open: urlOpener({ fetch: self.fetch.bind(self), setTimer: setRealTimer, isOnline: () => navigator.onLine }),
    // Not there where the page is no secure context.
    locks: 'locks' in navigator ? webLocks(navigator.locks) : ownLocks(),
    removals: channelRemovals('constitution-studio:model-removals'),
  }),
  { setTimer: setRealTimer },
);

async function freeBytes(): Promise<number | null> {
  try {
    const { usage, quota } = await navigator.storage.estimate();
    return usage === undefined || quota === undefined ? null : Math.max(0, quota - usage);
  } catch {
    return null;
  }
}
