import type { SplitCounts } from '../../../core/dataset/example';
import type { LabelCounts, Mapping } from '../../../core/dataset/mapping';
import type { TableSummary } from '../../../core/dataset/table';
import type { CheckState } from '../../../store/label/label-state';
import { counted, whole } from '../results/figures';

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

/** Rows that will not be used, and why; empty when all are. */
export function droppedWords({ unlabelled, blank, notNumbers }: LabelCounts): readonly string[] {
  return [
    unlabelled > 0 && `${whole(unlabelled)} without a label`,
    blank > 0 && `${whole(blank)} with nothing in the inputs`,
    notNumbers > 0 && `${whole(notNumbers)} whose label is no number`,
  ].filter((words) => words !== false);
}

/** What is odd about rows that are used. */
export function twinWords({ duplicates, contradictions }: LabelCounts): string | null {
  if (duplicates === 0) return null;
  const twins = `${counted(duplicates, 'row')} ${duplicates === 1 ? 'has' : 'have'} the inputs of another. Twins stay on one side of the split.`;
  if (contradictions === 0) return twins;
  return `${twins} ${whole(contradictions)} of them ${contradictions === 1 ? 'contradicts its' : 'contradict their'} twin: same inputs, another label.`;
}

/** `Far more Billing than Cancellation: …`; null unless the greatest label has ten times the rows of the least. */
export function imbalanceWords({ labels }: Pick<LabelCounts, 'labels'>): string | null {
  const [most, least] = [labels[0], labels.at(-1)];
  if (most === undefined || least === undefined || most.count < least.count * 10) return null;
  return `${most.label} has ${Math.round(most.count / Math.max(1, least.count))} times the rows of ${least.label}. Macro F1 counts both alike; accuracy does not.`;
}

/** `1,042 to train on, 100 to rank, 100 to test` */
export function splitWords({ training, validation, test }: SplitCounts): string {
  return `${whole(training)} to train on, ${whole(validation)} to rank, ${whole(test)} to test`;
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
