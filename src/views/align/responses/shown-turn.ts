import type { Candidate } from '../../../core/conversation/candidate';
import type { Turn } from '../../../core/conversation/turn';
import type { Studio } from '../../../store/studio';

/** The turn on the screen. */
export function shownTurn({ project }: Studio): Turn | null {
  return turnById(project.turns, project.currentTurnId);
}

export function turnById(turns: readonly Turn[], id: string | null): Turn | null {
  return turns.find((turn) => turn.id === id) ?? null;
}

export interface CandidatePlace {
  readonly turnId: string;
  readonly candidateId: string;
}

export function candidateAt({ project }: Studio, { turnId, candidateId }: CandidatePlace): Candidate | null {
  return turnById(project.turns, turnId)?.candidates.find((candidate) => candidate.id === candidateId) ?? null;
}
