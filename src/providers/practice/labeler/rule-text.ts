/** The form in which the practice model writes rules, so that it can change a word of one later. */
export interface WordRule {
  /** What it calls the row: "comment". */
  readonly noun: string;
  readonly named: readonly string[];
  readonly excluded: readonly string[];
}

/** "The comment mentions refund, invoice or charge, unless it mentions trial." In alphabetical order, which no row is in. */
export function writeRule({ noun, named, excluded }: WordRule): string {
  const but = excluded.length === 0 ? '' : `, unless it mentions ${listed(excluded)}`;
  return `The ${noun} mentions ${listed(named)}${but}.`;
}

/** Null: a rule of another form, which somebody else wrote. */
export function readWordRule(text: string): WordRule | null {
  const [, noun, named, excluded = ''] = form.exec(text) ?? [];
  if (noun === undefined || named === undefined) return null;
  return { noun, named: items(named), excluded: items(excluded) };
}

/** "a, b or c". */
export function listed(words: readonly string[]): string {
  const sorted = [...new Set(words)].toSorted();
  const last = sorted.pop() ?? '';
  return sorted.length === 0 ? last : `${sorted.join(', ')} or ${last}`;
}

const word = String.raw`[\p{L}\p{M}]+`;
const list = `${word}(?:, ${word})*(?: or ${word})?`;
const form = new RegExp(`^The (${word}) mentions (${list})(?:, unless it mentions (${list}))?\\.$`, 'u');

function items(text: string): readonly string[] {
  return text.split(/, | or /).filter((item) => item !== '');
}
