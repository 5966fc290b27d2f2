import type { ScoresFound } from '../../../core/playground/playground-port';
import type { Found } from '../../../store/playground/playground-state';
import { counted } from '../../shared/counted';
import { roughTime } from '../../shared/estimate-words';

/** What a press would take: `25 evaluations · 6 s`. */
export function foundSum(found: Found<ScoresFound>): string | undefined {
  if (found.status !== 'found') return undefined;
  const { estimate } = found.found;
  return `${counted(estimate.calls, 'evaluation')} · ${roughTime(estimate.seconds)}`;
}

/** Why it cannot be pressed; undefined where it can. */
export function foundBlocker(found: Found<ScoresFound>, nothing: string): string | undefined {
  switch (found.status) {
    case 'none':
      return nothing;
    case 'checking':
      return 'It is being counted what this would take.';
    case 'refused':
      return `${found.problem.title} ${found.problem.message}`;
    case 'found':
      return found.found.total === 0 ? nothing : undefined;
  }
}
