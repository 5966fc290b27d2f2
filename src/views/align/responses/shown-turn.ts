import type { Candidate } from '../../../core/conversation/candidate';
import { currentConversation } from '../../../core/conversation/chat';
import type { Turn } from '../../../core/conversation/turn';
import type { Studio } from '../../../store/studio';

/** The turn on the screen: the run of a prompt by itself, or what the conversation ends with. */
export function shownTurn({ project }: Studio): Turn | null {
  const { mode, turns, chat, currentTurnId } = project;
  return turnById(turns, mode === 'chat' ? (currentConversation(chat)?.leafId ?? null) : currentTurnId);
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
