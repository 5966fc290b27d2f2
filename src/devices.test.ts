import { describe, expect, it } from 'vitest';
import type { BrowserModelAvailability } from './core/model/browser-model';
import { ModelError } from './core/model/model-error';
import type { ModelRef } from './core/model/model-ref';
import { defaultDeviceSettings } from './core/project/device-settings';
import { StorageFullError } from './core/project/repository';
import { createMemoryStorage } from './persistence/memory-storage';
import { absentDevices } from './testing/absent-devices';
import { openStudio } from './testing/open-studio';
import { scriptedModel } from './testing/scripted-model';
import { gate, turns } from './testing/turns';

describe('a first visit', () => {
  it('begins with the browser’s own model where that answers at once', async () => {
    const { state } = await open({ browserModel: 'available' });
    expect(state().settings.promptModel).toEqual({ provider: 'browser' });
  });

  it.each<BrowserModelAvailability>(['downloadable', 'downloading', 'unavailable', 'absent'])(
    'begins with the practice model where the browser’s is %s',
    async (browserModel) => {
      const { state } = await open({ browserModel });
      expect(state().settings.promptModel).toEqual({ provider: 'practice' });
      expect(state().browserModel).toBe(browserModel);
    },
  );
});

describe('a first visit with a browser that is slow to tell of its model', () => {
  it('begins with that model also when the tour was left meanwhile', async () => {
    const asked = gate();
    const { state, actions } = await open({ browserModel: 'available', asked: asked.passed });
    actions.settings.updateSettings({ tourSeen: true });
    asked.open();
    await turns();
    expect(state().settings).toMatchObject({ promptModel: { provider: 'browser' }, tourSeen: true });
  });

  it('keeps a model that was chosen meanwhile', async () => {
    const asked = gate();
    const { state, actions } = await open({ browserModel: 'available', asked: asked.passed });
    actions.settings.updateSettings({ promptModel: local });
    asked.open();
    await turns();
    expect(state().settings.promptModel).toEqual(local);
  });

  it('takes one whose code cannot be loaded for none', async () => {
    const { state } = await open({ asked: Promise.reject(new TypeError('Failed to fetch')) });
    expect(state()).toMatchObject({ browserModel: 'unavailable', settings: { promptModel: { provider: 'practice' } } });
  });
});

describe('a later visit', () => {
  it('keeps the model that was chosen, whatever the browser brings', async () => {
    const { state } = await open({ browserModel: 'available', stored: true });
    expect(state().settings.promptModel).toEqual({ provider: 'practice' });
  });
});

describe('the browser’s model', () => {
  it('is there once it was prepared', async () => {
    const { state, actions, shell } = await open({ browserModel: 'downloadable' });
    shell.browserModel = 'available';
    actions.settings.prepareBrowserModel();
    await turns();
    expect(state()).toMatchObject({ browserModel: 'available', browserDownload: { status: 'idle' } });
  });

  it('says why it could not be prepared', async () => {
    const { state, actions, shell } = await open({ browserModel: 'downloadable' });
    shell.prepare = async () => {
      throw new ModelError({ kind: 'device', code: 'X', message: 'There is no room on the disk for it.' });
    };
    actions.settings.prepareBrowserModel();
    await turns();
    expect(state().browserDownload).toMatchObject({ status: 'failed', error: { message: /no room/ } });
  });
});

describe('the engine of local models', () => {
  it('is kept for offline use once a local model is chosen, and not before', async () => {
    const { actions, shell } = await open();
    actions.settings.updateSettings({ theme: 'dark' });
    expect(shell.engineKept).toBe(0);
    actions.settings.updateSettings({ alignmentModel: local });
    expect(shell.engineKept).toBe(1);
  });

  it('is kept when another tab has chosen the model', async () => {
    const { actions, shell } = await open();
    await actions.settings.foreignSettings({ ...defaultDeviceSettings, promptModel: local });
    expect(shell.engineKept).toBe(1);
  });
});

describe('an update of the app', () => {
  it('waits until everything is saved', async () => {
    const { actions, shell, storage, state } = await open();
    actions.align.setPreamble('Written a moment ago.');
    await actions.shell.updateApp();
    expect(shell.updates).toBe(1);
    expect((await storage.projects.load(state().project.id))?.project.prompt.preamble).toBe('Written a moment ago.');
  });

  it('does not reload over work that could not be saved', async () => {
    const { actions, shell, storage, state } = await open();
    storage.projects.save = () => Promise.reject(new StorageFullError('Full.'));
    actions.align.setPreamble('Not saved.');
    await actions.shell.updateApp();
    expect(shell.updates).toBe(0);
    expect(state().notices.at(-1)?.title).toBe('The new version waits');
  });
});

describe('an OpenAI-compatible server', () => {
  it('gets a key of its own, which the device remembers only when asked', async () => {
    const { actions, configs, storage } = await open();
    actions.services.setKey('of-gemini');
    actions.services.setServerKey('of-server');
    expect(configs.at(-1)).toMatchObject({ gemini: { key: 'of-gemini' }, server: { key: 'of-server' } });
    expect(await storage.device.loadKey('server')).toBe('');
    actions.services.updateServer({ rememberKey: true });
    expect(await storage.device.loadKey('server')).toBe('of-server');
    expect(await storage.device.loadKey('gemini')).toBe('');
  });

  it('is forgotten with all that was known of it when its address changes', async () => {
    const { actions, state } = await open();
    actions.services.updateServer({ url: 'http://localhost:1/v1', model: 'm' });
    actions.services.testServerConnection();
    await turns();
    expect(state().serverConnection).toMatchObject({ status: 'answered', model: 'm' });
    actions.services.updateServer({ url: 'http://localhost:2/v1' });
    expect(state()).toMatchObject({ serverConnection: { status: 'untested' }, serverModels: { status: 'unknown' } });
  });

  it('leaves what is known of Gemini alone', async () => {
    const { actions, state } = await open();
    actions.services.testConnection();
    await turns();
    actions.services.updateServer({ url: 'http://localhost:2/v1' });
    expect(state().connection.status).toBe('answered');
  });
});

describe('a key whose service gets another address', () => {
  it.each([
    ['Gemini', 'https://generativelanguage.googleapis.com', 'https://gateway.example'],
    ['Gemini', 'https://gateway.example/a', 'http://gateway.example/a'],
    ['the server', 'https://models.example/v1', 'https://models.example:8443/v1'],
    ['the server', 'http://localhost:11434/v1', 'http://localhost:1234/v1'],
  ])('goes along only once the author agrees (%s, from %s to %s)', async (name, from, to) => {
    const { configs, state, actions, enter, move, sent } = await keyed(name, from);
    enter('the-key-of-it');
    move(to);
    expect(sent()).toEqual({ key: 'the-key-of-it', address: from });
    expect(state().askedAddress?.address).toBe(to);
    expect(JSON.stringify(configs)).not.toContain(to);
    actions.services.answerAskedAddress('with-key');
    expect(sent()).toEqual({ key: 'the-key-of-it', address: to });
    expect(state().askedAddress).toBeNull();
  });

  it('stays where it was when the author takes it back', async () => {
    const { state, actions, enter, move, sent } = await keyed('Gemini', 'https://gateway.example');
    enter('the-key-of-it');
    move('https://elsewhere.example');
    actions.services.answerAskedAddress('stay');
    expect(sent()).toEqual({ key: 'the-key-of-it', address: 'https://gateway.example' });
    expect(state().askedAddress).toBeNull();
  });

  it('is taken out, on the device too, where the address is used without it', async () => {
    const { actions, storage, enter, move, sent } = await keyed('the server', 'https://models.example/v1');
    actions.services.updateServer({ rememberKey: true });
    enter('the-key-of-it');
    move('https://elsewhere.example/v1');
    actions.services.answerAskedAddress('without-key');
    expect(sent()).toEqual({ key: '', address: 'https://elsewhere.example/v1' });
    expect(await storage.device.loadKey('server')).toBe('');
  });

  it('is asked about after the address was empty for a while', async () => {
    const { state, enter, move, sent } = await keyed('the server', 'https://models.example/v1');
    enter('the-key-of-it');
    move('');
    move('https://elsewhere.example/v1');
    expect(sent()).toEqual({ key: 'the-key-of-it', address: '' });
    expect(state().askedAddress?.address).toBe('https://elsewhere.example/v1');
  });

  it.each([
    ['only the path differs', 'https://models.example/v1', 'https://models.example/openai/v1'],
    ['it was entered before any address', '', 'https://models.example/v1'],
  ])('goes along unasked where %s', async (_why, from, to) => {
    const { enter, move, sent } = await keyed('the server', from);
    enter('the-key-of-it');
    move(to);
    expect(sent()).toEqual({ key: 'the-key-of-it', address: to });
  });

  it('asks nothing once it is gone', async () => {
    const { state, enter, move, sent } = await keyed('the server', 'https://models.example/v1');
    enter('the-key-of-it');
    move('https://elsewhere.example/v1');
    enter('');
    expect(sent()).toEqual({ key: '', address: 'https://elsewhere.example/v1' });
    expect(state().askedAddress).toBeNull();
  });

  async function keyed(name: string, from: string) {
    const opened = await open();
    const { actions, configs } = opened;
    const ofGemini = name === 'Gemini';
    const move = (address: string) =>
      ofGemini ? actions.services.updateGemini({ endpoint: address }) : actions.services.updateServer({ url: address });
    const sent = () => {
      const last = configs.at(-1);
      return ofGemini
        ? { key: last?.gemini.key, address: last?.gemini.endpoint }
        : { key: last?.server.key, address: last?.server.url };
    };
    move(from);
    return { ...opened, enter: ofGemini ? actions.services.setKey : actions.services.setServerKey, move, sent };
  }
});

describe('a key in two tabs', () => {
  it('is not sent to an address that another tab has entered', async () => {
    const { actions, configs, state } = await open();
    actions.services.updateServer({ url: 'https://models.example/v1' });
    actions.services.setServerKey('for-models.example');
    const { settings } = state();
    await actions.settings.foreignSettings({
      ...settings,
      server: { ...settings.server, url: 'https://other.example/v1' },
    });
    const { server } = configs.find((config) => config.server.url === 'https://other.example/v1') ?? {};
    expect(server?.key).toBe('');
    expect(state().serverKey).toBe('');
    expect(state().notices.at(-1)?.title).toBe('The address of the server was changed in another tab');
  });

  it('stays where only the path of its service was changed in another tab', async () => {
    const { actions, state } = await open();
    actions.services.updateServer({ url: 'https://models.example/v1' });
    actions.services.setServerKey('for-models.example');
    const { settings } = state();
    await actions.settings.foreignSettings({
      ...settings,
      server: { ...settings.server, url: 'https://models.example/v2' },
    });
    expect(state().serverKey).toBe('for-models.example');
  });

  it('is gone here when another tab takes out the one that is remembered', async () => {
    const { actions, configs, state, storage } = await open();
    actions.services.updateGemini({ rememberKey: true });
    actions.services.setKey('remembered');
    await storage.device.saveKey('gemini', '');
    await actions.settings.foreignSettings(state().settings);
    expect(state().key).toBe('');
    expect(configs.at(-1)?.gemini.key).toBe('');
  });

  it('is remembered from here when another tab asks for that and has none', async () => {
    const { actions, state, storage } = await open();
    actions.services.setKey('typed-here');
    const { settings } = state();
    await actions.settings.foreignSettings({ ...settings, gemini: { ...settings.gemini, rememberKey: true } });
    expect(state().key).toBe('typed-here');
    expect(await storage.device.loadKey('gemini')).toBe('typed-here');
  });

  it('stays when the storage cannot be read', async () => {
    const { actions, state, storage } = await open();
    actions.services.updateGemini({ rememberKey: true });
    actions.services.setKey('remembered');
    storage.device.loadKey = () => Promise.reject(new Error('The disk is gone.'));
    await actions.settings.foreignSettings(state().settings);
    expect(state().key).toBe('remembered');
  });
});

const local: ModelRef = { provider: 'webllm', id: 'gemma-2-2b-it-q4f16_1-MLC' };

async function open({
  browserModel = 'absent' as BrowserModelAvailability,
  stored = false,
  asked = Promise.resolve(),
} = {}) {
  const storage = createMemoryStorage();
  if (stored) await storage.device.saveSettings(defaultDeviceSettings);
  const shell = { engineKept: 0, updates: 0, browserModel, prepare: async () => {} };
  const opened = await openStudio({
    model: scriptedModel({ replies: () => 'ready' }),
    storage,
    browserModel: async () => {
      await asked;
      return shell.browserModel;
    },
    prepareBrowserModel: () => shell.prepare(),
    appShell: {
      ...absentDevices.appShell,
      keepEngine: () => {
        shell.engineKept += 1;
      },
      update: () => {
        shell.updates += 1;
      },
    },
  });
  await turns();
  return { ...opened, shell };
}
