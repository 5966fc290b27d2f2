import type { Estimate } from '../../../core/calls/estimate';
import type { Case } from '../../../core/cases/case';
import type { CaseOutcome } from '../../../core/cases/outcome';
import { caseName } from '../../../core/cases/pinned-case';
import { openingCue } from '../../../core/conversation/chat';
import { counted, whole } from '../../shared/counted';

export const outcomeLooks = {
  fixed: { icon: 'check', tone: 'good' },
  broken: { icon: 'x', tone: 'bad' },
  unchanged: { icon: 'minus', tone: 'faint' },
  'not run': { icon: 'idle', tone: 'faint' },
} as const satisfies Readonly<Record<CaseOutcome, unknown>>;

const order: readonly CaseOutcome[] = ['broken', 'fixed', 'unchanged', 'not run'];

/** `1 broken, 2 fixed`. */
export function outcomeSummary(outcomes: readonly CaseOutcome[]): string {
  const counts = order.map((outcome) => [outcomes.filter((one) => one === outcome).length, outcome] as const);
  return counts.flatMap(([count, outcome]) => (count === 0 ? [] : [`${count} ${outcome}`])).join(', ');
}

/** `About 12 calls, 3,400 tokens`. */
export function priceWords({ calls, tokens }: Estimate): string {
  return `about ${counted(calls, 'call')}, ${whole(tokens)} tokens`;
}

/** What a case is called: what was asked in it. */
export function caseTitle(one: Case): string {
  const name = caseName(one);
  if (name === openingCue) return 'Opening';
  return name === '' ? `Run ${one.from.n}` : name;
}
