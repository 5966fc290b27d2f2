import type { Refusal } from './refusal';

/** From the header where the server lets pages read it (seconds, or a date), else from its words. */
export function retrySeconds(
  { retryAfter, message }: Pick<Refusal, 'retryAfter' | 'message'>,
  now: number,
): number | undefined {
  const told = retryAfter?.trim() ?? '';
  if (/^\d+(?:\.\d+)?$/.test(told)) return Number(told);
  const at = told === '' ? Number.NaN : Date.parse(told);
  if (!Number.isNaN(at)) return Math.max(0, (at - now) / 1000);
  const [, amount, unit] = /(?:try again|retry) in (\d+(?:\.\d+)?) ?(ms|s)/i.exec(message) ?? [];
  return amount === undefined ? undefined : Number(amount) / (unit?.toLowerCase() === 'ms' ? 1000 : 1);
}
