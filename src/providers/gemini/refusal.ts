import * as z from 'zod/mini';

/** An answer of the service that is an error: `{"error": {code, message, status, details}}`, or no such body at all. */
export interface Refusal {
  readonly status: number;
  /** Empty when the body could not be read: a gateway's own page, for example. */
  readonly message: string;
  readonly details: readonly RefusalDetail[];
}

const detailSchema = z.looseObject({
  '@type': z.optional(z.string()),
  /** ErrorInfo. */
  reason: z.optional(z.string()),
  metadata: z.optional(z.record(z.string(), z.unknown())),
  /** QuotaFailure. */
  violations: z.optional(
    z.array(
      z.looseObject({ quotaId: z.optional(z.string()), quotaValue: z.optional(z.union([z.string(), z.number()])) }),
    ),
  ),
  /** RetryInfo, such as "34.4s". */
  retryDelay: z.optional(z.string()),
});

export type RefusalDetail = z.infer<typeof detailSchema>;

/** Details of a shape that we do not know are left out: the message still says what happened. */
export function readDetails(details: unknown): readonly RefusalDetail[] {
  if (!Array.isArray(details)) return [];
  return details.flatMap((detail: unknown) => {
    const read = detailSchema.safeParse(detail);
    return read.success ? [read.data] : [];
  });
}
