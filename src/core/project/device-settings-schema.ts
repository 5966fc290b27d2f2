import * as z from 'zod/mini';
import { modelBackends } from '../local/local-model';
import { localModelSchema } from '../local/local-model-schema';
import { modelRefSchema } from '../model/model-ref-schema';
import { forEachService, type ServiceId } from '../model/provider-table';
import { type OwnSettings, type SafetySettings, type SettingsOf, safetyThresholds } from '../model/service-settings';
import { thinkingChoices } from '../model/thinking';
import { type DeviceSettings, defaultDeviceSettings } from './device-settings';
import { fromStored } from './stored-device-settings';

const threshold = z.enum(safetyThresholds);
const limit = z.nullable(z.number());
const thinking = z.enum(thinkingChoices);

const safety = z.strictObject({
  harassment: threshold,
  'hate-speech': threshold,
  'sexually-explicit': threshold,
  'dangerous-content': threshold,
} satisfies Readonly<Record<keyof SafetySettings, z.ZodMiniType>>);

const anyService = {
  address: z.string(),
  model: z.string(),
  rememberKey: z.boolean(),
  requestsPerMinute: z.number(),
  parallelRequests: z.number(),
};

const ownSchemas: Partial<Record<ServiceId, Readonly<Record<string, z.ZodMiniType>>>> = {
  gemini: { safety },
  server: { embeddingModel: z.string() },
} satisfies { readonly [S in keyof OwnSettings]: { readonly [F in keyof OwnSettings[S]]: z.ZodMiniType } };

// Cast: what all services are set to, and what one alone is.
const serviceSchemas = forEachService((service) =>
  z.strictObject({ ...anyService, ...ownSchemas[service] }),
) as unknown as { readonly [S in ServiceId]: z.ZodMiniType<SettingsOf<S>> };

export const deviceSettingsSchema = z.strictObject({
  promptModel: modelRefSchema,
  alignmentModel: z.nullable(modelRefSchema),
  ...serviceSchemas,
  local: z.strictObject({
    backend: z.enum(modelBackends),
    customModels: z.array(localModelSchema),
    embeddingModel: z.string(),
  }),
  privateMode: z.boolean(),
  budget: z.strictObject({ calls: limit, tokens: limit }),
  thinking: z.strictObject({ responses: thinking, labels: thinking, alignment: thinking }),
  feedbackApplies: z.enum(['apply', 'review']),
  theme: z.enum(['system', 'light', 'dark']),
  candidates: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  tourSeen: z.boolean(),
  connectClosed: z.array(z.string()),
  panes: z.record(z.string(), z.number()),
});

/** Settings from storage. A choice that is missing or cannot be read gets its default; the others are kept. */
export function readDeviceSettings(stored: unknown): DeviceSettings {
  return readFields({
    schema: deviceSettingsSchema.shape,
    defaults: defaultDeviceSettings,
    stored: fromStored(stored),
  });
}

interface Fields<T> {
  readonly schema: { readonly [K in keyof T]: z.ZodMiniType };
  readonly defaults: T;
  readonly stored: unknown;
}

function readFields<T extends object>({ schema, defaults, stored }: Fields<T>): T {
  if (typeof stored !== 'object' || stored === null) return defaults;
  const fields = stored as Readonly<Record<string, unknown>>; // any object can be read by key
  const read = Object.entries<z.ZodMiniType>(schema).flatMap(([name, type]) => {
    const value = fields[name];
    const valid = type.safeParse(value);
    if (valid.success) return [[name, valid.data]];
    const fallback = (defaults as Readonly<Record<string, unknown>>)[name]; // `schema` and `defaults` have the same keys
    if (type instanceof z.ZodMiniObject && typeof fallback === 'object' && fallback !== null)
      return [[name, readFields({ schema: type.shape, defaults: fallback, stored: value })]];
    return [[name, fallback]];
  });
  return Object.fromEntries(read) as T; // each field is valid by its schema, or the default
}
