import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { defaultSafety } from '../core/model/service-settings';
import { openTrainingStorage } from '../persistence/open-training-storage';
import { type BatchFormat, noBatchService } from './jobs/batch-files';
import { newId } from './new-id';
import { shutDoors } from './private-fetch';
import type { Endpoint } from './rpc/protocol';
import { setRealTimer } from './set-timer';
import { startWorkService } from './work/work-service';

/** The composition root of the work worker: storage, the form of batch files, and the effects. It holds no key. */
const now = () => new Date().toISOString();

/** The platform's own is kept from pages over plain http. */
async function hash(text: string): Promise<string> {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

async function loadBatchFormat(): Promise<BatchFormat> {
  const { batchLine, readBatchLine } = await import('../providers/gemini/batch-file');
  return {
    line(call, { ref, safety = defaultSafety }) {
      if (ref.provider === 'gemini') return batchLine(call, { ref, safety });
      throw noBatchService(ref);
    },
    read: (line) => readBatchLine(line, Date.now),
  };
}

/** What comes before the storage is open waits for it. */
function listening(): Endpoint & { readonly begin: () => void } {
  type Listener = Parameters<Endpoint['addEventListener']>[1];
  const listeners: Listener[] = [];
  let early: MessageEvent<unknown>[] | null = [];
  const hear = (event: MessageEvent<unknown>) => {
    for (const listener of listeners) listener(event);
  };
  self.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (early === null) hear(event);
    else early.push(event);
  });
  return {
    postMessage: (message, transfer = []) => self.postMessage(message, transfer),
    addEventListener: (_type, listener) => void listeners.push(listener),
    begin() {
      const waiting = early ?? [];
      early = null;
      for (const event of waiting) hear(event);
    },
  };
}

// Rows are asked about over the port to the models worker, which has doors of its own.
shutDoors(self);
const client = listening();
startWorkService(client, {
  storage: await openTrainingStorage({ now }),
  batch: loadBatchFormat,
  hash,
  newId,
  now,
  setTimer: setRealTimer,
});
client.begin();
