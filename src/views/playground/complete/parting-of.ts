import type { CompleteRun, Completion } from '../../../core/playground/playground-work';
import { firstDifference, tokenAtCharacter } from '../tokens/first-difference';
import type { ShownToken } from '../tokens/shown-token';
import { comparedWith } from './shown-completions';

/** Where a completion leaves another one: the token of a branch, or the first that differs from its comparison; without tokens, the character. */
export function partingOf(
  run: CompleteRun,
  completion: Completion,
  tokens: readonly ShownToken[] | null,
): number | null {
  const { from, outcome } = completion;
  if (from !== null) return tokens === null ? null : from.at;
  const other = comparedWith(run, completion);
  if (other === undefined || outcome.status === 'failed' || other.outcome.status === 'failed') return null;
  // Both have to be whole: what is still written differs from all that is longer.
  if (outcome.status === 'running' || other.outcome.status === 'running') return null;
  const at = firstDifference(outcome.text, other.outcome.text);
  if (at === null) return null;
  return tokens === null ? at : tokenAtCharacter(tokens, at);
}
