import * as z from 'zod/mini';

/** What the schemas of projects, labelers and settings have in common. */
const text = z.string();
const count = z.number();

/** As `Instant`: ISO 8601 in UTC with milliseconds. */
export const instantSchema = z.string().check(
  z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
  z.refine((instant) => !Number.isNaN(Date.parse(instant)), { error: 'a time that exists' }),
);

/** zod leaves a key named `__proto__` unread; it is a possible variable name like any other. */
const hasTextProto = (values: object): boolean => {
  const proto = Object.getOwnPropertyDescriptor(values, '__proto__');
  return proto === undefined || typeof proto.value === 'string';
};

export const valuesSchema = z.record(text, text).check(z.refine(hasTextProto, { error: 'text', path: ['__proto__'] }));

export const modelRefSchema = z.discriminatedUnion('provider', [
  z.strictObject({ provider: z.literal('practice') }),
  z.strictObject({ provider: z.literal('gemini'), id: text }),
  z.strictObject({ provider: z.literal('webllm'), id: text }),
  z.strictObject({ provider: z.literal('server'), id: text }),
  z.strictObject({ provider: z.literal('browser') }),
]);

export const usageSchema = z.strictObject({
  inputTokens: count,
  outputTokens: count,
  thoughtTokens: count,
  estimated: z.boolean(),
});

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
});
