import type { Contradiction } from '../constitution/contradiction';
import type { Constitution } from '../constitution/principle';
import { findConflictsInstruction } from '../instructions/find-conflicts';
import { type MergedPrinciple, mergePrinciplesInstruction } from '../instructions/merge-principles';
import { sentPrinciples } from '../prompt/compose';
import { ok, type Result } from '../result';
import { type AskDeps, ask, type UnreadableReply } from './ask';

/** Which of the others that are on a principle contradicts, in one call; none where it is not on itself, or alone. */
export async function findContradictions(
  constitution: Constitution,
  id: string,
  deps: AskDeps,
): Promise<Result<readonly Contradiction[], UnreadableReply>> {
  const sent = sentPrinciples(constitution);
  const index = sent.findIndex((principle) => principle.id === id);
  const own = sent[index];
  if (own === undefined || sent.length < 2) return ok([]);
  const subject = { principles: sent.map(({ text }) => text), n: index + 1 };
  const reply = await ask(findConflictsInstruction, subject, deps);
  if (!reply.ok) return reply;
  return ok(
    reply.value.flatMap(({ n, why }): readonly Contradiction[] => {
      const other = sent[n - 1];
      if (other === undefined) return [];
      return [{ one: { id, text: own.text }, other: { id: other.id, text: other.text }, why }];
    }),
  );
}

interface Merge {
  /** The older one first. */
  readonly texts: readonly [string, string];
  /** Why they cannot stay as they are; may be empty. */
  readonly why: string;
}

/** One principle that takes the place of two. */
export function proposeMerge({ texts, why }: Merge, deps: AskDeps): Promise<Result<MergedPrinciple, UnreadableReply>> {
  return ask(mergePrinciplesInstruction, { principles: texts, why }, deps);
}
