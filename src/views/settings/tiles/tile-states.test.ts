import { describe, expect, it } from 'vitest';
import type { StoredModel } from '../../../core/local/local-model';
import { withFailure } from '../../../core/model/lasting-failures';
import type { ModelErrorData } from '../../../core/model/model-error';
import type { ModelRef } from '../../../core/model/model-ref';
import { type DeviceSettings, defaultDeviceSettings } from '../../../core/project/device-settings';
import { blankServices } from '../../../store/service-state';
import { localModelWith, storedModelWith } from '../../../testing/described-devices';
import { browserTile, geminiTile, localTile, serverTile } from './tile-states';

const flash: ModelRef = { provider: 'gemini', id: 'gemini-flash-latest' };
const llama: ModelRef = { provider: 'server', id: 'llama' };
const error: ModelErrorData = { kind: 'bad-key', code: '400', message: 'No.', partialText: '' };
const address = 'http://localhost:11434/v1';

const settings = (change: Partial<DeviceSettings> = {}): DeviceSettings => ({ ...defaultDeviceSettings, ...change });
const around = (given: DeviceSettings) => ({
  settings: given,
  services: { ...blankServices, gemini: { key: 'k' } },
  stored: null,
  browserModel: 'absent' as const,
  failures: new Map(),
  online: true,
  now: 0,
});

describe('the tile of Gemini', () => {
  const tile = (change: Partial<Parameters<typeof geminiTile>[0]> = {}) => {
    const given = change.settings ?? settings();
    return geminiTile({
      settings: given,
      surroundings: around(given),
      connection: { status: 'untested' },
      listing: { status: 'unknown' },
      answered: false,
      keyCheck: { status: 'unchecked' },
      ...change,
    });
  };

  it('goes from no key to a model that answers, a step at a time', () => {
    const noKey = { ...around(settings()), services: { ...blankServices, gemini: { key: '' } } };
    expect(tile({ surroundings: noKey })).toMatchObject({ say: 'Needs a key', step: 'enter' });
    expect(tile()).toMatchObject({ say: 'Key not checked yet', step: 'check' });
    expect(tile({ answered: true })).toMatchObject({ say: 'Connected: gemini-flash-latest' });
    expect(tile({ keyCheck: { status: 'checking' } })).toMatchObject({ step: 'wait' });
    const keyCheck = { status: 'accepted', model: flash.id, replaced: null } as const;
    expect(tile({ keyCheck })).toMatchObject({ say: 'Connected: gemini-flash-latest', step: 'use', tone: 'good' });
    expect(tile({ keyCheck, settings: settings({ promptModel: flash }) })).toMatchObject({ step: 'in-use' });
  });

  it('says what is wrong, and leads to what mends it', () => {
    const refused = { ...around(settings()), failures: withFailure(new Map(), flash, error) };
    expect(tile({ surroundings: refused })).toMatchObject({ say: 'Key refused', step: 'correct', tone: 'bad' });
    const spent = withFailure(new Map(), flash, { ...error, kind: 'rate-limited-day' });
    expect(tile({ surroundings: { ...around(settings()), failures: spent } })).toMatchObject({
      say: 'Quota spent',
      step: 'other-model',
    });
    expect(tile({ surroundings: { ...around(settings()), online: false } })).toMatchObject({ say: 'Offline' });
  });

  it('is off in private mode, whatever else holds', () => {
    expect(tile({ settings: settings({ privateMode: true }) })).toMatchObject({ step: 'private', icon: 'lock' });
  });
});

describe('the tile of a server', () => {
  const tile = (server: Partial<DeviceSettings['server']>, change: Partial<Parameters<typeof serverTile>[0]> = {}) => {
    const given = settings({ server: { ...defaultDeviceSettings.server, ...server }, ...change.settings });
    return serverTile({
      connection: { status: 'untested' },
      listing: { status: 'unknown' },
      answered: false,
      ...change,
      settings: given,
      surroundings: around(given),
    });
  };

  it('asks for the address, then for a model, then for a test', () => {
    expect(tile({})).toMatchObject({ say: 'Not set up', step: 'enter' });
    expect(tile({ address })).toMatchObject({ say: 'No model chosen yet', step: 'enter' });
    expect(tile({ address, model: 'llama' })).toMatchObject({ say: 'Not tested yet', step: 'check' });
    const connection = { status: 'answered', model: 'llama', tookMs: 1 } as const;
    expect(tile({ address, model: 'llama' }, { connection })).toMatchObject({ say: 'Connected: llama', step: 'use' });
  });

  it('says that the test failed', () => {
    const connection = { status: 'failed', error: { ...error, kind: 'bad-request' } } as const;
    expect(tile({ address, model: llama.id }, { connection })).toMatchObject({ step: 'help', tone: 'bad' });
  });
});

describe('the tile of local models', () => {
  const stored = (state: StoredModel['state']) => storedModelWith(localModelWith({ id: 'gemma' }), { state });
  const tile = (change: Partial<Parameters<typeof localTile>[0]>) => {
    const given = change.settings ?? settings();
    return localTile({
      settings: given,
      surroundings: { ...around(given), stored: change.stored ?? [] },
      transfer: null,
      stored: [],
      refusal: null,
      looked: true,
      best: 'Gemma 2 2B',
      nameOf: (id) => id,
      ...change,
    });
  };

  it('offers the one that fits best, follows its download, and lets it answer', () => {
    expect(tile({})).toMatchObject({ step: 'fetch', say: expect.stringContaining('Gemma 2 2B') });
    const fetching = { status: 'fetching', path: 'a', doneBytes: 40, totalBytes: 100, bytesPerSecond: null } as const;
    expect(tile({ transfer: { name: 'Gemma', transfer: fetching } }).say).toBe('Downloading 40%: Gemma');
    expect(tile({ stored: [stored('ready')] })).toMatchObject({ step: 'use', say: 'On this device: gemma' });
    const chosen = settings({ promptModel: { provider: 'webllm', id: 'gemma' } });
    expect(tile({ stored: [stored('ready')], settings: chosen })).toMatchObject({ step: 'in-use' });
  });

  it('says why none can run here', () => {
    expect(tile({ refusal: 'No usable GPU' })).toMatchObject({ step: 'help', say: 'No usable GPU' });
    expect(tile({ best: null })).toMatchObject({ step: 'help', say: 'No model fits this device' });
    expect(tile({ looked: false })).toMatchObject({ step: 'wait' });
  });
});

describe('the tile of the browser’s model', () => {
  it.each([
    ['absent', 'Not in this browser', 'help'],
    ['unavailable', 'Not on this device', 'help'],
    ['downloadable', 'Not downloaded by the browser yet', 'fetch'],
    ['available', 'Ready', 'use'],
  ] as const)('says of one that is %s: %s', (browserModel, say, step) => {
    const download = { status: 'idle' } as const;
    expect(browserTile({ settings: settings(), browserModel, download })).toMatchObject({ say, step });
  });

  it('counts while the browser downloads it', () => {
    const download = { status: 'preparing', progress: 0.4 } as const;
    expect(browserTile({ settings: settings(), browserModel: 'downloadable', download }).say).toBe('Downloading 40%');
  });
});
