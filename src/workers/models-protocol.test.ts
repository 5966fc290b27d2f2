import { describe, expect, it } from 'vitest';
import { nothingSpent } from '../core/model/spending';
import { defaultDeviceSettings } from '../core/project/device-settings';
import { modelsConfig } from '../core/project/models-config';
import { aRequest } from '../testing/stepwise-model';
import { readFromWorker, readToWorker } from './models-protocol';

const config = modelsConfig(
  { ...defaultDeviceSettings, budget: { calls: 5, tokens: null } },
  { gemini: 'sk', server: 'sk-server' },
);

describe('readToWorker', () => {
  it('takes a start with everything that its request carries', () => {
    const message = {
      type: 'start',
      id: '1',
      ref: { provider: 'practice' },
      request: aRequest({ settings: { seed: 1 } }),
    };
    expect(readToWorker(message)).toEqual(message);
  });

  it('takes a configuration, and of it what it knows', () => {
    expect(readToWorker({ type: 'configure', config, spent: nothingSpent })).toMatchObject({
      config: {
        gemini: { key: 'sk', requestsPerMinute: 60 },
        budget: { calls: 5, tokens: null },
        server: { key: 'sk-server' },
        privateMode: false,
      },
    });
  });

  it.each([
    ['no message', null],
    ['a text', 'start'],
    ['an unknown type', { type: 'stop', id: '1' }],
    ['no id', { type: 'abort' }],
    ['an empty id', { type: 'abort', id: '' }],
    ['an unknown provider', { type: 'start', id: '1', ref: { provider: 'other' }, request: aRequest() }],
    [
      'a request without a prompt',
      { type: 'start', id: '1', ref: { provider: 'practice' }, request: { purpose: 'respond' } },
    ],
    [
      'a limit of nothing',
      {
        type: 'configure',
        config: { ...config, gemini: { ...config.gemini, requestsPerMinute: 0 } },
        spent: nothingSpent,
      },
    ],
  ])('refuses %s', (_name, data) => {
    expect(readToWorker(data)).toBeUndefined();
  });
});

describe('readFromWorker', () => {
  it('hands events on as they are, without walking through them', () => {
    const events = [{ type: 'text', text: 'Hello' }];
    const message = readFromWorker({ type: 'events', id: '1', events });
    expect(message?.type === 'events' && message.events).toBe(events);
  });

  it.each([
    ['no message', undefined],
    ['events that are none', { type: 'events', id: '1', events: 'Hello' }],
    ['a failure without a kind', { type: 'failed', id: '1', error: { message: 'Oh.' } }],
  ])('refuses %s', (_name, data) => {
    expect(readFromWorker(data)).toBeUndefined();
  });
});
