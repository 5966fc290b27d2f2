import * as z from 'zod/mini';
import { type Said, saidIn, saidInBody } from '../wire/said';

/** An answer of the service that is an error: `{"error": {code, message, status, details}}` in whatever wrapping, or no such body at all. */
export interface Refusal {
  readonly status: number;
  /** The service's word for it (`RESOURCE_EXHAUSTED`); empty when it has none. */
  readonly word: string;
  /** Empty when the body could not be read; the title of a page. */
  readonly message: string;
  readonly details: readonly RefusalDetail[];
  /** It came as a web page, so it came from something before the service. */
  readonly isPage: boolean;
}

export async function readRefusal(response: Response): Promise<Refusal> {
  const said = saidInBody(await response.text().catch(() => ''));
  return { ...refusalOf(said, response.status), isPage: said.isPage };
}

/** An error that comes as JSON after the status line said 200, or in a file. */
export function refusalIn(value: unknown): Refusal {
  const said = saidIn(value);
  return refusalOf(said, said.status ?? statusOf.get(said.code) ?? 500);
}

function refusalOf({ message, code, details }: Said, status: number): Refusal {
  return { status, word: code, message, details: readDetails(details), isPage: false };
}

/** Words of gRPC (google.rpc.Code) for statuses of HTTP. */
const statusOf: ReadonlyMap<string, number> = new Map([
  ['INVALID_ARGUMENT', 400],
  ['FAILED_PRECONDITION', 400],
  ['OUT_OF_RANGE', 400],
  ['UNAUTHENTICATED', 401],
  ['PERMISSION_DENIED', 403],
  ['NOT_FOUND', 404],
  ['RESOURCE_EXHAUSTED', 429],
  ['UNIMPLEMENTED', 501],
  ['UNAVAILABLE', 503],
  ['DEADLINE_EXCEEDED', 504],
]);

const detailSchema = z.looseObject({
  '@type': z.catch(z.optional(z.string()), undefined),
  /** ErrorInfo. */
  reason: z.catch(z.optional(z.string()), undefined),
  metadata: z.catch(z.optional(z.record(z.string(), z.unknown())), undefined),
  /** QuotaFailure. */
  violations: z.catch(
    z.optional(
      z.array(
        z.looseObject({ quotaId: z.optional(z.string()), quotaValue: z.optional(z.union([z.string(), z.number()])) }),
      ),
    ),
    undefined,
  ),
  /** RetryInfo, such as "34.4s". */
  retryDelay: z.catch(z.optional(z.string()), undefined),
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
