import type { ServiceId } from './provider-table';

/** What a service is set to on this device, beside its key. */
interface ServiceSettings {
  /** Without a trailing slash. Empty: none is set up. */
  readonly address: string;
  /** The id that its own field holds. */
  readonly model: string;
  readonly rememberKey: boolean;
  /** Whole number from 1. */
  readonly requestsPerMinute: number;
  /** Whole number from 1. */
  readonly parallelRequests: number;
}

/** What one service is set to and the others are not. */
export interface OwnSettings {
  readonly gemini: { readonly safety: SafetySettings };
  /** Empty: texts are embedded by the model that was chosen. */
  readonly server: { readonly embeddingModel: string };
}

export type SettingsOf<S extends ServiceId> = ServiceSettings &
  (S extends keyof OwnSettings ? OwnSettings[S] : unknown);

/** What a call needs: settings, and the key, which is held in memory by the worker and sent to `address` alone. Empty: there is none. */
export type ConfigOf<S extends ServiceId> = Omit<SettingsOf<S>, 'model' | 'rememberKey'> & { readonly key: string };

export const safetyCategories = ['harassment', 'hate-speech', 'sexually-explicit', 'dangerous-content'] as const;
export type SafetyCategory = (typeof safetyCategories)[number];
/** `default` leaves it to the service. */
export const safetyThresholds = ['default', 'off', 'block-none', 'block-high', 'block-medium', 'block-low'] as const;
export type SafetyThreshold = (typeof safetyThresholds)[number];
export type SafetySettings = Readonly<Record<SafetyCategory, SafetyThreshold>>;

export const defaultSafety: SafetySettings = {
  harassment: 'default',
  'hate-speech': 'default',
  'sexually-explicit': 'default',
  'dangerous-content': 'default',
};
