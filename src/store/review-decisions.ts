import { acceptFold, acceptUpdate } from '../core/alignment/accept-proposal';
import type { Review } from '../core/alignment/review';
import { applyMutation } from '../core/constitution/apply-mutation';
import type { Mutation } from '../core/constitution/mutation';
import type { Source } from '../core/constitution/principle';
import { tooLongForPrinciple } from '../core/constitution/principle-length';
import type { GivenFeedback } from '../core/conversation/candidate';
import type { Turn } from '../core/conversation/turn';
import { commitDocument, markFresh } from './commit-document';
import type { ActionContext } from './context';
import { withUnfold } from './with-unfold';
import { patchTurn } from './write-candidates';

export type FeedbackSource = Extract<Source, { readonly by: 'feedback' }>;

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
    case 'update-prompt': {
      const { feedback, run } = review.source;
      commitDocument(context, acceptUpdate(document, text), {
        kind: 'update-prompt',
        feedback: feedback.kind,
        run: run.n,
      });
      recordFeedback(context, review.source, null);
      return;
    }
  }
}

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
    { kind: 'mutation', change: mutation.kind, n, feedback: source.feedback.kind, run: source.run.n },
  );
  recordFeedback(context, source, mutation.kind === 'delete' ? null : principleId);
  if (changed) markFresh(context, principleId, mutation.kind);
  else
    context.notify({
      title: 'Nothing to change',
      body: `Principle ${n} already says what your feedback asks for. Run the prompt again, or word the feedback in another way.`,
    });
}

function recordFeedback(context: ActionContext, source: FeedbackSource, became: string | null): void {
  const given: GivenFeedback = { kind: source.feedback.kind, at: source.at, became };
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

export function withText(
  review: Extract<Review, { kind: 'mutation' }>,
  text: string,
): Extract<Review, { kind: 'mutation' }> {
  const { mutation } = review;
  return mutation.kind === 'delete' ? review : { ...review, mutation: { ...mutation, text } };
}

export function withReviewText(review: Review, text: string): Review {
  return review.kind === 'mutation' ? withText(review, text) : { ...review, after: text };
}

/** Accepting it would make a principle without words, or with too many. */
export function isNoPrinciple(review: Review, text: string): boolean {
  if (review.kind !== 'mutation' || review.mutation.kind === 'delete') return false;
  return text.trim() === '' || tooLongForPrinciple(text) !== null;
}
