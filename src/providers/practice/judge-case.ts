import { judgeByRules } from '../../core/adherence/verdict';
import type { Verdict } from '../../core/constitution/principle';
import { conditionIn } from '../../core/constitution/read-condition';
import type { CaseJudgement } from '../../core/instructions/judge-case';
import type { JudgeCaseSubject } from '../../core/instructions/task';
import { toPrinciple } from './principle';

/**
 * Judges a response by the principle that the feedback comes to. A question that the author has worded anew is read by nobody here: what
 * the rules made of the feedback may be its opposite.
 */
export function judgeCase({ isMade, feedback, earlier, response }: JudgeCaseSubject): CaseJudgement {
  if (!isMade)
    return { verdict: 'unsure', reason: 'The practice model understands no question that you worded yourself.' };
  const principle = toPrinciple({ preamble: '', prompt: '', response: earlier, feedback });
  // The case is asked what was asked when the feedback was given: its condition is met, and what is to be done then is judged.
  const { verdict, why } = judgeByRules(conditionIn(principle)?.then ?? principle, response);
  return { verdict: verdicts[verdict], reason: reasons(verdict, { why, principle }) };
}

const verdicts = {
  followed: 'passes',
  'not-followed': 'fails',
  'does-not-apply': 'unsure',
  unsure: 'unsure',
} as const satisfies Readonly<Record<Verdict, CaseJudgement['verdict']>>;

function reasons(verdict: Verdict, { why, principle }: { readonly why: string; readonly principle: string }): string {
  switch (verdict) {
    case 'followed':
      return `It does what this asks for: “${principle}”`;
    case 'not-followed':
      return `It ${why}.`;
    case 'does-not-apply':
    case 'unsure':
      return 'The practice model has no rule for this feedback.';
  }
}
