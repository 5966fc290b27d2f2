import { describe, expect, it } from 'vitest';
import { type EngineState, emptyEngine } from '../../core/local/engine-state';
import type { StoredModel } from '../../core/local/local-model';
import type { ModelErrorKind } from '../../core/model/model-error';
import type { ModelRef } from '../../core/model/model-ref';
import { defaultDeviceSettings } from '../../core/project/device-settings';
import { type ModelStatusInput, modelStatusWords } from './model-status-words';

const practice: ModelRef = { provider: 'practice' };
const gemini: ModelRef = { provider: 'gemini', id: 'gemini-flash-latest' };
const gemma: ModelRef = { provider: 'webllm', id: 'gemma' };
const server: ModelRef = { provider: 'server', id: 'llama3.2' };

/** With `promptModel`, and nothing else out of the ordinary. */
function words(
  promptModel: ModelRef,
  {
    settings,
    ...rest
  }: Partial<Omit<ModelStatusInput, 'settings'>> & { settings?: Partial<ModelStatusInput['settings']> } = {},
) {
  return modelStatusWords({
    settings: { ...defaultDeviceSettings, promptModel, ...settings },
    key: '',
    status: { state: 'ready' },
    stored: null,
    browserModel: 'unknown',
    engine: emptyEngine,
    ...rest,
  });
}

describe('modelStatusWords', () => {
  it('says of the practice model that it follows rules', () => {
    expect(words(practice)).toMatchObject({
      name: 'Practice model (built in)',
      say: 'rule-based',
      icon: 'practice',
    });
  });

  it('says that Gemini is ready only with a key', () => {
    expect(words(gemini, { key: 'k' })).toMatchObject({ name: 'Gemini: gemini-flash-latest', say: 'ready' });
    expect(words(gemini, { key: ' ' })).toMatchObject({ say: 'needs a key', matters: true });
  });

  it('tells which of the two models lacks the key', () => {
    expect(words(practice, { settings: { alignmentModel: gemini } }).say).toBe('alignment model needs a key');
  });

  it('counts calls, and keeps quiet about them', () => {
    expect(words(practice, { status: { state: 'busy', calls: 1 } }).say).toBe('1 call under way');
    const three = words(practice, { status: { state: 'busy', calls: 3 } });
    expect(three).toMatchObject({ say: '3 calls under way', matters: false });
  });

  it('hands on until when calls wait, and says when the models were restarted', () => {
    const until = '2026-11-21T09:30:38.000Z';
    const waiting = words(gemini, {
      key: 'k',
      status: { state: 'waiting', until, cause: 'rate-limit', reason: 'rate limit' },
    });
    expect(waiting).toMatchObject({ until, say: 'rate limit', matters: true });
    const restarted = words(gemini, { key: 'k', status: { state: 'restarted', reason: 'It stopped.' } });
    expect(restarted).toMatchObject({ say: 'restarted', matters: true });
  });

  it('asks for the URL of a server that is chosen', () => {
    expect(words(server)).toMatchObject({ name: 'Server: llama3.2', say: 'needs a server URL', matters: true });
    const url = 'http://localhost:11434/v1';
    expect(words(server, { settings: { server: { ...defaultDeviceSettings.server, url } } }).say).toBe('ready');
  });

  it('says of a chosen model that would leave this device that it would, before anything else', () => {
    expect(words(gemini, { settings: { privateMode: true } }).say).toBe('would leave this device');
    const alignment = words(gemma, { settings: { privateMode: true, alignmentModel: server } });
    expect(alignment.say).toBe('alignment model would leave this device');
    expect(words(practice, { settings: { privateMode: true } }).say).toBe('rule-based');
  });

  it('says whether the browser brings the model that is chosen', () => {
    expect(words({ provider: 'browser' }, { browserModel: 'available' }).say).toBe('ready');
    expect(words({ provider: 'browser' }, { browserModel: 'absent' }).say).toBe('not in this browser');
  });
});

describe('modelStatusWords of a local model', () => {
  const at = (state: StoredModel['state'], id = 'gemma'): readonly StoredModel[] => [
    {
      model: {
        id,
        kind: 'chat',
        origin: { kind: 'folder', name: 'gemma' },
        contextTokens: 4096,
        memoryBytes: null,
        requiredFeatures: [],
        bufferBytes: null,
        lowResource: false,
        packageManifest: null,
      },
      backend: 'opfs',
      files: [],
      state,
      at: '2026-11-21T09:00:00.000Z',
    },
  ];
  const chat = (load: EngineState['chat']): EngineState => ({ ...emptyEngine, chat: load });
  const failed = (kind: ModelErrorKind) =>
    chat({ status: 'failed', id: 'gemma', error: { kind, code: '', message: 'It failed.', partialText: '' } });

  it('says when its files are missing, and nothing of it before anybody looked', () => {
    expect(words(gemma).say).toBe('loads with the first call');
    expect(words(gemma, { stored: [] })).toMatchObject({ say: 'not downloaded', matters: true, icon: 'warn' });
    expect(words(gemma, { stored: at('ready', 'another') }).say).toBe('not downloaded');
    expect(words(gemma, { stored: at('partial') }).say).toBe('not downloaded to the end');
    expect(words(gemma, { stored: at('damaged') }).say).toBe('damaged');
  });

  it('follows the engine while it loads, quietly', () => {
    const loading = chat({ status: 'loading', id: 'gemma', progress: 0.42, stage: 'weights' });
    expect(words(gemma, { stored: at('ready'), engine: loading })).toMatchObject({
      name: 'Local: gemma',
      say: 'loading weights 42 %',
      icon: 'chip',
      matters: false,
    });
    const testing = chat({ status: 'loading', id: 'gemma', progress: 1, stage: 'self-test' });
    expect(words(gemma, { stored: at('ready'), engine: testing }).say).toBe('self-test');
    expect(words(gemma, { stored: at('ready'), engine: chat({ status: 'loaded', id: 'gemma' }) }).say).toBe('ready');
    expect(words(practice, { settings: { alignmentModel: gemma }, engine: loading }).say).toBe(
      'alignment model loading weights 42 %',
    );
  });

  it('keeps quiet about a model that is loaded and not chosen', () => {
    const other = chat({ status: 'loading', id: 'another', progress: 0.1, stage: 'weights' });
    expect(words(gemma, { stored: at('ready'), engine: other }).say).toBe('loads with the first call');
  });

  it('says that the GPU failed, and tells it from other failures', () => {
    expect(words(gemma, { stored: at('ready'), engine: failed('device') })).toMatchObject({
      say: 'GPU failed',
      matters: true,
    });
    expect(words(gemma, { stored: at('ready'), engine: failed('internal') }).say).toBe('could not be loaded');
  });
});
