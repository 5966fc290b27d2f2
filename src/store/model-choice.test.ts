import { describe, expect, it } from 'vitest';
import type { BrowserModelAvailability } from '../core/model/browser-model';
import { ModelError } from '../core/model/model-error';
import type { ModelRef } from '../core/model/model-ref';
import { defaultDeviceSettings } from '../core/project/device-settings';
import { StorageFullError } from '../core/project/repository';
import { absentDevices } from '../testing/absent-devices';
import { memoryStorage, openStudio } from '../testing/open-studio';
import { scriptedModel } from '../testing/scripted-model';
import { gate, turns } from '../testing/turns';

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

const local: ModelRef = { provider: 'webllm', id: 'gemma-2-2b-it-q4f16_1-MLC' };

async function open({
  browserModel = 'absent' as BrowserModelAvailability,
  stored = false,
  asked = Promise.resolve(),
} = {}) {
  const storage = memoryStorage();
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
