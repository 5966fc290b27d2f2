import type { Feedback } from '../core/constitution/feedback';
import { type FeedbackDraft, feedbackKey, type Project } from '../core/project/project';
import { type Candidate, candidateText, type Run } from '../core/project/run';

export interface Found {
  readonly run: Run;
  readonly candidate: Candidate;
}

export function findCandidate(project: Project, target: { runId: string; candidateId: string }): Found | null {
  const run = project.runs.find((other) => other.id === target.runId);
  const candidate = run?.candidates.find((other) => other.id === target.candidateId);
  return run === undefined || candidate === undefined ? null : { run, candidate };
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
