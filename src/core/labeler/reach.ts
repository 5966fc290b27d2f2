import type { Prediction } from './prediction';
import type { RuleMutation } from './rulebook';

/**
 * Whether a change of one label's rules can bring a row that is read rightly to be misread, or the other way round, for a reader who
 * goes by the rules: it moves rows to that label or away from it, and no others. A new rule draws rows to its label, a deleted one lets
 * rows go, an edited one may do either. Real models waver on other rows too; that is chance, which a challenger is not given credit for
 * beforehand, and which counts when it is read to the end.
 */
export function canMove(mutation: RuleMutation, golden: string, { label: now, ruleId }: Prediction): boolean {
  const { kind, label } = mutation;
  const draws = kind !== 'delete';
  const releases = kind !== 'add';
  if (now !== golden) return (draws && golden === label) || (releases && now === label);
  if (golden !== label) return draws;
  return releases && (ruleId === undefined || ruleId === mutation.ruleId);
}
