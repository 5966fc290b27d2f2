import { type Rationale, suggestRationalesInstruction } from '../instructions/suggest-rationales';
import type { RationalesSubject } from '../instructions/task';
import type { Result } from '../result';
import { type AskDeps, ask, type UnreadableReply } from './ask';

/** Three ready-made kudos or critiques of a response, different in kind. */
export function suggestRationales(
  subject: RationalesSubject,
  deps: AskDeps,
): Promise<Result<readonly Rationale[], UnreadableReply>> {
  return ask(suggestRationalesInstruction, subject, deps);
}
