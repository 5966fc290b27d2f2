import { useActions, useStudioStore } from '../../use-studio';
import { withRaisedLimit } from './raised-limit';
import type { CandidatePlace } from './shown-turn';

/** Allows longer answers from now on, and asks for this one again. */
export function useRaiseLimit({ turnId, candidateId }: CandidatePlace): () => void {
  const { setSampling, retryCandidate } = useActions().align;
  const store = useStudioStore();
  return () => {
    setSampling(withRaisedLimit(store.getState().project.sampling));
    retryCandidate(turnId, candidateId);
  };
}
