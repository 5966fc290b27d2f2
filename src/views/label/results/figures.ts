import { whole } from '../../shared/counted';

/** `0.8549` → `0.855`. A score has three digits, as in the papers of the field. */
export function score3(value: number): string {
  return value.toFixed(3);
}

export function score2(value: number): string {
  return value.toFixed(2);
}

/** `0.80 to 0.90` */
export function interval2({ low, high }: { readonly low: number; readonly high: number }): string {
  return `${score2(low)} to ${score2(high)}`.replaceAll('-', '−');
}

/** `+0.019`, `−0.004`, `±0.000`: with a real minus sign, so that columns of figures line up. */
export function signed3(value: number): string {
  const text = score3(Math.abs(value));
  if (Number(text) === 0) return '±0.000';
  return value > 0 ? `+${text}` : `−${text}`;
}

/** `p = 0.012`, `p < 0.001`. */
export function pValue(p: number): string {
  return p < 0.001 ? 'p < 0.001' : `p = ${p.toFixed(3)}`;
}

/** `of 100`, `of 100, 3 blocked`: beside the rows without a readable label, what they are a part of, and those that the service refused. */
export function blockedOf({ total, blocked }: { readonly total: number; readonly blocked: number }): string {
  return `of ${whole(total)}${blocked === 0 ? '' : `, ${whole(blocked)} blocked`}`;
}
