import { describe, expect, it } from 'vitest';
import type { LocalModel } from '../../../core/local/local-model';
import type { Transfer } from '../../../store/local/local-state';
import { mainAction, sideActions } from './row-actions';
import type { RowState } from './row-state';

const prebuilt: Pick<LocalModel, 'kind' | 'origin'> = {
  kind: 'chat',
  origin: { kind: 'prebuilt', weightsUrl: 'https://hub.example/gemma', libraryUrl: 'https://hub.example/gemma.wasm' },
};
const folder: Pick<LocalModel, 'kind' | 'origin'> = { kind: 'chat', origin: { kind: 'folder', name: 'gemma' } };
const custom: Pick<LocalModel, 'kind' | 'origin'> = {
  kind: 'chat',
  origin: { kind: 'custom', weightsUrl: 'http://localhost:9/gemma', libraryUrl: 'http://localhost:9/gemma.wasm' },
};
const absent: RowState = { status: 'absent' };
const partial: RowState = { status: 'partial', bytes: 5, share: 0.5 };
const damaged: RowState = { status: 'damaged', bytes: 5, brokenFiles: 1 };
const ready: RowState = { status: 'ready', bytes: 10 };
const loaded: RowState = { status: 'loaded', bytes: 10 };

function main(state: RowState, { model = prebuilt, transfer }: { model?: typeof prebuilt; transfer?: Transfer } = {}) {
  return mainAction({ model, state, transfer });
}

function side(state: RowState, { model = prebuilt, isChosen = false } = {}) {
  return sideActions({ model, state, transfer: undefined, isChosen });
}

describe('mainAction', () => {
  it('downloads what is not whole, and deletes what is', () => {
    expect([absent, partial, damaged].map((state) => main(state))).toEqual(['download', 'download', 'download']);
    expect([ready, loaded].map((state) => main(state))).toEqual(['delete', 'delete']);
  });

  it('cancels what is under way, whatever was there before', () => {
    const transfer: Transfer = { status: 'queued' };
    expect(main(partial, { transfer })).toBe('cancel');
    expect(sideActions({ model: prebuilt, state: partial, transfer, isChosen: false })).toEqual([]);
  });

  it('goes on after what failed', () => {
    const transfer: Transfer = { status: 'failed', error: { kind: 'unreachable', message: 'Offline.' } };
    expect(main(partial, { transfer })).toBe('download');
  });

  it('has nowhere to fetch the files of a folder from', () => {
    expect(main(damaged, { model: folder })).toBeNull();
    expect(main(ready, { model: folder })).toBe('delete');
  });
});

describe('sideActions', () => {
  it('offer to use a chat model that is ready, unless it is used', () => {
    expect(side(ready)).toEqual(['use', 'verify']);
    expect(side(ready, { isChosen: true })).toEqual(['verify']);
    expect(side(ready, { model: { ...prebuilt, kind: 'embedding' } })).toEqual(['verify']);
  });

  it('give the memory of a loaded model back', () => {
    expect(side(loaded, { isChosen: true })).toEqual(['unload', 'verify']);
  });

  it('delete what is not whole', () => {
    expect(side(partial)).toEqual(['delete']);
    expect(side(damaged)).toEqual(['verify', 'delete']);
  });

  it("remove the author's own from the list", () => {
    expect(side(absent)).toEqual([]);
    expect(side(absent, { model: custom })).toEqual(['remove']);
    expect(side(ready, { model: custom })).toEqual(['use', 'verify', 'remove']);
  });

  it('delete the files of a folder, and with them the model', () => {
    expect(side(ready, { model: folder })).toEqual(['use', 'verify']);
    expect(side(absent, { model: folder })).toEqual(['delete']);
  });
});
