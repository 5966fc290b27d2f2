import { ModelError } from '../../core/model/model-error';
import { quoted, redact } from '../wire/redact';
import type { GeminiCall } from './call';
import { nextPacificMidnight } from './pacific-midnight';
import type { Refusal } from './refusal';

/**
 * A 429: too much in a minute, which passes, or in a day, which does not. The body names each quota that was exceeded
 * ("GenerateRequestsPerDayPerProjectPerModel-FreeTier") and when to come back; without details it is taken for a minute.
 */
export function quotaError(refusal: Refusal, call: GeminiCall, partialText: string): ModelError {
  const named = exceededQuotas(refusal).map(({ id, value }) => (value === undefined ? id : `${id}: ${value}`));
  const which = named.length === 0 ? '' : ` (${redact(named.join(', '), call.key)})`;
  const said = quoted('Gemini', refusal.message, call.key);
  const code = '429';

  if (allowsNothing(refusal)) {
    return new ModelError({
      kind: 'rate-limited-day',
      code,
      message: `The plan of this API key allows no calls of this model${which}.${said} Choose another model, or set up billing for the key in Google AI Studio.`,
      partialText,
    });
  }
  const seconds = retrySeconds(refusal, call.now());
  if (isOfDay(refusal, seconds)) {
    // A few seconds are what the limit of a minute would need: only a long wait tells when the day's is renewed.
    const named = seconds !== undefined && seconds >= longWait;
    const until = named ? call.now() + seconds * 1000 : nextPacificMidnight(call.now());
    return new ModelError({
      kind: 'rate-limited-day',
      code,
      message: `The limit of this model for today is used up${which}.${said}${named ? '' : ' Gemini renews it at midnight Pacific time.'} Choose another model, or wait until then.`,
      until: new Date(until).toISOString(),
      partialText,
    });
  }
  return new ModelError({
    kind: 'rate-limited-minute',
    code,
    message: `Too many calls or tokens within a minute${which}.${said} ${seconds === undefined ? 'Wait a minute' : `Wait ${Math.ceil(seconds)} s`} and try again, or lower "Requests per minute" in Settings.`,
    ...(seconds === undefined ? {} : { until: new Date(call.now() + seconds * 1000).toISOString() }),
    partialText,
  });
}

interface Quota {
  readonly id: string;
  readonly value: string | undefined;
}

/** Empty when the body names none: then it may be about something else than calls. */
export function exceededQuotas({ details }: Refusal): readonly Quota[] {
  return details.flatMap((detail) => [
    ...(detail.violations ?? []).flatMap(({ quotaId, quotaValue }) =>
      quotaId === undefined ? [] : [{ id: quotaId, value: quotaValue === undefined ? undefined : String(quotaValue) }],
    ),
    // The older form of the body.
    ...(typeof detail.metadata?.quota_limit === 'string'
      ? [{ id: detail.metadata.quota_limit, value: asText(detail.metadata.quota_limit_value) }]
      : []),
  ]);
}

/** In seconds: from here on a wait is not that of a limit by the minute. */
const longWait = 15 * 60;

function isOfDay(refusal: Refusal, seconds: number | undefined): boolean {
  const quotas = exceededQuotas(refusal);
  if (seconds !== undefined && seconds >= longWait) return true;
  if (quotas.length > 0) return quotas.some(({ id }) => /PerDay/i.test(id));
  return /\bper[- ]day\b|\bdaily\b|\btoday\b|\bthis day\b/i.test(refusal.message);
}

/** A limit of 0: the free tier does not have this model, so waiting does not help. */
function allowsNothing(refusal: Refusal): boolean {
  return exceededQuotas(refusal).some(({ value }) => value === '0') || /\blimit: 0(?![\d.])/.test(refusal.message);
}

/** From the details, else from the words: "retry in 9h54m3.2s", or an instant. */
function retrySeconds({ details, message }: Refusal, now: number): number | undefined {
  const told = details.find((detail) => detail.retryDelay !== undefined)?.retryDelay;
  return (
    readDuration(told ?? '') ??
    readDuration(/(?:retry|again) (?:in|after) ([\dhms. ]{2,40})/i.exec(message)?.[1] ?? '') ??
    untilInstant(message, now)
  );
}

function readDuration(text: string): number | undefined {
  const [, hours = '0', minutes = '0', seconds = '0'] =
    /^(?=\d)(?:(\d{1,6})h)? ?(?:(\d{1,6})m(?!s))? ?(?:(\d{1,9}(?:\.\d{1,9})?)s)?/.exec(text.trim()) ?? [];
  const all = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return all > 0 || /^0(?:\.0*)?s$/.test(text) ? all : undefined;
}

function untilInstant(message: string, now: number): number | undefined {
  const instant = /\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)/.exec(message)?.[0];
  const at = instant === undefined ? Number.NaN : Date.parse(instant);
  return at > now ? (at - now) / 1000 : undefined;
}

function asText(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
