import { describe, expect, it } from 'vitest';
import type { LocalModel, StoredModel } from '../../../core/local/local-model';
import { deleteWords } from './delete-words';

const model: LocalModel = {
  id: 'gemma',
  kind: 'chat',
  origin: { kind: 'prebuilt', weightsUrl: 'https://hub.example/gemma', libraryUrl: 'https://hub.example/gemma.wasm' },
  contextTokens: 4096,
  memoryBytes: null,
  requiredFeatures: [],
  bufferBytes: null,
  lowResource: false,
  packageManifest: null,
};
const stored: StoredModel = {
  model,
  backend: 'opfs',
  files: [{ path: 'a.bin', bytes: 1_500_000_000, md5: null, sha256: null, done: true }],
  state: 'ready',
  at: '2026-11-21T09:00:00.000Z',
};

describe('deleteWords', () => {
  it('say how much is freed, and that it can be had again', () => {
    expect(deleteWords({ what: 'files', model, stored, isChosen: false })).toBe(
      'This frees 1.5 GB. It can be downloaded again.',
    );
  });

  it('warn when the model is chosen', () => {
    expect(deleteWords({ what: 'files', model, stored, isChosen: true })).toContain('It is chosen now');
  });

  it("tell the author's own model from its files", () => {
    expect(deleteWords({ what: 'model', model, stored: undefined, isChosen: false })).toBe(
      'None of its files is here. It leaves the list, and can be added again with its addresses.',
    );
    const folder = { origin: { kind: 'folder', name: 'gemma' } } as const;
    expect(deleteWords({ what: 'files', model: folder, stored, isChosen: false })).toContain('from a folder on disk');
  });
});
