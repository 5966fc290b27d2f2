import { describe, expect, it } from 'vitest';
import { localModelWith, storedModelWith } from '../../../testing/described-devices';
import { deleteWords } from './delete-words';

const model = localModelWith({
  origin: { kind: 'prebuilt', weightsUrl: 'https://hub.example/gemma', libraryUrl: 'https://hub.example/gemma.wasm' },
});
const stored = storedModelWith(model, {
  files: [{ path: 'a.bin', bytes: 1_500_000_000, md5: null, sha256: null, done: true }],
});

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
