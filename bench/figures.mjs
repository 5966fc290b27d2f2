// @ts-check

/**
 * One measured figure. With a budget it can be over it; `note` says what was measured.
 * @typedef {object} Figure
 * @property {string} name
 * @property {number} value
 * @property {string} unit
 * @property {number} [budget] The most that `value` may be, in the same unit.
 * @property {string} [note]
 */

/** @type {(values: readonly number[]) => number} */
export function median(values) {
  return percentile(values, 50);
}

/**
 * Between two values the mean weighted by distance, so that the median of an even number is the middle of the middle two.
 * @param {readonly number[]} values
 * @param {number} percent
 */
export function percentile(values, percent) {
  if (values.length === 0) throw new Error('Expected at least one measured value, got none.');
  const sorted = values.toSorted((a, b) => a - b);
  const place = ((sorted.length - 1) * percent) / 100;
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? 0;
  return below + (above - below) * (place - Math.floor(place));
}

/** @type {(value: number) => string} */
export function plain(value) {
  if (Number.isInteger(value)) return String(value);
  return value.toFixed(Math.abs(value) < 10 ? 2 : 1);
}

/** @type {(values: readonly number[]) => string} */
export function plainList(values) {
  return values.map(plain).join(', ');
}

/** @type {(figure: Figure) => string} */
export function figureLine({ name, value, unit, budget, note }) {
  const measured = `  ${name}: ${plain(value)} ${unit}`;
  const judged = budget === undefined ? '' : judgement(value, { budget, unit });
  return measured + judged + (note === undefined ? '' : `\n    ${note}`);
}

/** @type {(value: number, limit: { budget: number, unit: string }) => string} */
function judgement(value, { budget, unit }) {
  const ratio = (value / budget).toFixed(2);
  return `, budget ${plain(budget)} ${unit}, ratio ${ratio}${value > budget ? ', OVER BUDGET' : ''}`;
}
