import { describe, expect, it } from 'vitest';
import type { StoredModel } from '../../core/local/local-model';
import { type EngineState, emptyEngine } from '../../core/model/engine-state';
import type { WaitReason } from '../../core/model/language-model';
import { withFailure } from '../../core/model/lasting-failures';
import type { ModelErrorKind } from '../../core/model/model-error';
import type { ModelRef } from '../../core/model/model-ref';
import { defaultDeviceSettings } from '../../core/project/device-settings';
import { blankServices } from '../../store/service-state';
import { localModelWith, storedModelWith } from '../../testing/described-devices';
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
    ...withKey(''),
    status: { state: 'ready' },
    stored: null,
    browserModel: 'unknown',
    engine: emptyEngine,
    failures: new Map(),
    online: true,
    now: Date.parse('2026-11-21T09:00:00.000Z'),
    ...rest,
  });
}

function withKey(key: string) {
  return { services: { ...blankServices, gemini: { key } } };
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
    expect(words(gemini, { ...withKey('k') })).toMatchObject({ name: 'Gemini: gemini-flash-latest', say: 'ready' });
    expect(words(gemini, { ...withKey(' ') })).toMatchObject({ say: 'needs a key', matters: true });
  });

  it('tells which of the two models lacks the key', () => {
    expect(words(practice, { settings: { alignmentModel: gemini } }).say).toBe('alignment model needs a key');
  });

  it('counts calls, and keeps quiet about them', () => {
    expect(words(practice, { status: { state: 'busy', calls: 1 } }).say).toBe('1 call running');
    const three = words(practice, { status: { state: 'busy', calls: 3 } });
    expect(three).toMatchObject({ say: '3 calls running', matters: false });
  });

  it('hands on until when calls wait, and says when the models were restarted', () => {
    const until = '2026-11-21T09:30:38.000Z';
    const reason = 'paused by Gemini’s rate limit';
    const waiting = (cause: WaitReason) =>
      words(gemini, { ...withKey('k'), status: { state: 'waiting', until, cause, reason } });
    expect(waiting('rate-limit')).toMatchObject({ until, say: `${reason},`, matters: true });
    expect(waiting('queue').say).toBe('waiting for the rate limit,');
    expect(waiting('retry').say).toBe('trying again in');
    const restarted = words(gemini, { ...withKey('k'), status: { state: 'restarted', reason: 'It stopped.' } });
    expect(restarted).toMatchObject({ say: 'restarted', matters: true });
  });

  it('asks for the URL of a server that is chosen', () => {
    expect(words(server)).toMatchObject({ name: 'Server: llama3.2', say: 'needs a server URL', matters: true });
    const url = 'http://localhost:11434/v1';
    expect(words(server, { settings: { server: { ...defaultDeviceSettings.server, address: url } } }).say).toBe(
      'ready',
    );
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

describe('modelStatusWords of a service that failed', () => {
  const noon = '2026-11-21T12:00:00.000Z';
  const having = (ref: ModelRef, kind: ModelErrorKind, until?: string) => ({
    ...withKey('k'),
    now: Date.parse(noon),
    failures: withFailure(new Map(), ref, {
      kind,
      code: '',
      message: '',
      partialText: '',
      ...(until !== undefined && { until }),
    }),
  });

  it('says that the key was refused, that nothing is left to pay with, that nobody answers', () => {
    expect(words(gemini, having(gemini, 'bad-key'))).toMatchObject({ say: 'key refused', matters: true, icon: 'warn' });
    expect(words(gemini, having(gemini, 'no-credit')).say).toBe('no credit left');
    expect(words(gemini, having(gemini, 'unreachable')).say).toBe('cannot be reached');
    expect(words(gemini, having(gemini, 'token-limit')).say, 'another prompt may fit').toBe('ready');
  });

  it('says until when a quota is spent, and is ready from then on', () => {
    const until = '2026-11-22T08:00:00.000Z';
    const spent = having(gemini, 'rate-limited-day', until);
    expect(words(gemini, spent).say).toMatch(/^quota spent until 22 Nov, \d\d:00$/);
    expect(words(gemini, { ...spent, now: Date.parse(until) }).say).toBe('ready');
    const tonight = having(gemini, 'rate-limited-day', '2026-11-21T12:30:00.000Z');
    expect(words(gemini, tonight).say).toMatch(/^quota spent until \d\d:\d\d$/);
  });

  it('speaks of the alignment model where that one failed', () => {
    const settings = { alignmentModel: gemini };
    expect(words(practice, { ...having(gemini, 'bad-key'), settings }).say).toBe('alignment model key refused');
  });

  it('is offline without a network, but for what answers on this computer', () => {
    const at = (url: string) => ({
      online: false,
      settings: { server: { ...defaultDeviceSettings.server, address: url } },
    });
    expect(words(gemini, { ...withKey('k'), online: false })).toMatchObject({ say: 'offline', matters: true });
    expect(words(server, at('http://gpu-box.local:8080/v1')).say).toBe('offline');
    for (const url of ['http://localhost:11434/v1', 'http://127.0.0.1:1/v1', 'http://[::1]:1/v1'])
      expect(words(server, at(url)).say, url).toBe('ready');
    expect(words(practice, { online: false }).say).toBe('rule-based');
  });
});

describe('modelStatusWords of a local model', () => {
  const at = (state: StoredModel['state'], id = 'gemma') => [
    storedModelWith(localModelWith({ id, origin: { kind: 'folder', name: 'gemma' } }), { state }),
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
      say: 'loading 42%',
      icon: 'chip',
      matters: false,
    });
    const testing = chat({ status: 'loading', id: 'gemma', progress: 1, stage: 'self-test' });
    expect(words(gemma, { stored: at('ready'), engine: testing }).say).toBe('self-test');
    expect(words(gemma, { stored: at('ready'), engine: chat({ status: 'loaded', id: 'gemma' }) }).say).toBe('ready');
    expect(words(practice, { settings: { alignmentModel: gemma }, engine: loading }).say).toBe(
      'alignment model loading 42%',
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
