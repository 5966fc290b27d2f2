import { type AskDeps, ask, type UnreadableReply } from '../../alignment/ask';
import type { Principle } from '../../constitution/principle';
import type { NewId } from '../../effects';
import { pairFromPrincipleInstruction } from '../../instructions/pair-from-principle';
import { ok, type Result } from '../../result';
import type { ComparisonPrinciple, RequestPair, TuningConstitution } from './tuning-constitution';

/** What a principle of the project would become. It counts once its author has taken it. */
export interface PrincipleProposal {
  readonly pair: RequestPair;
  readonly comparison: ComparisonPrinciple;
}

/** One structured call. Throws as `ask` does. */
export async function proposalFromPrinciple(
  { id: principleId, text: wording }: Pick<Principle, 'id' | 'text'>,
  { newId, ...deps }: AskDeps & { readonly newId: NewId },
): Promise<Result<PrincipleProposal, UnreadableReply>> {
  const reply = await ask(pairFromPrincipleInstruction, { principle: wording }, deps);
  if (!reply.ok) return reply;
  const { critique, revision, comparison } = reply.value;
  const from = { principleId, wording };
  return ok({ pair: { id: newId(), critique, revision, from }, comparison: { id: newId(), text: comparison, from } });
}

/** With the proposals at the end of its lists. */
export function withProposals(
  constitution: TuningConstitution,
  proposals: readonly PrincipleProposal[],
): TuningConstitution {
  return {
    ...constitution,
    pairs: [...constitution.pairs, ...proposals.map(({ pair }) => pair)],
    comparisonPrinciples: [...constitution.comparisonPrinciples, ...proposals.map(({ comparison }) => comparison)],
  };
}
