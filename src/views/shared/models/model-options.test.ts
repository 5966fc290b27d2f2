import { describe, expect, it } from 'vitest';
import type { LocalModel, StoredModel } from '../../../core/local/local-model';
import { practiceModel } from '../../../core/model/model-ref';
import { forEachService } from '../../../core/model/provider-table';
import { defaultDeviceSettings } from '../../../core/project/device-settings';
import { localModelWith, storedModelWith } from '../../../testing/described-devices';
import { followModel, type ModelOffer, modelOptions } from './model-options';

const nothingListed = forEachService((): readonly string[] => []);
const flash = { provider: 'gemini', id: 'gemini-flash-latest' } as const;
const pro = { provider: 'gemini', id: 'gemini-pro-latest' } as const;
const llama = { provider: 'server', id: 'llama3.2' } as const;

function stored(id: string, state: StoredModel['state'], kind: LocalModel['kind'] = 'chat'): StoredModel {
  return storedModelWith(localModelWith({ id, kind, origin: { kind: 'folder', name: id } }), { state, files: [] });
}

interface Changes extends Partial<Omit<ModelOffer, 'settings'>> {
  readonly settings?: Partial<ModelOffer['settings']>;
}

function options({ settings, ...rest }: Changes = {}) {
  return modelOptions({
    settings: { ...defaultDeviceSettings, ...settings },
    listed: nothingListed,
    stored: [],
    browserModel: 'absent',
    ...rest,
  });
}

function labels(changes: Changes = {}) {
  return options(changes).map(({ label }) => label);
}

function enabled(changes: Changes = {}) {
  return options(changes).flatMap(({ value, disabled }) => (disabled ? [] : [value]));
}

const server = { ...defaultDeviceSettings.server, address: 'http://localhost:11434/v1', model: 'llama3.2' };

describe('modelOptions', () => {
  it('offers practice and the configured Gemini model before anything is listed', () => {
    expect(labels()).toEqual(['Practice model (built in)', 'Gemini: gemini-flash-latest']);
  });

  it('adds what the service lists, each once', () => {
    expect(labels({ listed: { ...nothingListed, gemini: ['gemini-pro-latest', 'gemini-flash-latest'] } })).toEqual([
      'Practice model (built in)',
      'Gemini: gemini-flash-latest',
      'Gemini: gemini-pro-latest',
    ]);
  });

  it('keeps a chosen model on offer when nothing lists it', () => {
    const alignmentModel = { provider: 'gemini', id: 'of-last-year' } as const;
    expect(options({ settings: { alignmentModel } }).map(({ value }) => value)).toContain('gemini/of-last-year');
  });

  it('offers local chat models that are whole, and says of the others why not', () => {
    const first = { path: 'a.bin', bytes: 100, md5: null, sha256: null, done: true };
    const local = [
      stored('gemma', 'ready'),
      { ...stored('llama', 'partial'), files: [first] },
      stored('phi', 'partial'),
      stored('qwen', 'damaged'),
      stored('arctic', 'ready', 'embedding'),
    ];
    expect(labels({ stored: local })).toEqual([
      'Practice model (built in)',
      'Local: gemma',
      'Local: llama (not downloaded to the end)',
      'Local: qwen (damaged: download it again)',
      'Gemini: gemini-flash-latest',
    ]);
    expect(enabled({ stored: local })).toEqual(['practice', 'webllm/gemma', 'gemini/gemini-flash-latest']);
  });

  it('says of a chosen local model that was deleted that it is not here, and nothing before anybody looked', () => {
    const settings = { promptModel: { provider: 'webllm', id: 'gemma' } } as const;
    expect(labels({ settings })).toContain('Local: gemma (not downloaded)');
    expect(labels({ settings, stored: null })).toContain('Local: gemma');
  });

  it("offers the browser's model where there is one", () => {
    expect(labels({ browserModel: 'available' })).toContain('Browser: built-in model');
    expect(labels({ browserModel: 'unavailable' })).not.toContain('Browser: built-in model');
    expect(enabled({ browserModel: 'downloadable' })).not.toContain('browser');
  });

  it('offers the models of a server that is set up', () => {
    expect(
      labels({ settings: { server }, listed: { ...nothingListed, server: ['llama3.2', 'qwen3'] } }).slice(2),
    ).toEqual(['Server: llama3.2', 'Server: qwen3']);
    expect(
      labels({ settings: { server: { ...server, address: '' } }, listed: { ...nothingListed, server: ['qwen3'] } }),
    ).toHaveLength(2);
  });

  it('greys out what would leave the device in private mode, and says why', () => {
    const settings = { server, privateMode: true };
    expect(labels({ settings })).toEqual([
      'Practice model (built in)',
      'Gemini: gemini-flash-latest (would leave this device)',
      'Server: llama3.2 (would leave this device)',
    ]);
    expect(enabled({ settings })).toEqual(['practice']);
  });
});

describe('a model that a project brings from another device', () => {
  const labels = (changes: Changes) => options(changes).map(({ label }) => label);

  it('is among the options, once', () => {
    expect(options({ held: pro }).map(({ value }) => value)).toContain('gemini/gemini-pro-latest');
    expect(options({ held: flash })).toHaveLength(2);
    expect(options({ held: null })).toHaveLength(2);
  });

  it('says why it cannot answer here', () => {
    expect(labels({ held: llama })).toContain('Server: llama3.2 (needs a server URL)');
    expect(labels({ held: { provider: 'browser' } })).toContain('Browser: built-in model (not in this browser)');
    expect(labels({ held: { provider: 'webllm', id: 'gemma' } })).toContain('Local: gemma (not downloaded)');
  });

  it('is greyed out in private mode when it would leave this device', () => {
    expect(options({ held: pro, settings: { privateMode: true } }).at(-1)).toMatchObject({
      label: 'Gemini: gemini-pro-latest (would leave this device)',
      disabled: true,
    });
  });
});

describe('followModel', () => {
  it('changes the choices that named the old model, and no others', () => {
    const change = { provider: 'gemini', from: 'gemini-flash-latest', to: 'gemini-9-flash' } as const;
    const followed = { provider: 'gemini', id: 'gemini-9-flash' };
    expect(followModel({ promptModel: flash, alignmentModel: pro }, change)).toEqual({
      promptModel: followed,
      alignmentModel: pro,
    });
    expect(followModel({ promptModel: practiceModel, alignmentModel: null }, change)).toEqual({
      promptModel: practiceModel,
      alignmentModel: null,
    });
  });

  it('does not take a model of another service for the one that changed', () => {
    const change = { provider: 'gemini', from: 'llama3.2', to: 'gemini-9-flash' } as const;
    expect(followModel({ promptModel: llama, alignmentModel: null }, change).promptModel).toEqual(llama);
  });
});
