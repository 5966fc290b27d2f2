import { withReviewText } from '../core/alignment/review-text';
import type { FeedbackKind } from '../core/constitution/feedback';
import { candidateText } from '../core/conversation/candidate';
import { own } from '../core/own';
import { type FeedbackDraft, feedbackKey, type Project } from '../core/project/project';
import type { AlignmentSubject } from './align/align-state';
import { dropProblems } from './align/alignments';
import { refuseTooLong } from './change-project';
import type { ActionContext } from './context';
import { draftKey, findCandidate } from './feedback-draft';
import { withProposals } from './load-proposals';
import type { ProposalActions } from './proposal-actions';
import { withUnfold } from './with-unfold';

export interface FeedbackActions extends Omit<ProposalActions, 'addBotPrinciple' | 'editBotPrinciple'> {
  openFeedback(target: { turnId: string; candidateId: string; kind: FeedbackKind; quote?: string }): void;
  closeFeedback(): void;
  setFeedbackText(text: string): void;
  setApplyAs(applyAs: FeedbackDraft['applyAs']): void;
  /** Changes the words of the held proposal; kept like any other draft. A proposed deletion has none. */
  setReviewText(text: string): void;
  /** Ends the alignment call about a candidate, a principle or the document; what was written stays. */
  cancelAlignment(about: AlignmentSubject): void;
  dismissAlignmentProblem(): void;
  discardReview(): void;
  /**
   * A folded principle back into the list, with new words if given. A prompt that the author has changed since is held for review;
   * otherwise it goes back at once. False when it is not back yet.
   */
  takeOutOfPrompt(id: string, text?: string): Promise<boolean>;
  /** Asks for a prompt that says a folded principle in these words. */
  updateFolded(id: string, text: string): void;
}

export function feedbackActions(context: ActionContext): FeedbackActions {
  const { get, setProject } = context;

  const setDrafts = (change: Partial<Project['drafts']>) =>
    setProject((project) => ({ ...project, drafts: { ...project.drafts, ...change } }));

  return {
    openFeedback({ turnId, candidateId, kind, quote = '' }) {
      const { project } = get();
      const found = findCandidate(project, { turnId, candidateId });
      if (found === null) return;
      const key = feedbackKey(candidateId, kind);
      const texts = project.drafts.feedbackTexts;
      const text = own(texts, key) ?? (kind === 'rewrite' ? candidateText(found.candidate.state) : '');
      setDrafts({
        feedback: { turnId, candidateId, kind, quote, applyAs: project.drafts.feedback?.applyAs ?? 'principle' },
        feedbackTexts: { ...texts, [key]: text },
      });
      dropProblems(context);
    },
    closeFeedback() {
      const { project } = get();
      const about = project.drafts.feedback?.candidateId;
      if (about !== undefined) void context.work.stop('project/align/proposal', about);
      const untouched = untouchedRewrite(project);
      const texts = Object.entries(project.drafts.feedbackTexts).filter(
        ([key, text]) => text.trim() !== '' && key !== untouched,
      );
      setDrafts({ feedback: null, feedbackTexts: Object.fromEntries(texts) });
    },
    setFeedbackText(text) {
      const { drafts } = get().project;
      if (drafts.feedback === null) return;
      setDrafts({ feedbackTexts: { ...drafts.feedbackTexts, [draftKey(drafts.feedback)]: text } });
    },
    setApplyAs(applyAs) {
      const { feedback } = get().project.drafts;
      if (feedback !== null) setDrafts({ feedback: { ...feedback, applyAs } });
    },
    suggestRationales: () => withProposals(context, (proposals) => proposals.suggestRationales()),
    submitFeedback: () => withProposals(context, (proposals) => proposals.submitFeedback()),
    addFeedbackAsWritten: () => withProposals(context, (proposals) => proposals.addFeedbackAsWritten()),
    setReviewText(text) {
      const { review } = get().project.drafts;
      if (review !== null) setDrafts({ review: withReviewText(review, text) });
    },
    rewordProposal: (direction, text) =>
      withProposals(context, (proposals) => proposals.rewordProposal(direction, text)),
    cancelAlignment(about) {
      void context.work.stop('project/align/proposal', about);
    },
    dismissAlignmentProblem: () => dropProblems(context),
    acceptReview: (text) => withProposals(context, (proposals) => proposals.acceptReview(text)),
    discardReview() {
      setDrafts({ review: null });
    },
    addReviewAsNew: (text) => withProposals(context, (proposals) => proposals.addReviewAsNew(text)),
    foldPrinciples: () => withProposals(context, (proposals) => proposals.foldPrinciples()),
    checkContradictions: (id) => withProposals(context, (proposals) => proposals.checkContradictions(id)),
    dropContradictionCheck: (id) => withProposals(context, (proposals) => proposals.dropContradictionCheck(id)),
    keepBoth: (ids) => withProposals(context, (proposals) => proposals.keepBoth(ids)),
    mergePrinciples: (ids) => withProposals(context, (proposals) => proposals.mergePrinciples(ids)),
    async takeOutOfPrompt(id, text) {
      if (text !== undefined && refuseTooLong(context, text)) return false;
      const wanted = { id, ...(text === undefined ? {} : { text }) };
      return (await withUnfold(context, ({ takeOutOfPrompt }) => takeOutOfPrompt(context, wanted))) ?? false;
    },
    updateFolded(id, text) {
      const edit = { id, text: text.trim() };
      if (edit.text !== '' && !refuseTooLong(context, edit.text))
        void withUnfold(context, ({ proposeRefold }) => proposeRefold(context, edit));
    },
  };
}

/** The key of an open rewrite that still is the response as it came: not worth keeping, and wrong once the response is written anew. */
function untouchedRewrite(project: Project): string | null {
  const { feedback, feedbackTexts } = project.drafts;
  const found = feedback?.kind === 'rewrite' ? findCandidate(project, feedback) : null;
  if (feedback === null || found === null) return null;
  const key = draftKey(feedback);
  return feedbackTexts[key] === candidateText(found.candidate.state) ? key : null;
}
