import type { DeviceSettings } from '../core/project/device-settings';
import { modelsConfig } from '../core/project/models-config';
import type { Kit } from './kit';

export function saveSettings(kit: Kit, settings: DeviceSettings): void {
  kit.set({ settings });
  configureModels(kit);
  saveQuietly(kit, kit.deps.device.saveSettings(settings));
}

/** Tells the worker what it needs to know; the keys go there and nowhere else. */
export function configureModels({ deps, get }: Kit): void {
  const { settings, key, serverKey } = get();
  deps.models.configure(modelsConfig(settings, { gemini: key, server: serverKey }));
  if (usesLocalModel(settings)) deps.appShell.keepEngine();
}

function usesLocalModel({ promptModel, alignmentModel }: DeviceSettings): boolean {
  return promptModel.provider === 'webllm' || alignmentModel?.provider === 'webllm';
}

export function saveQuietly(kit: Kit, saving: Promise<void>): void {
  saving.catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    kit.notify({
      title: 'This setting was not saved',
      body: `It holds until you close the tab. The browser's storage said: ${reason}`,
    });
  });
}
