import * as z from 'zod/mini';
import { modelBackends } from '../local/local-model';
import { localModelSchema } from '../local/local-model-schema';
import { modelRefSchema } from '../model/model-ref-schema';
import { type SafetySettings, safetyThresholds } from '../model/models-port';
import { thinkingChoices } from '../model/thinking';
import { type DeviceSettings, defaultDeviceSettings } from './device-settings';

const threshold = z.enum(safetyThresholds);
const limit = z.nullable(z.number());
const thinking = z.enum(thinkingChoices);

const safety = z.strictObject({
  harassment: threshold,
  'hate-speech': threshold,
  'sexually-explicit': threshold,
  'dangerous-content': threshold,
} satisfies Readonly<Record<keyof SafetySettings, z.ZodMiniType>>);

export const deviceSettingsSchema = z.strictObject({
  promptModel: modelRefSchema,
  alignmentModel: z.nullable(modelRefSchema),
  gemini: z.strictObject({
    endpoint: z.string(),
    model: z.string(),
    rememberKey: z.boolean(),
    safety,
    requestsPerMinute: z.number(),
    parallelRequests: z.number(),
  }),
  server: z.strictObject({
    url: z.string(),
    model: z.string(),
    embeddingModel: z.string(),
    rememberKey: z.boolean(),
    requestsPerMinute: z.number(),
    parallelRequests: z.number(),
  }),
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
  return readFields({ schema: deviceSettingsSchema.shape, defaults: defaultDeviceSettings, stored });
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
