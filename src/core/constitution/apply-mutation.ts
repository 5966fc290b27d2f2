import type { NewId } from '../effects';
import { err, ok, type Result } from '../result';
import { addPrinciple, deletePrinciples, editPrinciple, principleNumber } from './edit-constitution';
import type { Mutation } from './mutation';
import type { Constitution, Source } from './principle';

export interface AppliedMutation {
  readonly constitution: Constitution;
  readonly principleId: string;
  /** The principle's number in the list, from 1; for a deleted one, the number that it had. */
  readonly n: number;
}

/** The principle to edit or delete has gone since the mutation was proposed, or into the prompt. */
export interface OutdatedMutation {
  readonly mutation: Mutation;
}

/** `newId` is asked for an `add` alone. */
export function applyMutation(
  constitution: Constitution,
  mutation: Mutation,
  { newId, source }: { readonly newId: NewId; readonly source: Source },
): Result<AppliedMutation, OutdatedMutation> {
  if (mutation.kind === 'add') {
    const id = newId();
    const grown = addPrinciple(constitution, { id, text: mutation.text, source, when: mutation.when ?? null });
    return ok({ constitution: grown, principleId: id, n: grown.length });
  }
  const { id } = mutation;
  const n = principleNumber(constitution, id);
  if (n === 0 || constitution[n - 1]?.status === 'folded') return err({ mutation });
  switch (mutation.kind) {
    case 'edit': {
      const { text, when = null } = mutation;
      return ok({ constitution: editPrinciple(constitution, { id, text, source, when }), principleId: id, n });
    }
    case 'delete':
      return ok({ constitution: deletePrinciples(constitution, [id]), principleId: id, n });
  }
}
