import type { Feedback } from '../core/constitution/feedback';
import { type Candidate, candidateText } from '../core/conversation/candidate';
import type { Turn } from '../core/conversation/turn';
import { type FeedbackDraft, feedbackKey, type Project } from '../core/project/project';

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

export function feedbackOf(draft: FeedbackDraft, text: string): Feedback {
  if (draft.kind === 'rewrite') return { kind: 'rewrite', text };
  return draft.quote === '' ? { kind: draft.kind, text } : { kind: draft.kind, text, quote: draft.quote };
}

/** The key of an open rewrite that still is the response as it came: not worth keeping, and wrong once the response is written anew. */
export function untouchedRewrite(project: Project): string | null {
  const { feedback, feedbackTexts } = project.drafts;
  const found = feedback?.kind === 'rewrite' ? findCandidate(project, feedback) : null;
  if (feedback === null || found === null) return null;
  const key = draftKey(feedback);
  return feedbackTexts[key] === candidateText(found.candidate.state) ? key : null;
}
