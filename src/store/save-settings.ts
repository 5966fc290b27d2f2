import { isLocal } from '../core/model/model-ref';
import { forEachService } from '../core/model/provider-table';
import type { DeviceSettings } from '../core/project/device-settings';
import { modelsConfig } from '../core/project/models-config';
import type { ActionContext } from './context';

export function saveSettings(context: ActionContext, settings: DeviceSettings): void {
  context.set({ settings });
  configureModels(context);
  saveQuietly(context, context.deps.device.saveSettings(settings));
}

/** Tells the worker what it needs to know; the keys go there and nowhere else. */
export function configureModels({ deps, get }: ActionContext): void {
  const { settings, services } = get();
  deps.models.configure(
    modelsConfig(
      settings,
      forEachService((service) => services[service].key),
    ),
  );
  if (usesLocalModel(settings)) deps.appShell.keepEngine();
}

function usesLocalModel({ promptModel, alignmentModel }: DeviceSettings): boolean {
  return isLocal(promptModel) || (alignmentModel !== null && isLocal(alignmentModel));
}

export function saveQuietly(context: ActionContext, saving: Promise<void>): void {
  saving.catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    context.notify({
      title: 'This setting was not saved',
      body: `It holds until you close the tab. The browser's storage said: ${reason}`,
    });
  });
}
