import type { ModelsConfig } from '../model/models-port';
import type { DeviceSettings } from './device-settings';

/** What the models worker needs to know: settings, and the keys, which go there and nowhere else. */
export function modelsConfig(
  { gemini, server, privateMode, budget, thinking }: DeviceSettings,
  keys: { readonly gemini: string; readonly server: string },
): ModelsConfig {
  return {
    gemini: {
      key: keys.gemini,
      endpoint: gemini.endpoint,
      safety: gemini.safety,
      requestsPerMinute: gemini.requestsPerMinute,
      parallelRequests: gemini.parallelRequests,
    },
    server: {
      key: keys.server,
      url: server.url,
      embeddingModel: server.embeddingModel,
      requestsPerMinute: server.requestsPerMinute,
      parallelRequests: server.parallelRequests,
    },
    local: { selfTest: 'known-answer' },
    privateMode,
    budget,
    thinking,
  };
}
