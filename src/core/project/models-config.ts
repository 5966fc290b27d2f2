import type { ModelsConfig } from '../model/models-port';
import { forEachService, type ServiceId } from '../model/provider-table';
import type { DeviceSettings } from './device-settings';

/** What the models worker needs to know: settings, and the keys, which go there and nowhere else. Absent: there is none. */
export function modelsConfig(
  settings: DeviceSettings,
  keys: Partial<Readonly<Record<ServiceId, string>>>,
): ModelsConfig {
  const services = forEachService((service) => {
    const { model: _model, rememberKey: _rememberKey, ...config } = settings[service];
    return { ...config, key: keys[service] ?? '' };
  });
  const { privateMode, budget, thinking } = settings;
  return {
    // Cast: what one service alone is set to went along with the rest of its settings.
    services: services as ModelsConfig['services'],
    local: { selfTest: 'known-answer' },
    privateMode,
    budget,
    thinking,
  };
}
