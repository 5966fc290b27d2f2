import * as z from 'zod/mini';
import type { ModelRef } from './model-ref';
import { providerIds, rowOf } from './provider-table';

const [first, ...rest] = providerIds.map((provider) =>
  z.strictObject({
    provider: z.literal(provider),
    ...(rowOf(provider).models === 'many' && { id: z.string() }),
  }),
);
if (first === undefined) throw new Error('Expected the table to hold a provider, found none.');

// Cast: the variants are made of the rows that `ModelRef` is made of.
export const modelRefSchema = z.discriminatedUnion('provider', [first, ...rest]) as unknown as z.ZodMiniType<ModelRef>;
