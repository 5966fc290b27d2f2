import { type ProposedMutation, proposeMutation } from '../core/alignment/propose-mutation';
import { whyOutdated } from '../core/alignment/review';
import { updatePrompt } from '../core/alignment/update-prompt';
import { applyMutation } from '../core/constitution/apply-mutation';
import type { Feedback } from '../core/constitution/feedback';
import type { Mutation } from '../core/constitution/mutation';
import type { Source } from '../core/constitution/principle';
import { candidateText, type GivenFeedback } from '../core/conversation/candidate';
import { pathTo } from '../core/conversation/tree';
import { type Turn, turnOfConversation } from '../core/conversation/turn';
import type { FeedbackDraft, Project } from '../core/project/project';
import { showAlignment } from './align/alignments';
import { runAlignment } from './alignment-work';
import { commitDocument, markFresh, patchTurn, refuseTooLong } from './change-project';
import type { ActionContext } from './context';
import { checkContradictions } from './contradiction-work';
import { draftKey, type Found, findCandidate } from './feedback-draft';
import { holdNew, tellNotApplied } from './held-review';
import { alignmentModelOf } from './model-choice';

export type FeedbackSource = Extract<Source, { readonly by: 'feedback' }>;

/** The open panel's feedback → a mutation, applied or held, or a new prompt, held. */
export async function submitFeedback(context: ActionContext): Promise<void> {
  const { project, settings } = context.get();
  const draft = project.drafts.feedback;
  const found = draft === null ? null : findCandidate(project, draft);
  if (draft === null || found === null) return;
  const waits = project.drafts.review !== null;
  if (waits && (draft.applyAs === 'prompt' || settings.feedbackApplies === 'review')) {
    context.notify({
      title: 'A proposal waits for you',
      body: 'Accept or reject the proposed change first: the next one would take its place. Your feedback is kept.',
    });
    return;
  }
  const feedback = feedbackOf(draft, project.drafts.feedbackTexts[draftKey(draft)] ?? '');
  const source = sourceOf(context, { ...found, feedback });
  const input = {
    document: project.prompt,
    path: pathTo(project.turns, draft.turnId),
    response: source.response,
    feedback,
  };
  const about = { about: draft.candidateId, task: 'feedback' } as const;
  if (draft.applyAs === 'prompt') {
    await runAlignment(context, about, async (deps) => {
      const result = await updatePrompt(input, deps);
      if (!result.ok) return result;
      holdNew(context, { kind: 'update-prompt', before: project.prompt.preamble, after: result.value, source });
      closePanel(context, draft);
      return result;
    });
    return;
  }
  await runAlignment(context, about, async (deps) => {
    const result = await proposeMutation(input, deps);
    if (!result.ok) return result;
    const review = mutationReview(project, { ...result.value, source });
    const { prompt, drafts } = context.get().project;
    const outdated = whyOutdated(review, prompt);
    if (outdated !== null && drafts.review !== null) tellNotApplied(context, review, outdated);
    else if (settings.feedbackApplies === 'review' || outdated !== null) holdNew(context, review);
    else applyProposal(context, review);
    closePanel(context, draft);
    return result;
  });
}

/** The open panel's feedback, word for word, as a principle: where a model could not make one of it. */
export function addFeedbackAsWritten(context: ActionContext): void {
  const { project } = context.get();
  const draft = project.drafts.feedback;
  const found = draft === null ? null : findCandidate(project, draft);
  if (draft === null || found === null) return;
  if (context.work.isRunning('project/align/proposal', draft.candidateId)) return;
  const feedback = feedbackOf(draft, project.drafts.feedbackTexts[draftKey(draft)] ?? '');
  const text = feedback.text.trim();
  if (text === '' || feedback.kind === 'rewrite') return;
  if (refuseTooLong(context, text)) return;
  const source: FeedbackSource = { ...sourceOf(context, { ...found, feedback }), verbatim: true };
  applyProposal(context, { mutation: { kind: 'add', text }, source });
  closePanel(context, draft);
  showAlignment(context, draft.candidateId, null);
}

/** Changes the principles as the mutation says, and keeps with it what it came of. */
export function applyProposal(
  context: ActionContext,
  { mutation, source }: { mutation: Mutation; source: FeedbackSource },
): void {
  const { prompt } = context.get().project;
  const applied = applyMutation(prompt.principles, mutation, { newId: context.deps.newId, source });
  if (!applied.ok) return;
  const { constitution, principleId, n } = applied.value;
  const changed = commitDocument(
    context,
    { ...prompt, principles: constitution },
    {
      kind: 'mutation',
      change: mutation.kind,
      n,
      feedback: source.feedback.kind,
      run: source.run.n,
      ...(source.run.turn === undefined ? {} : { turn: source.run.turn }),
    },
  );
  recordFeedback(context, source, mutation.kind === 'delete' ? null : principleId);
  if (changed) {
    markFresh(context, principleId, mutation.kind);
    if (mutation.kind !== 'delete') void checkContradictions(context, principleId);
  } else
    context.notify({
      title: 'Nothing to change',
      body: `Principle ${n} already says what your feedback asks for. Run the prompt again, or word the feedback in another way.`,
    });
}

export function recordFeedback(context: ActionContext, source: FeedbackSource, became: string | null): void {
  const given: GivenFeedback = { kind: source.feedback.kind, at: source.at, became, text: source.feedback.text };
  patchTurn(context, source.run.id, (turn) => withFeedback(turn, source.run.candidateId, given));
}

function withFeedback(turn: Turn, candidateId: string, given: GivenFeedback): Turn {
  return {
    ...turn,
    candidates: turn.candidates.map((candidate) =>
      candidate.id === candidateId ? { ...candidate, feedback: [...candidate.feedback, given] } : candidate,
    ),
  };
}

/** The feedback did its work: its words are in the principle's sources now. */
function closePanel(context: ActionContext, draft: FeedbackDraft): void {
  context.setProject((project) => {
    const { [draftKey(draft)]: _, ...feedbackTexts } = project.drafts.feedbackTexts;
    const open = project.drafts.feedback;
    const feedback = open !== null && draftKey(open) === draftKey(draft) ? null : open;
    return { ...project, drafts: { ...project.drafts, feedback, feedbackTexts } };
  });
}

function mutationReview(
  project: Project,
  { mutation, reason, source: given }: ProposedMutation & { source: FeedbackSource },
) {
  const source = reason === undefined ? given : { ...given, reason };
  if (mutation.kind === 'add') return { kind: 'mutation', mutation, source } as const;
  const target = project.prompt.principles.find((principle) => principle.id === mutation.id);
  return { kind: 'mutation', mutation, source, targetText: target?.text ?? '' } as const;
}

function sourceOf(
  context: ActionContext,
  { turn, candidate, feedback }: Found & { feedback: Feedback },
): FeedbackSource {
  const { speaker } = context.get().project.chat;
  return {
    by: 'feedback',
    at: context.deps.now(),
    feedback,
    run: {
      id: turn.id,
      n: turn.n,
      candidateId: candidate.id,
      candidate: turn.candidates.indexOf(candidate) + 1,
      ...turnOfConversation(turn),
    },
    response: candidateText(candidate.state),
    model: alignmentModelOf(context.get().settings),
    ...(turn.input.message !== null && speaker === 'end-user' ? { speaker } : {}),
  };
}

function feedbackOf(draft: FeedbackDraft, text: string): Feedback {
  if (draft.kind === 'rewrite') return { kind: 'rewrite', text };
  return draft.quote === '' ? { kind: draft.kind, text } : { kind: draft.kind, text, quote: draft.quote };
}
