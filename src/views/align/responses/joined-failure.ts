import type { Turn } from '../../../core/conversation/turn';
import type { ModelErrorData } from '../../../core/model/model-error';

export interface JoinedFailure {
  readonly error: ModelErrorData;
  /** Those that failed for this cause, in order; at least two. */
  readonly candidateIds: readonly string[];
}

/** One cause that several candidates failed for: it is told once, over all of them. Null when each has its own. */
export function joinedFailure(turn: Turn | null): JoinedFailure | null {
  const byCause = new Map<string, { readonly error: ModelErrorData; readonly candidateIds: string[] }>();
  for (const { id, state } of turn?.candidates ?? []) {
    // What each needs there is more room, which is a button of its own.
    if (state.status !== 'failed' || state.error.kind === 'token-limit') continue;
    const cause = JSON.stringify([state.error.kind, state.error.code]);
    const known = byCause.get(cause) ?? { error: state.error, candidateIds: [] };
    known.candidateIds.push(id);
    byCause.set(cause, known);
  }
  return [...byCause.values()].find(({ candidateIds }) => candidateIds.length > 1) ?? null;
}
