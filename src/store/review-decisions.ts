import { acceptFold, acceptUpdate } from '../core/alignment/accept-proposal';
import type { Review } from '../core/alignment/review';
import { applyMutation } from '../core/constitution/apply-mutation';
import type { Mutation } from '../core/constitution/mutation';
import type { Source } from '../core/constitution/principle';
import { tooLongForPrinciple } from '../core/constitution/principle-length';
import type { GivenFeedback, Run } from '../core/project/run';
import type { Kit } from './kit';
import { commitDocument, markFresh } from './prompt-actions';
import { withUnfold } from './with-unfold';
import { patchRun } from './write-candidates';

export type FeedbackSource = Extract<Source, { readonly by: 'feedback' }>;

/** Does what a held proposal says, in the words that the author left it in. */
export function acceptReview(kit: Kit, review: Review, text: string): void {
  const document = kit.get().project.prompt;
  switch (review.kind) {
    case 'mutation':
      applyProposal(kit, withText(review, text));
      return;
    case 'fold': {
      const { principleIds, edit } = review;
      if (edit !== undefined) {
        withUnfold(kit, ({ acceptFoldedReview }) => acceptFoldedReview(kit, { ...review, edit }, text));
        return;
      }
      const accepted = acceptFold(document, { after: text, principleIds });
      commitDocument(kit, accepted, { kind: 'fold', count: principleIds.length });
      return;
    }
    case 'unfold':
      withUnfold(kit, ({ acceptFoldedReview }) => acceptFoldedReview(kit, review, text));
      return;
    case 'update-prompt': {
      const { feedback, run } = review.source;
      commitDocument(kit, acceptUpdate(document, text), { kind: 'update-prompt', feedback: feedback.kind, run: run.n });
      recordFeedback(kit, review.source, null);
      return;
    }
  }
}

export function applyProposal(kit: Kit, { mutation, source }: { mutation: Mutation; source: FeedbackSource }): void {
  const { prompt } = kit.get().project;
  const applied = applyMutation(prompt.principles, mutation, { newId: kit.deps.newId, source });
  if (!applied.ok) return;
  const { constitution, principleId, n } = applied.value;
  const changed = commitDocument(
    kit,
    { ...prompt, principles: constitution },
    { kind: 'mutation', change: mutation.kind, n, feedback: source.feedback.kind, run: source.run.n },
  );
  recordFeedback(kit, source, mutation.kind === 'delete' ? null : principleId);
  if (changed) markFresh(kit, principleId, mutation.kind);
  else
    kit.notify({
      title: 'Nothing to change',
      body: `Principle ${n} already says what your feedback asks for. Run the prompt again, or word the feedback in another way.`,
    });
}

function recordFeedback(kit: Kit, source: FeedbackSource, became: string | null): void {
  const given: GivenFeedback = { kind: source.feedback.kind, at: source.at, became };
  patchRun(kit, source.run.id, (run) => withFeedback(run, source.run.candidateId, given));
}

function withFeedback(run: Run, candidateId: string, given: GivenFeedback): Run {
  return {
    ...run,
    candidates: run.candidates.map((candidate) =>
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
