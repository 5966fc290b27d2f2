import type { Prediction } from '../prediction/prediction';
import type { RuleMutation } from '../rules/rulebook';
import type { Score } from '../run/hyperparameters';

export interface Reach {
  readonly mutation: RuleMutation;
  readonly golden: string;
  /** How the row is read without the change. */
  readonly now: Prediction;
  readonly score: Score;
}

/**
 * Whether a change of one label's rules can make a difference to the score by a row, for a reader who goes by the rules: it moves rows to
 * that label, or away from it if they follow the rule that is changed, and no others. A new rule draws rows to its label, a deleted one
 * lets rows go, an edited one may do either. For accuracy all wrong labels are alike. Real models waver on other rows too; that is chance,
 * which a challenger is not given credit for beforehand, and which counts when it is read to the end.
 */
export function canMove({ mutation, golden, now, score }: Reach): boolean {
  if (now.label === mutation.label) {
    return mutation.kind !== 'add' && (now.ruleId === undefined || now.ruleId === mutation.ruleId);
  }
  if (mutation.kind === 'delete') return false;
  return score.kind !== 'accuracy' || now.label === golden || golden === mutation.label;
}
