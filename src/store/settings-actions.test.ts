import { describe, expect, it } from 'vitest';
import { type DeviceSettings, defaultDeviceSettings } from '../core/project/device-settings';
import { buildStudio, memoryStorage, openStudio } from '../testing/open-studio';
import { turns } from '../testing/turns';

describe('settings of another tab', () => {
  it('bring the key that is remembered on the device, and go to the models with it', async () => {
    const { state, storage, configs, there } = await openWithOtherTab();
    await storage.device.saveKey('gemini', 'AQ.remembered');
    await there({ ...state().settings, gemini: { ...state().settings.gemini, rememberKey: true } });
    expect(state().services.gemini.key).toBe('AQ.remembered');
    expect(configs.at(-1)?.services.gemini.key).toBe('AQ.remembered');
  });

  it('leave the key of this tab alone when none is remembered', async () => {
    const { state, actions, storage, there } = await openWithOtherTab();
    await storage.device.saveKey('gemini', 'AQ.left-over');
    actions.services.setKey('gemini', 'AQ.of-this-tab');
    await there({ ...state().settings, theme: 'dark' });
    expect(state().services.gemini.key).toBe('AQ.of-this-tab');
  });
});

describe('settings that are slow to arrive', () => {
  it('are not lost to a choice that is made before', async () => {
    const stored = { ...defaultDeviceSettings, feedbackApplies: 'review' } as const;
    const storage = memoryStorage();
    await storage.device.saveSettings(stored);
    const { state, actions } = buildStudio({ storage });
    const booted = actions.project.boot();
    actions.settings.updateSettings({ theme: 'dark' });
    await booted;
    expect(state().settings).toEqual({ ...stored, theme: 'dark' });
    expect(await storage.device.loadSettings()).toEqual({ ...stored, theme: 'dark' });
  });
});

/** `there` is what another tab saves of the settings. */
async function openWithOtherTab() {
  let heard: (settings: DeviceSettings) => void = () => {};
  const storage = memoryStorage();
  storage.device.onSettingsChange = (listener) => {
    heard = listener;
    return () => {};
  };
  return {
    ...(await openStudio({ storage })),
    async there(settings: DeviceSettings) {
      heard(settings);
      await turns();
    },
  };
}
