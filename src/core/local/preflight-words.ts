import type { ModelBackend } from './local-model';
import type { Caution, GpuLimit, Refusal } from './preflight-checks';
import { sizeWords } from './size-words';

/** One sentence: why it cannot run here. */
export function refusalWords(refusal: Refusal): string {
  switch (refusal.kind) {
    case 'insecure':
      return 'Local models need a secure page, and this one came over plain http.';
    case 'no-webgpu':
      return 'Local models need WebGPU, and this browser does not offer it.';
    case 'no-adapter':
      return 'This browser has WebGPU, but it finds no GPU: the driver may be blocked, switched off, or still asleep.';
    case 'missing-feature':
      return `It needs the GPU feature ${refusal.feature}, and this GPU, or this browser, does not have it.`;
    case 'limit':
      return limitWords(refusal);
    case 'memory':
      return `It needs ${sizeWords(refusal.needs)} of memory, and this device has about ${sizeWords(refusal.offers)}.`;
    case 'no-storage':
      return 'A local model is kept in the browser’s storage, and this browser gives this page none.';
    case 'space': {
      const where = refusal.privateWindow ? 'this private window' : 'this browser';
      return `At least ${sizeWords(refusal.needs)} must be downloaded, and ${where} has room for ${sizeWords(refusal.free)}.`;
    }
  }
}

export function cautionWords(caution: Caution): string {
  switch (caution.kind) {
    case 'software':
      return 'This browser computes on the processor instead of a GPU: expect many seconds for each word.';
    case 'memory':
      return `It needs ${sizeWords(caution.needs)} of GPU memory. Browsers do not tell how much there is; this device may have less.`;
    case 'space':
      return `Up to ${sizeWords(caution.needs)} must be downloaded, and the browser says that it has room for ${sizeWords(caution.free)}. It may not fit.`;
    case 'private-window':
      return 'This looks like a private window: what is downloaded here is gone when the window closes.';
    case 'backend':
      return `This browser does not offer ${backendName(caution.wanted)} here, so the files go to ${backendName(caution.used)}.`;
  }
}

function backendName(backend: ModelBackend): string {
  switch (backend) {
    case 'opfs':
      return 'the origin private file system';
    case 'cache':
      return 'the Cache API';
    case 'indexeddb':
      return 'IndexedDB';
  }
}

function limitWords({
  limit,
  needs,
  offers,
}: {
  readonly limit: GpuLimit;
  readonly needs: number;
  readonly offers: number;
}): string {
  switch (limit) {
    case 'buffer':
    case 'binding':
      return `It needs ${sizeWords(needs)} of GPU memory in one piece, and this GPU gives the engine ${sizeWords(offers)}.`;
    case 'workgroup-storage':
      return `The engine needs ${sizeWords(needs)} of a GPU’s shared memory, and this one offers ${sizeWords(offers)}.`;
    case 'storage-buffers':
      return `The engine works with ${needs} GPU buffers at a time, and this GPU offers ${offers}.`;
  }
}
