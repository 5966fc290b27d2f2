import type { BrowserModelAvailability } from '../core/model/browser-model';
import { modelOfBrowser } from '../core/model/model-ref';
import { type ServiceId, serviceIds, serviceName } from '../core/model/provider-table';
import { serverOrigin } from '../core/model/server-origin';
import type { DeviceSettings } from '../core/project/device-settings';
import type { ActionContext } from './context';
import { errorData } from './model-choice';
import { configureModels, saveQuietly, saveSettings } from './save-settings';
import { changeService, nothingKnown } from './service-state';

export interface SettingsActions {
  /** Tells the worker the present settings and keys. */
  configureModels(): void;
  updateSettings(change: Partial<DeviceSettings>): void;
  /** Has the browser fetch the model that comes with it. */
  prepareBrowserModel(): void;
  clearCalls(): void;
  /** Calls that wait for the end of a pause are made now. */
  tryNow(): void;
  /** Another tab changed the settings, or a key that is remembered. */
  foreignSettings(settings: DeviceSettings): Promise<void>;
}

export function settingsActions(context: ActionContext): SettingsActions {
  const { get, set } = context;

  return {
    configureModels() {
      configureModels(context);
    },
    updateSettings(change) {
      saveSettings(context, { ...get().settings, ...change });
    },
    prepareBrowserModel: () => void prepareBrowserModel(context),
    tryNow: () => context.deps.models.tryNow(),
    clearCalls() {
      set({ calls: get().calls.filter((call) => call.outcome.status === 'running') });
    },
    async foreignSettings(settings) {
      const { settings: before } = get();
      set({ settings });
      for (const service of serviceIds.filter((one) => settings[one].address !== before[one].address)) {
        changeService(context, service, nothingKnown);
        if (get().askedAddress?.owner === service) set({ askedAddress: null });
        if (serverOrigin(settings[service].address) !== serverOrigin(before[service].address))
          leaveKey(context, service);
      }
      configureModels(context);
      await Promise.all(
        serviceIds.map((service) => foreignKey(context, service, { wasRemembered: before[service].rememberKey })),
      );
    },
  };
}

/** What was typed here was meant for the address that this tab showed, and nobody here has seen the other one yet. */
function leaveKey(context: ActionContext, service: ServiceId): void {
  const { settings, services } = context.get();
  if (settings[service].rememberKey || services[service].key === '') return;
  changeService(context, service, { key: '' });
  context.notify({
    title: `The address of ${serviceName(service)} was changed in another tab`,
    body: 'The key that was entered in this tab was for the earlier address, and was taken out here. If it is meant for the new one, enter it again in Settings.',
  });
}

/** A key that another tab remembers, or no longer has. */
async function foreignKey(
  context: ActionContext,
  service: ServiceId,
  { wasRemembered }: { readonly wasRemembered: boolean },
): Promise<void> {
  const { deps, get } = context;
  const isRemembered = () => get().settings[service].rememberKey;
  const present = () => get().services[service].key;
  const key = present();
  if (!isRemembered()) return;
  const remembered = await deps.device.loadKey(service).catch(() => null);
  // A key that is typed here meanwhile is newer.
  if (remembered === null || remembered === key || present() !== key || !isRemembered()) return;
  // The other tab asked for keys to be remembered and has none; this one has.
  if (remembered === '' && !wasRemembered) return saveQuietly(context, deps.device.saveKey(service, key));
  changeService(context, service, { key: remembered, ...nothingKnown });
  configureModels(context);
}

async function prepareBrowserModel(context: ActionContext): Promise<void> {
  const { deps, get, set } = context;
  if (get().browserDownload.status === 'preparing') return;
  const tell = (progress: number | null) => set({ browserDownload: { status: 'preparing', progress } });
  tell(null);
  try {
    await deps.prepareBrowserModel(tell);
    set({ browserDownload: { status: 'idle' } });
  } catch (error) {
    set({ browserDownload: { status: 'failed', error: errorData(error) } });
  }
  set({ browserModel: await askBrowser(context) });
}

/** Asks the browser whether it brings a model: where it answers at once, it takes the practice model's place on a first visit. */
export async function findBrowserModel(
  context: ActionContext,
  { firstVisit }: { readonly firstVisit: boolean },
): Promise<void> {
  const { get, set } = context;
  const before = get().settings;
  const browserModel = await askBrowser(context);
  set({ browserModel });
  const { settings, project } = get();
  const sameModels = settings.promptModel === before.promptModel && settings.alignmentModel === before.alignmentModel;
  // Somebody who has chosen a model, or run something, by now keeps what they see.
  const untouched = sameModels && project.turns.length === 0 && !context.work.isRunning('project');
  if (firstVisit && untouched && browserModel === 'available')
    saveSettings(context, { ...settings, promptModel: modelOfBrowser });
}

/** Code that cannot be loaded is no model either. */
async function askBrowser({ deps }: ActionContext): Promise<BrowserModelAvailability> {
  try {
    return await deps.browserModel();
  } catch {
    return 'unavailable';
  }
}
