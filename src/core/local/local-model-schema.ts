import * as z from 'zod/mini';
import { modelBackends } from './local-model';

const bytes = z.number().check(z.gte(0));
const link = z.string().check(z.minLength(1));

/** As `LocalModel`. */
export const localModelSchema = z.strictObject({
  id: z.string().check(z.minLength(1)),
  kind: z.enum(['chat', 'embedding']),
  origin: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.enum(['prebuilt', 'custom']), weightsUrl: link, libraryUrl: link }),
    z.strictObject({ kind: z.literal('folder'), name: z.string() }),
  ]),
  contextTokens: z.number().check(z.gte(1)),
  memoryBytes: z.nullable(bytes),
  requiredFeatures: z.array(z.string()),
  bufferBytes: z.nullable(bytes),
  lowResource: z.boolean(),
  packageManifest: z.nullable(z.string()),
});

/** As `StoredModel`. */
export const storedModelSchema = z.strictObject({
  model: localModelSchema,
  backend: z.enum(modelBackends),
  files: z.array(
    z.strictObject({
      path: z.string().check(z.minLength(1)),
      bytes: z.nullable(bytes),
      md5: z.nullable(z.string()),
      sha256: z.nullable(z.string()),
      done: z.boolean(),
    }),
  ),
  state: z.enum(['partial', 'ready', 'damaged']),
  at: z.string(),
});
