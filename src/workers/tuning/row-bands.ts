import type { RowLength, RowScore, RowShown } from '../../core/tuning/tuning-port';

/** All that holds of the two lengths. */
export function lengthsOf([before, after]: RowShown['words']): readonly RowLength[] {
  const isShort = (before ?? fewWords) < fewWords || (after ?? fewWords) < fewWords;
  const short = isShort ? (['under-ten'] as const) : [];
  if (before === null && after === null) return [];
  if (before === null || after === null) return [...short, 'one-text'];
  if (after === before) return [...short, 'equal'];
  if (after > before) return [...short, 'longer', ...(after >= 2 * before ? (['twice'] as const) : [])];
  return [...short, 'shorter', ...(2 * after <= before ? (['half'] as const) : [])];
}

const fewWords = 10;

/** By hundredths, as the column shows it. */
export function scoreOf(score: number | null): RowScore {
  if (score === null) return 'none';
  const hundredths = Math.round(score * 100);
  if (hundredths >= 90) return 'first-surely';
  if (hundredths > 60) return 'first';
  if (hundredths >= 40) return 'close';
  return hundredths > 10 ? 'second' : 'second-surely';
}
