import { describe, expect, it } from 'vitest';
import type * as z from 'zod/mini';
import type { DeviceSettings } from './device-settings';
import { defaultDeviceSettings } from './device-settings';
import { type deviceSettingsSchema, readDeviceSettings } from './device-settings-schema';
import type { Project } from './project';
import type { projectSchema } from './project-schema';

/** Both sides flattened and made readonly, so that only names, optionality and types are compared. */
type Plain<T> = T extends readonly (infer Item)[]
  ? readonly Plain<Item>[]
  : T extends object
    ? { readonly [K in keyof T]: Plain<T[K]> }
    : T;
/** True for the same type only: an optional field that one side lacks makes it false, which mutual assignability would not see. */
type Same<A, B> = (<T>() => T extends Plain<A> ? 1 : 2) extends <T>() => T extends Plain<B> ? 1 : 2 ? true : false;

describe('the schema types', () => {
  it('are those written by hand, in both directions', () => {
    // Checked by the compiler: `npm run types` fails when a type and its schema part ways.
    const project: Same<z.output<typeof projectSchema>, Project> = true;
    const settings: Same<z.output<typeof deviceSettingsSchema>, DeviceSettings> = true;
    const optionalMatters: Same<{ a?: string }, object> = false;
    expect([project, settings, optionalMatters]).toEqual([true, true, false]);
  });
});

describe('device settings from storage', () => {
  it('are the defaults when there are none', () => {
    expect(readDeviceSettings(undefined)).toEqual(defaultDeviceSettings);
  });

  it('come back as they were', () => {
    const settings: DeviceSettings = {
      ...defaultDeviceSettings,
      theme: 'dark',
      panes: { prompt: 30 },
      gemini: { ...defaultDeviceSettings.gemini, model: 'gemini-x' },
    };
    expect(readDeviceSettings(structuredClone(settings))).toEqual(settings);
  });

  it('keep every choice that can be read, and forget fields that are gone', () => {
    const stored = {
      ...defaultDeviceSettings,
      theme: 'sepia',
      tourSeen: true,
      gone: 1,
      gemini: { endpoint: 'http://a', model: 3 },
      // As it was before embedding models could be chosen.
      local: { backend: 'cache', customModels: [] },
    };
    expect(readDeviceSettings(stored)).toEqual({
      ...defaultDeviceSettings,
      tourSeen: true,
      gemini: { ...defaultDeviceSettings.gemini, address: 'http://a' },
      local: { ...defaultDeviceSettings.local, backend: 'cache' },
    });
  });
});
