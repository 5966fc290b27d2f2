import { acceptFold, acceptUpdate } from '../core/alignment/accept-proposal';
import type { Review } from '../core/alignment/review';
import { withText } from '../core/alignment/review-text';
import { principleNumber } from '../core/constitution/edit-constitution';
import { mergeInto } from '../core/constitution/merge-into';
import { tooLongForPrinciple } from '../core/constitution/principle-length';
import { commitDocument, markFresh } from './change-project';
import type { ActionContext } from './context';
import { applyProposal, recordFeedback } from './propose';
import { withUnfold } from './with-unfold';

/** Does what a held proposal says, in the words that the author left it in. */
export function acceptReview(context: ActionContext, review: Review, text: string): void {
  const document = context.get().project.prompt;
  switch (review.kind) {
    case 'mutation':
      applyProposal(context, withText(review, text));
      return;
    case 'fold': {
      const { principleIds, edit } = review;
      if (edit !== undefined) {
        withUnfold(context, ({ acceptFoldedReview }) => acceptFoldedReview(context, { ...review, edit }, text));
        return;
      }
      const accepted = acceptFold(document, { after: text, principleIds });
      commitDocument(context, accepted, { kind: 'fold', count: principleIds.length });
      return;
    }
    case 'unfold':
      withUnfold(context, ({ acceptFoldedReview }) => acceptFoldedReview(context, review, text));
      return;
    case 'merge': {
      const { older, newer, when = null } = review;
      const source = { by: 'author', at: context.deps.now() } as const;
      const numbers = [older, newer].map(({ id }) => principleNumber(document.principles, id));
      const principles = mergeInto(document.principles, { olderId: older.id, newerId: newer.id, text, source, when });
      commitDocument(context, { ...document, principles }, { kind: 'merge', numbers });
      markFresh(context, older.id, 'edit');
      return;
    }
    case 'update-prompt': {
      const { feedback, run } = review.source;
      commitDocument(context, acceptUpdate(document, text), {
        kind: 'update-prompt',
        feedback: feedback.kind,
        run: run.n,
        ...(run.turn === undefined ? {} : { turn: run.turn }),
      });
      recordFeedback(context, review.source, null);
      return;
    }
  }
}

/** Accepting it would make a principle without words, or with too many. */
export function isNoPrinciple(review: Review, text: string): boolean {
  if (review.kind !== 'merge' && (review.kind !== 'mutation' || review.mutation.kind === 'delete')) return false;
  return text.trim() === '' || tooLongForPrinciple(text) !== null;
}
