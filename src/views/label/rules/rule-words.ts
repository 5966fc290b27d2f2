import type { Checkpoint } from '../../../core/labeler/run/labeler-run';
import type { RuleEffect } from '../../../core/labeler/trainer';
import { score3, signed3 } from '../results/figures';
import type { LabelDiff } from './diff-rulebooks';

/** `+1, 1 edited`, `1 deleted`, `unchanged`: beside the name of a label. */
export function changeWords({ added, edited, deleted }: Pick<LabelDiff, 'added' | 'edited' | 'deleted'>): string {
  const parts = [added > 0 && `+${added}`, edited > 0 && `${edited} edited`, deleted > 0 && `${deleted} deleted`];
  return parts.filter(Boolean).join(', ') || 'unchanged';
}

/** `9 in 5 labels` */
export function sizeWords(labels: readonly { readonly rules: readonly unknown[] }[]): string {
  const rules = labels.reduce((sum, label) => sum + label.rules.length, 0);
  return `${rules} in ${labels.length} ${labels.length === 1 ? 'label' : 'labels'}`;
}

/** Where the present words of a rule come from: `from row 903`, `by hand`, `first rule`, `imported`. */
export function originWords(checkpoint: Checkpoint): string {
  if (checkpoint.parentId === null) return isImported(checkpoint) ? 'imported' : 'first rule';
  if (checkpoint.step === null) {
    return checkpoint.because === null ? 'by hand' : `by hand, from row ${checkpoint.because.row}`;
  }
  return checkpoint.because === null ? `step ${checkpoint.step}` : `from row ${checkpoint.because.row}`;
}

/** What the change of a checkpoint did to the validation rows, against its parent; null when it was not read to the end. */
export function gainWords(checkpoint: Checkpoint): string | null {
  const { score } = checkpoint;
  if (checkpoint.parentId === null || score === null || score.dropped) return null;
  return `fixed ${score.fixed}, broke ${score.broken}`;
}

export interface EffectWords {
  readonly text: string;
  readonly tone: 'good' | 'bad' | 'faint';
  /** Read out and shown on hover. */
  readonly detail: string;
}

/** What a rule does to the score, in a few words. Without a row that it changes, or a clear difference, that is said. */
export function effectWords({ difference, low, high, changed }: RuleEffect, score: string): EffectWords {
  const interval = `${signed3(low)} to ${signed3(high)}`;
  const rows = changed === 1 ? '1 row is' : `${changed} rows are`;
  if (changed === 0) {
    return {
      text: 'no effect seen',
      tone: 'faint',
      detail: 'No validation row is read otherwise without this rule. It can go, unless new rows will need it.',
    };
  }
  const detail = `The ${score} with the rule minus the ${score} without it: ${signed3(difference)}, 95% interval ${interval}. ${rows} read otherwise without it.`;
  if (low <= 0 && high >= 0) return { text: `no clear effect (${interval})`, tone: 'faint', detail };
  return { text: `${signed3(difference)} ${score} (${interval})`, tone: difference > 0 ? 'good' : 'bad', detail };
}

/** `0.853 (0.80 to 0.90)`, `read on 48 rows`, `not scored`. */
export function scoreWords({ score }: Pick<Checkpoint, 'score'>): string {
  if (score === null) return 'not scored';
  if (score.dropped) return `read on ${score.read} rows`;
  return `${score3(score.value)} (${score.low.toFixed(2)} to ${score.high.toFixed(2)})`;
}

/** Whether it came with a labeler from a file: nothing was before it, and no step made it. */
export function isImported({ step, parentId }: Pick<Checkpoint, 'step' | 'parentId'>): boolean {
  return step === null && parentId === null;
}

/** `First rules`, `Step 4`, `By hand`, `Imported` */
export function checkpointName({ step, parentId }: Pick<Checkpoint, 'step' | 'parentId'>): string {
  if (isImported({ step, parentId })) return 'Imported';
  if (step === null) return 'By hand';
  return parentId === null ? 'First rules' : `Step ${step}`;
}
