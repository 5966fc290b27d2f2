import * as z from 'zod/mini';

/** What the schemas of projects, labelers and settings have in common. */
const text = z.string();
const count = z.number();

/** As `Instant`: ISO 8601 in UTC with milliseconds. */
export const instantSchema = z.string().check(
  z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
  z.refine((instant) => !Number.isNaN(Date.parse(instant)), { error: 'a time that exists' }),
);

const recordOfTexts = z
  .custom<Readonly<Record<string, string>>>(
    (values) => typeof values === 'object' && values !== null && !Array.isArray(values),
    { error: 'an object' },
  )
  .check(({ value, issues }) => {
    for (const [name, each] of Object.entries<unknown>(value)) {
      if (typeof each !== 'string')
        issues.push({ code: 'invalid_type', expected: 'string', path: [name], input: each });
    }
  });

/**
 * Texts by a name from outside. zod's own records leave out what is named `__proto__`, which is a possible variable name like any other;
 * what comes out of this one is a copy that has it.
 */
export const valuesSchema = z.pipe(
  recordOfTexts,
  z.transform((values): Record<string, string> => ({ ...values })),
);

export const usageSchema = z.strictObject({
  inputTokens: count,
  outputTokens: count,
  thoughtTokens: count,
  estimated: z.boolean(),
});

export const samplingSchema = z.strictObject({
  temperature: z.exactOptional(count),
  topP: z.exactOptional(count),
  topK: z.exactOptional(count),
  maxOutputTokens: z.exactOptional(count),
  stopSequences: z.exactOptional(z.array(text)),
  presencePenalty: z.exactOptional(count),
  frequencyPenalty: z.exactOptional(count),
  seed: z.exactOptional(count),
  candidates: z.exactOptional(count),
  logprobs: z.exactOptional(count),
});

export const finishSchema = z.strictObject({ kind: z.enum(['stop', 'length', 'other']), code: text });

export const modelErrorSchema = z.strictObject({
  kind: z.enum([
    'token-limit',
    'prompt-blocked',
    'answer-blocked',
    'empty',
    'unreadable',
    'no-key',
    'bad-key',
    'unknown-model',
    'bad-request',
    'rate-limited-minute',
    'rate-limited-day',
    'no-credit',
    'unsupported-region',
    'unknown-format',
    'unavailable',
    'unreachable',
    'over-budget',
    'too-long',
    'no-model',
    'device',
    'private',
    'interrupted',
    'internal',
  ]),
  code: text,
  message: text,
  until: z.exactOptional(text),
  partialText: text,
  usage: z.exactOptional(usageSchema),
  link: z.exactOptional(text),
});

export const jobStatusSchema = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('running') }),
  z.strictObject({ status: z.literal('paused'), error: z.exactOptional(modelErrorSchema) }),
  z.strictObject({ status: z.literal('interrupted') }),
  z.strictObject({ status: z.literal('stopped') }),
  z.strictObject({ status: z.literal('finished') }),
  z.strictObject({ status: z.literal('failed'), message: text }),
]);

export const estimateSchema = z.strictObject({
  calls: count,
  tokens: count,
  seconds: count,
  dayShare: z.exactOptional(count),
});

/** How every file begins that we export. */
export function fileHead<const Kind extends string, const Version extends number>(kind: Kind, version: Version) {
  return {
    $schema: z.exactOptional(z.string()),
    kind: z.literal(kind),
    version: z.literal(version),
  };
}
