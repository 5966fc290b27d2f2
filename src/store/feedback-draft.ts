import type { Candidate } from '../core/conversation/candidate';
import type { Turn } from '../core/conversation/turn';
import { type FeedbackDraft, feedbackKey, type Project } from '../core/project/project';

/** A response that feedback is about. */
export interface Found {
  readonly turn: Turn;
  readonly candidate: Candidate;
}

export function findCandidate(project: Project, target: { turnId: string; candidateId: string }): Found | null {
  const turn = project.turns.find((other) => other.id === target.turnId);
  const candidate = turn?.candidates.find((other) => other.id === target.candidateId);
  return turn === undefined || candidate === undefined ? null : { turn, candidate };
}

export function draftKey(draft: FeedbackDraft): string {
  return feedbackKey(draft.candidateId, draft.kind);
}
