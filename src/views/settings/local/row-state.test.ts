import { describe, expect, it } from 'vitest';
import type { StoredFile, StoredModel } from '../../../core/local/local-model';
import { type EngineState, emptyEngine } from '../../../core/model/engine-state';
import { rowState } from './row-state';

const model = {
  id: 'gemma-2-2b-it-q4f16_1-MLC',
  kind: 'chat',
  origin: { kind: 'prebuilt', weightsUrl: 'https://hub.example/gemma', libraryUrl: 'https://hub.example/gemma.wasm' },
  contextTokens: 4096,
  memoryBytes: 1_900_000_000,
  requiredFeatures: ['shader-f16'],
  bufferBytes: null,
  lowResource: false,
  packageManifest: null,
} as const;

function file(path: string, rest: Partial<StoredFile>): StoredFile {
  return { path, bytes: 100, md5: null, sha256: null, done: true, ...rest };
}

function stored(state: StoredModel['state'], files: readonly StoredFile[]): StoredModel {
  return { model, backend: 'opfs', files, state, at: '2026-11-21T09:00:00.000Z' };
}

function stateWith(record: StoredModel | undefined, engine: EngineState = emptyEngine) {
  return rowState({ model, stored: record, engine });
}

const whole = stored('ready', [file('a.bin', {}), file('b.bin', {})]);

describe('rowState', () => {
  it('is absent when nothing is stored', () => {
    expect(stateWith(undefined)).toEqual({ status: 'absent' });
  });

  it('counts what has come of a part', () => {
    const part = stored('partial', [file('a.bin', { bytes: 300 }), file('b.bin', { bytes: 100, done: false })]);
    expect(stateWith(part)).toEqual({ status: 'partial', bytes: 300, share: 0.75 });
  });

  it('knows no share while a size is not known', () => {
    const listed = stored('partial', [file('a.bin', {}), file('b.bin', { bytes: null, done: false })]);
    expect(stateWith(listed)).toEqual({ status: 'partial', bytes: 100, share: null });
  });

  it('is absent when a download ended before its first file', () => {
    expect(stateWith(stored('partial', []))).toEqual({ status: 'absent' });
    expect(stateWith(stored('partial', [file('a.bin', { done: false })]))).toEqual({ status: 'absent' });
  });

  it('counts the files that are to be fetched again', () => {
    const broken = stored('damaged', [file('a.bin', {}), file('b.bin', { done: false })]);
    expect(stateWith(broken)).toEqual({ status: 'damaged', bytes: 100, brokenFiles: 1 });
  });

  it('follows the engine when it holds this model, and not when it holds another', () => {
    expect(stateWith(whole)).toEqual({ status: 'ready', bytes: 200 });
    const loaded = (id: string): EngineState => ({ ...emptyEngine, chat: { status: 'loaded', id } });
    expect(stateWith(whole, loaded(model.id))).toEqual({ status: 'loaded', bytes: 200 });
    expect(stateWith(whole, loaded('another'))).toEqual({ status: 'ready', bytes: 200 });
    const loading: EngineState = {
      ...emptyEngine,
      chat: { status: 'loading', id: model.id, progress: 0.42, stage: 'weights' },
    };
    expect(stateWith(whole, loading)).toEqual({ status: 'loading', bytes: 200, stage: 'weights', progress: 0.42 });
  });

  it('looks for an embedding model in its own place', () => {
    const engine: EngineState = { ...emptyEngine, embedding: { status: 'loaded', id: model.id } };
    expect(rowState({ model, stored: whole, engine }).status).toBe('ready');
    expect(rowState({ model: { ...model, kind: 'embedding' }, stored: whole, engine }).status).toBe('loaded');
  });
});
