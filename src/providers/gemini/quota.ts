import { ModelError } from '../../core/model/model-error';
import { redact } from '../wire/redact';
import type { GeminiCall } from './call';
import { nextPacificMidnight } from './pacific-midnight';
import type { Refusal } from './refusal';

/**
 * A 429: too much in a minute, which passes, or in a day, which does not. The body names each quota that was exceeded
 * ("GenerateRequestsPerDayPerProjectPerModel-FreeTier") and when to come back; without details it is taken for a minute.
 */
export function quotaError(refusal: Refusal, call: GeminiCall, partialText: string): ModelError {
  const quotas = exceeded(refusal);
  const named = quotas.map(({ id, value }) => (value === undefined ? id : `${id}: ${value}`)).join(', ');
  const which = named === '' ? '' : ` (${redact(named, call.key)})`;
  const code = '429';

  if (allowsNothing(refusal)) {
    return new ModelError({
      kind: 'rate-limited-day',
      code,
      message: `The plan of this API key allows no calls of this model${which}. Choose another model, or set up billing for the key in Google AI Studio.`,
      partialText,
    });
  }
  if (quotas.some(({ id }) => /PerDay/i.test(id))) {
    return new ModelError({
      kind: 'rate-limited-day',
      code,
      message: `The limit of this model for today is used up${which}. Gemini renews it at midnight Pacific time. Choose another model, or go on then.`,
      until: new Date(nextPacificMidnight(call.now())).toISOString(),
      partialText,
    });
  }
  const seconds = retrySeconds(refusal);
  return new ModelError({
    kind: 'rate-limited-minute',
    code,
    message: `Too many calls or tokens within a minute${which}. ${seconds === undefined ? 'Wait a minute' : `Wait ${Math.ceil(seconds)} s`} and try again, or lower "Requests per minute" in Settings.`,
    ...(seconds === undefined ? {} : { until: new Date(call.now() + seconds * 1000).toISOString() }),
    partialText,
  });
}

interface Quota {
  readonly id: string;
  readonly value: string | undefined;
}

function exceeded({ details }: Refusal): readonly Quota[] {
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

/** A limit of 0: the free tier does not have this model, so waiting does not help. */
function allowsNothing(refusal: Refusal): boolean {
  return exceeded(refusal).some(({ value }) => value === '0') || /\blimit: 0(?![\d.])/.test(refusal.message);
}

function retrySeconds({ details, message }: Refusal): number | undefined {
  const told =
    details.find((detail) => detail.retryDelay !== undefined)?.retryDelay ?? /retry in ([\d.]+s)/i.exec(message)?.[1];
  const seconds = /^(\d+(?:\.\d+)?)s$/.exec(told ?? '')?.[1];
  return seconds === undefined ? undefined : Number(seconds);
}

function asText(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
