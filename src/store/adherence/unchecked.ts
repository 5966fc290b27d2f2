import { principlesPerCall } from '../../core/adherence/check-response';
import { checksOf, type WordingChecks } from '../../core/adherence/wording-checks';
import type { Constitution, Principle } from '../../core/constitution/principle';
import type { Candidate } from '../../core/conversation/candidate';
import { type ModelRef, modelKey } from '../../core/model/model-ref';
import { sentPrinciples } from '../../core/prompt/compose';

/** The principles that are on and that this judge has said nothing of yet, in their present words. */
export function uncheckedPrinciples(
  constitution: Constitution,
  { verdicts = [] }: Pick<Candidate, 'verdicts'>,
  judge: ModelRef,
): readonly Principle[] {
  const by = modelKey(judge);
  return sentPrinciples(constitution).filter(
    ({ id, text }) =>
      !verdicts.some((given) => given.principleId === id && given.wording === text && given.judge === by),
  );
}

/** Wordings that have no checks yet, each once. */
export function unmadeWordings(principles: readonly Principle[], checks: readonly WordingChecks[]): readonly string[] {
  const wordings = principles.map(({ text }) => text).filter((text) => checksOf(checks, text) === undefined);
  return [...new Set(wordings)];
}

/** How many calls a check of these principles takes. */
export function callsOfCheck(principles: readonly Principle[], checks: readonly WordingChecks[]): number {
  const calls = (count: number) => Math.ceil(count / principlesPerCall);
  return calls(principles.length) + calls(unmadeWordings(principles, checks).length);
}
