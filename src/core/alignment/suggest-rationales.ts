import type { Constitution } from '../constitution/principle';
import { sentMaterial } from '../conversation/compose';
import type { Turn } from '../conversation/turn';
import { type Rationale, suggestRationalesInstruction } from '../instructions/suggest-rationales';
import type { RationalesSubject } from '../instructions/task';
import { sentPrinciples } from '../prompt/compose';
import type { Result } from '../result';
import { type AskDeps, ask, type UnreadableReply } from './ask';

interface Asked extends Pick<RationalesSubject, 'kind' | 'response'> {
  /** From the root to the turn whose response it is. */
  readonly path: readonly Turn[];
  /** As it is now. */
  readonly constitution: Constitution;
}

/** Three ready-made kudos or critiques of a response, different in kind. */
export function suggestRationales(
  { kind, path, response, constitution }: Asked,
  deps: AskDeps,
): Promise<Result<readonly Rationale[], UnreadableReply>> {
  const principles = sentPrinciples(constitution).map(({ text }) => text);
  return ask(suggestRationalesInstruction, { kind, ...sentMaterial(path), response, principles }, deps);
}
