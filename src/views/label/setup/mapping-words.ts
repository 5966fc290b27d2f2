import type { SplitCounts } from '../../../core/dataset/example';
import type { LabelCounts, Mapping } from '../../../core/dataset/mapping';
import type { TableSummary } from '../../../core/dataset/table';
import { skewedShare } from '../../../core/labeler/score/verdict';
import type { CheckState } from '../../../store/label/label-state';
import { counted, whole } from '../../shared/counted';
import { percent } from '../results/shown-confidence';

/** `team ← 2 columns` */
export function mappingSummary({ labelColumn, inputColumns }: Pick<Mapping, 'labelColumn' | 'inputColumns'>): string {
  return `${labelColumn === '' ? 'no label' : labelColumn} ← ${counted(inputColumns.length, 'column')}`;
}

interface LastCount {
  readonly counts: LabelCounts;
  /** Null where there is none: the set-up is refused. */
  readonly split: SplitCounts | null;
}

/** What was last counted. A set-up that is refused for its labels has counts too: what is wrong is mended there. */
export function lastCount(check: CheckState): LastCount | null {
  switch (check.status) {
    case 'none':
      return null;
    case 'checking':
      return check.last;
    case 'ready':
      return check.check;
    case 'refused':
      return 'counts' in check.problem && check.problem.counts !== undefined
        ? { counts: check.problem.counts, split: null }
        : null;
  }
}

/** Rows that are left out, and why: `1 row has no label`; empty when all are used. */
export function droppedWords({ unlabelled, blank, notNumbers }: LabelCounts): readonly string[] {
  return [
    unlabelled > 0 && `${counted(unlabelled, 'row')} ${unlabelled === 1 ? 'has' : 'have'} no label`,
    blank > 0 && `${counted(blank, 'row')} ${blank === 1 ? 'has' : 'have'} no input text`,
    notNumbers > 0 &&
      `${counted(notNumbers, 'row')} ${notNumbers === 1 ? 'has a label that is' : 'have labels that are'} not a number`,
  ].filter((words) => words !== false);
}

/** What is odd about rows that are used. */
export function twinWords({ duplicates, contradictions }: LabelCounts): string | null {
  if (duplicates === 0) return null;
  const twins = `${counted(duplicates, 'duplicate row')}. Duplicates stay together in the split.`;
  if (contradictions === 0) return twins;
  return `${twins} ${whole(contradictions)} of them ${contradictions === 1 ? 'has' : 'have'} the same inputs as another row but a different label.`;
}

/** `Far more Billing than Cancellation: …`; null unless the greatest label has ten times the rows of the least. */
export function imbalanceWords({ labels }: Pick<LabelCounts, 'labels'>): string | null {
  const [most, least] = [labels[0], labels.at(-1)];
  if (most === undefined || least === undefined || most.count < least.count * 10) return null;
  return `${most.label} has ${Math.round(most.count / Math.max(1, least.count))} times the rows of ${least.label}. Macro F1 weighs both equally; accuracy does not.`;
}

/** `“ham” is 86% of all rows: …`; null unless one label has nearly all rows. */
export function skewWords({ labels }: Pick<LabelCounts, 'labels'>): string | null {
  const all = labels.reduce((sum, { count }) => sum + count, 0);
  const most = labels[0];
  if (most === undefined || labels.length < 2 || most.count <= all * skewedShare) return null;
  return `${most.label} is ${percent(most.count / all)} of all rows: by accuracy, always answering it is hard to beat. Macro F1 counts every label alike.`;
}

/** Null where there are rows enough. */
export function fewRowsWords({ labels }: Pick<LabelCounts, 'labels'>): string | null {
  const all = labels.reduce((sum, { count }) => sum + count, 0);
  if (all === 0 || all >= enoughToLearn) return null;
  return `${counted(all, 'row')}: too few to learn from and to test. What comes of them says little; label at least ${enoughToLearn}.`;
}

/** Half of them to learn from, the others to choose and to test by, a dozen each. */
const enoughToLearn = 50;

/** `1,042 training, 100 validation, 100 test` */
export function splitWords({ training, validation, test }: SplitCounts): string {
  return `${whole(training)} training, ${whole(validation)} validation, ${whole(test)} test`;
}

/** `1,242 examples`: the rows that are used. */
export function exampleWords({ training, validation, test }: SplitCounts): string {
  return counted(training + validation + test, 'example');
}

/** Whether a threshold makes sense: every cell of the label column is a number. */
export function isNumeric({ columns }: TableSummary, labelColumn: string): boolean {
  return columns.find(({ name }) => name === labelColumn)?.numbers != null;
}

/** With a column ticked or cleared, in the order of the file. */
export function withInput(
  { columns }: TableSummary,
  inputs: readonly string[],
  { column, on }: { readonly column: string; readonly on: boolean },
): readonly string[] {
  return columns.map(({ name }) => name).filter((name) => (name === column ? on : inputs.includes(name)));
}

/** Every variant of a label but the first read as the first. */
export function withMerged(merged: Mapping['merged'], variants: readonly string[]): Mapping['merged'] {
  const [label, ...others] = variants;
  if (label === undefined) return merged;
  return { ...merged, ...Object.fromEntries(others.map((variant) => [variant, label])) };
}
