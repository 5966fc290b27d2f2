import { planFold } from '../core/alignment/fold-plan';
import { whyOutdated } from '../core/alignment/review';
import type { Feedback } from '../core/constitution/feedback';
import type { Mutation } from '../core/constitution/mutation';
import { candidateText } from '../core/conversation/candidate';
import { pathTo } from '../core/conversation/tree';
import type { FeedbackDraft, Project } from '../core/project/project';
import { documentSubject } from './align/align-state';
import { runAlignment, showAlignment } from './alignment-work';
import { refuseTooLong } from './commit-document';
import type { ActionContext } from './context';
import { draftKey, type Found, feedbackOf, findCandidate } from './feedback-draft';
import { foldReview, hold, holdNew, tellNotApplied } from './held-review';
import { alignmentModelOf } from './model-choice';
import { applyProposal, type FeedbackSource, withText } from './review-decisions';

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
    await runAlignment(context, about, async ({ updatePrompt }, deps) => {
      const result = await updatePrompt(input, deps);
      if (!result.ok) return result;
      holdNew(context, { kind: 'update-prompt', before: project.prompt.preamble, after: result.value, source });
      closePanel(context, draft);
      return result;
    });
    return;
  }
  await runAlignment(context, about, async ({ proposeMutation }, deps) => {
    const result = await proposeMutation(input, deps);
    if (!result.ok) return result;
    const review = mutationReview(project, { mutation: result.value, source });
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

/** A broader or narrower wording of the held proposal. */
export async function rewordProposal(
  context: ActionContext,
  { direction, text }: { direction: 'broader' | 'narrower'; text: string },
): Promise<void> {
  const { project } = context.get();
  const { review } = project.drafts;
  if (review?.kind !== 'mutation') return;
  const { feedback, response, run } = review.source;
  await runAlignment(context, { about: documentSubject, task: 'reword' }, async ({ proposeMutation }, deps) => {
    const input = { document: project.prompt, path: pathTo(project.turns, run.id), response, feedback };
    const result = await proposeMutation({ ...input, reword: { proposal: text, direction } }, deps);
    if (!result.ok) return result;
    const words = result.value.kind === 'delete' ? text : result.value.text;
    if (context.get().project.drafts.review === review) hold(context, withText(review, words));
    return result;
  });
}

/** A preamble that carries the principles, held for review. */
export async function proposeFold(context: ActionContext): Promise<void> {
  const { project, settings } = context.get();
  const plan = planFold(project.prompt);
  if (plan === null || project.drafts.review !== null) return;
  await runAlignment(context, { about: documentSubject, task: 'fold' }, async ({ foldPrinciples }, deps) => {
    const result = await foldPrinciples(plan, deps);
    if (result.ok)
      holdNew(context, foldReview({ project, plan, after: result.value, model: alignmentModelOf(settings) }));
    return result;
  });
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

function mutationReview(project: Project, { mutation, source }: { mutation: Mutation; source: FeedbackSource }) {
  if (mutation.kind === 'add') return { kind: 'mutation', mutation, source } as const;
  const target = project.prompt.principles.find((principle) => principle.id === mutation.id);
  return { kind: 'mutation', mutation, source, targetText: target?.text ?? '' } as const;
}

function sourceOf(
  context: ActionContext,
  { turn, candidate, feedback }: Found & { feedback: Feedback },
): FeedbackSource {
  return {
    by: 'feedback',
    at: context.deps.now(),
    feedback,
    run: { id: turn.id, n: turn.n, candidateId: candidate.id, candidate: turn.candidates.indexOf(candidate) + 1 },
    response: candidateText(candidate.state),
    model: alignmentModelOf(context.get().settings),
  };
}
