import type { Field } from '../../dataset/example';

/**
 * Keeps rules from learning rows by heart. A rule that repeats what one row happens to say would label this row rightly and teach
 * nothing. Refused are a run of six or more words that stands in the row too, and a name, an id or a number of the row; unless it
 * stands in the task or the labels, or is common: three of the rows that the guard knows have it.
 */
export interface MemorisingGuard {
  /**
   * What a rule shares with a row and must not, as the rule writes it; null: nothing. What an earlier wording of the rule said is
   * not held against the new one.
   */
  sharedWith(rule: string, row: readonly Field[], earlier?: string): string | null;
}

export interface GuardMaterial {
  readonly task: string;
  readonly labels: readonly string[];
  /** Training rows; a few hundred of them tell well enough what is common. */
  readonly rows: readonly (readonly Field[])[];
}

export const longestSharedRun = 5;
const commonFrom = 3;

export function memorisingGuard({ task, labels, rows }: GuardMaterial): MemorisingGuard {
  const given = new Set([task, ...labels].flatMap((text) => features(text)));
  const counts = new Map<string, number>();
  for (const row of rows) {
    for (const feature of new Set(features(textOf(row)))) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  }

  return {
    sharedWith(rule, row, earlier = '') {
      const text = textOf(row);
      const said = new Set(features(earlier));
      const isAllowed = (feature: string): boolean =>
        given.has(feature) || said.has(feature) || (counts.get(feature) ?? 0) >= commonFrom;
      return sharedRun(rule, { text, isAllowed }) ?? sharedParticular(rule, { text, isAllowed });
    },
  };
}

interface Against {
  readonly text: string;
  readonly isAllowed: (feature: string) => boolean;
}

/** The longest run of words that both have, if it is longer than it may be. */
function sharedRun(rule: string, { text, isAllowed }: Against): string | null {
  const ofRow = new Set(runs(wordsOf(text)));
  const words = wordsOf(rule);
  const starts = words.map((_, start) => {
    const run = runAt(words, start);
    return run !== null && ofRow.has(run) && !isAllowed(run);
  });
  let best = { from: 0, length: 0 };
  let from = 0;
  for (let index = 0; index <= starts.length; index++) {
    if (starts[index] === true) continue;
    if (index - from > best.length) best = { from, length: index - from };
    from = index + 1;
  }
  if (best.length === 0) return null;
  return originalWords(rule)
    .slice(best.from, best.from + best.length + longestSharedRun)
    .join(' ');
}

/** The first name, id or number of the rule that is one of the row, too. */
function sharedParticular(rule: string, { text, isAllowed }: Against): string | null {
  const ofRow = new Set(particularsOf(text, 'anywhere').map(({ key }) => key));
  const shared = particularsOf(rule, 'inside').find(({ key }) => ofRow.has(key) && !isAllowed(key));
  return shared?.written ?? null;
}

/** Everything that can be shared: runs of words, and particulars. */
function features(text: string): readonly string[] {
  return [...runs(wordsOf(text)), ...particularsOf(text, 'anywhere').map(({ key }) => key)];
}

function runs(words: readonly string[]): readonly string[] {
  return words.flatMap((_, start) => runAt(words, start) ?? []);
}

function runAt(words: readonly string[], start: number): string | null {
  const length = longestSharedRun + 1;
  return start + length > words.length ? null : words.slice(start, start + length).join(' ');
}

interface Particular {
  readonly key: string;
  readonly written: string;
}

/**
 * Numbers of two digits or more, ids (letters and digits mixed, addresses) and names (a capital letter). In a rule a capital at the
 * beginning of a sentence or a quotation says nothing (`inside`); a row may well begin with a name (`anywhere`).
 */
function particularsOf(text: string, capitals: 'inside' | 'anywhere'): readonly Particular[] {
  return [...text.matchAll(/[\p{L}\p{N}@#][\p{L}\p{N}@#.,:/_'’-]*/gu)].flatMap((match) => {
    const written = withoutTail(match[0]);
    if (isNumber(written)) return written.replace(/\D/g, '').length < 2 ? [] : [particular('number', written)];
    if (isId(written)) return [particular('id', written)];
    if (!isName(written)) return [];
    return capitals === 'inside' && beginsSentence(text, match.index) ? [] : [particular('name', written)];
  });
}

function particular(kind: 'number' | 'id' | 'name', written: string): Particular {
  return { key: `${kind}:${kind === 'number' ? written.replace(/[,.]/g, '') : written.toLowerCase()}`, written };
}

function isNumber(word: string): boolean {
  return /^#?\p{N}[\p{N}.,:/-]*$/u.test(word);
}

function isId(word: string): boolean {
  if (word.length < 4) return false;
  return (/\p{L}/u.test(word) && /\p{N}/u.test(word)) || /.@./.test(word) || /^https?:/.test(word);
}

/** Not `I`, and nothing in capitals all through: that is emphasis or an abbreviation, which a rule may speak of. */
function isName(word: string): boolean {
  return /^\p{Lu}/u.test(word) && /\p{Ll}/u.test(word) && !/^I['’]/u.test(word);
}

function beginsSentence(text: string, index: number): boolean {
  const said = text.slice(0, index).trimEnd();
  // Only the blanks between the two are looked at: a line feed among them begins a sentence as well.
  if (said === '' || text.slice(said.length, index).includes('\n')) return true;
  return /(?:[.!?:"“”‘(]|(?:^|[\s(])['’])$/u.test(said.slice(-2));
}

/** Without a genitive's `’s` and the marks behind a word, from its end on: no expression finds that end in one pass. */
function withoutTail(word: string): string {
  let end = word.length;
  for (;;) {
    const last = word.charAt(end - 1);
    if (last !== '' && ".,:/_'’-".includes(last)) end -= 1;
    else if (last === 's' && "'’".includes(word.charAt(end - 2) || ' ')) end -= 2;
    else return word.slice(0, end);
  }
}

function wordsOf(text: string): readonly string[] {
  return originalWords(text).map((word) => word.toLowerCase());
}

function originalWords(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) ?? [];
}

function textOf(row: readonly Field[]): string {
  return row.map(({ text }) => text).join('\n');
}
