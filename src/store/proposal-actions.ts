import { whyOutdated } from '../core/alignment/review';
import { addBotPrinciple, type BotPrincipleEdit, editBotPrinciple } from './bot-principles';
import { refuseTooLong } from './change-project';
import type { ActionContext } from './context';
import { checkContradictions, dropContradictionCheck, keepBoth, mergePrinciples } from './contradiction-work';
import { proposeFold, rewordProposal } from './held-review';
import { addFeedbackAsWritten, applyProposal, submitFeedback } from './propose';
import { loadRationales } from './rationale-work';
import { acceptReview, isNoPrinciple } from './review-decisions';

export interface ProposalActions {
  /** Asks for rationales for the open panel, unless they are there. */
  suggestRationales(): void;
  submitFeedback(): void;
  /** Adds the words of the open panel as a principle, as they are. Not those of a rewrite, which is a response. */
  addFeedbackAsWritten(): void;
  /** Rewords the held proposal. */
  rewordProposal(direction: 'broader' | 'narrower', text: string): void;
  /** `text`: as the author left it. Does nothing when the proposal is outdated. */
  acceptReview(text: string): void;
  /** An outdated proposal's words as a new principle. */
  addReviewAsNew(text: string): void;
  foldPrinciples(): void;
  addBotPrinciple(text: string): void;
  editBotPrinciple(edit: BotPrincipleEdit): void;
  /** Asks once whether a principle contradicts another one, where there is a bot. */
  checkContradictions(id: string): void;
  /** Ends that, or takes away why it came to nothing. */
  dropContradictionCheck(id: string): void;
  /** Both principles stay as they are, whatever was found. */
  keepBoth(ids: readonly [string, string]): void;
  /** Asks for one principle in the place of both. */
  mergePrinciples(ids: readonly [string, string]): void;
}

/** What is asked of the alignment model, and what becomes of its proposals. Fetched once there is something to give feedback on. */
export function proposalActions(context: ActionContext): ProposalActions {
  const review = () => context.get().project.drafts.review;
  const letGo = () => context.setProject((project) => ({ ...project, drafts: { ...project.drafts, review: null } }));

  return {
    suggestRationales: () => void loadRationales(context),
    submitFeedback: () => void submitFeedback(context),
    addFeedbackAsWritten: () => addFeedbackAsWritten(context),
    rewordProposal: (direction, text) => void rewordProposal(context, { direction, text }),
    acceptReview(text) {
      const held = review();
      if (held === null || whyOutdated(held, context.get().project.prompt) !== null || isNoPrinciple(held, text))
        return;
      letGo();
      acceptReview(context, held, text);
    },
    addReviewAsNew(text) {
      const held = review();
      if (held?.kind !== 'mutation' || text.trim() === '' || refuseTooLong(context, text)) return;
      letGo();
      applyProposal(context, { mutation: { kind: 'add', text }, source: held.source });
    },
    foldPrinciples: () => void proposeFold(context),
    addBotPrinciple: (text) => addBotPrinciple(context, text),
    editBotPrinciple: (edit) => editBotPrinciple(context, edit),
    checkContradictions: (id) => void checkContradictions(context, id),
    dropContradictionCheck: (id) => void dropContradictionCheck(context, id),
    keepBoth: (ids) => keepBoth(context, ids),
    mergePrinciples: (ids) => void mergePrinciples(context, ids),
  };
}
