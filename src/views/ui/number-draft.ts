/** The numbers a field takes. With a whole `step` (the default is 1) only whole numbers. */
export interface NumberRules {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly step?: number | undefined;
  /** Nothing else is taken. */
  readonly only?: readonly number[] | undefined;
  /** Whether the field may be left empty, which means "not set". */
  readonly optional?: boolean | undefined;
}

export type NumberDraft =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'empty' }
  | { readonly kind: 'error'; readonly message: string };

const DECIMAL = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

/** Reads what was typed. The message of an error says what was expected and what came. */
export function readNumberDraft(text: string, rules: NumberRules): NumberDraft {
  const typed = text.trim().replace('−', '-');
  if (typed === '') return rules.optional ? { kind: 'empty' } : refuse(rules, 'The field is empty.');
  const value = DECIMAL.test(typed) ? Number(typed) : Number.NaN;
  if (!Number.isFinite(value)) return refuse(rules, `“${shorten(typed)}” is not a number.`);
  if (wantsWhole(rules) && !Number.isInteger(value)) return refuse(rules, `${typed} is not a whole number.`);
  if (rules.min !== undefined && value < rules.min) return refuse(rules, `${typed} is too small.`);
  if (rules.max !== undefined && value > rules.max) return refuse(rules, `${typed} is too large.`);
  if (rules.only?.includes(value) === false) return refuse(rules, `${typed} is none of them.`);
  return { kind: 'number', value };
}

/** One step (or `steps` of them) from `from`, kept within the limits and free of binary rounding noise. */
export function stepNumber(from: number | undefined, steps: number, rules: NumberRules): number {
  const step = rules.step ?? 1;
  const start = from ?? rules.min ?? 0;
  const moved = from === undefined ? start : start + steps * step;
  const rounded = Number(moved.toFixed(Math.max(decimalsOf(step), decimalsOf(start))));
  return Math.min(rules.max ?? Number.POSITIVE_INFINITY, Math.max(rules.min ?? Number.NEGATIVE_INFINITY, rounded));
}

export function formatNumber(value: number | undefined): string {
  return value === undefined ? '' : String(value);
}

function refuse(rules: NumberRules, came: string): NumberDraft {
  return { kind: 'error', message: `${came} ${expectation(rules)}` };
}

function expectation(rules: NumberRules): string {
  const noun = wantsWhole(rules) ? 'a whole number' : 'a number';
  const { min, max, only } = rules;
  if (only !== undefined) return `Type ${only.slice(0, -1).join(', ')} or ${only.at(-1)}.`;
  if (min !== undefined && max !== undefined) return `Type ${noun} from ${min} to ${max}.`;
  if (min !== undefined) return `Type ${noun}, ${min} or more.`;
  if (max !== undefined) return `Type ${noun}, ${max} or less.`;
  return `Type ${noun}.`;
}

function wantsWhole(rules: NumberRules): boolean {
  return Number.isInteger(rules.step ?? 1);
}

function decimalsOf(value: number): number {
  const [mantissa = '', exponent = '0'] = String(value).toLowerCase().split('e');
  const digits = (mantissa.split('.')[1] ?? '').length - Number(exponent);
  return Math.min(20, Math.max(0, digits));
}

function shorten(text: string): string {
  return text.length > 24 ? `${text.slice(0, 24)}…` : text;
}
