import type { ClassifySubject, NumberedRules } from '../../../core/instructions/task';
import { deriveSeed } from '../../../core/random';
import { meaningfulWords, type RowReading, readRow } from './row-reading';
import { evidence, readRule } from './rule-reading';

interface Answer {
  readonly label: string;
  /** From 1 within the label; 0: none. */
  readonly rule: number;
}

/** The label of which most is found in the row, by the rule that finds most. The order of the labels does not matter. */
export function classify({ labels, rows }: ClassifySubject): Answer | { readonly rows: readonly Answer[] } {
  const byName = labels.toSorted((a, b) => (a.label < b.label ? -1 : 1));
  const weight = weightIn(labels);
  const answers = rows.map((fields) => {
    const row = readRow(fields);
    return byRules(row, byName, weight) ?? byLabelName(row, byName) ?? guess(row, byName);
  });
  const [only] = answers;
  return only !== undefined && answers.length === 1 ? only : { rows: answers };
}

/** A word that rules of several labels name says little about which of them it is. */
function weightIn(labels: readonly NumberedRules[]): (stem: string) => number {
  const counts = new Map<string, number>();
  for (const { rules } of labels) {
    const stems = new Set(rules.flatMap((rule) => [...readRule(rule).named.keys()]));
    for (const stem of stems) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  }
  return (stem) => 1 / (counts.get(stem) ?? 1);
}

function byRules(
  row: RowReading,
  labels: readonly NumberedRules[],
  weight: (stem: string) => number,
): Answer | undefined {
  const judged = labels.map(({ label, rules }) => {
    const found = rules.map((rule) => evidence(rule, row, weight));
    return { label, rule: found.indexOf(Math.max(...found)) + 1, total: found.reduce((sum, each) => sum + each, 0) };
  });
  const most = Math.max(...judged.map(({ total }) => total));
  const best = judged.filter(({ total }) => total > 0 && total === most);
  const chosen = best[best.length > 1 ? deriveSeed(0, row.text) % best.length : 0];
  return chosen === undefined ? undefined : { label: chosen.label, rule: chosen.rule };
}

/** A row that says the name of one label, and of no other one. */
function byLabelName({ words }: RowReading, labels: readonly NumberedRules[]): Answer | undefined {
  const named = labels.filter(({ label }) => [...meaningfulWords(label).keys()].some((stem) => words.has(stem)));
  return named.length === 1 && named[0] !== undefined ? { label: named[0].label, rule: 0 } : undefined;
}

/** Nothing speaks for any label: the same one each time for the same row, and each label for as many rows. */
function guess({ text }: RowReading, labels: readonly NumberedRules[]): Answer {
  return { label: labels[deriveSeed(0, text) % Math.max(1, labels.length)]?.label ?? '', rule: 0 };
}
