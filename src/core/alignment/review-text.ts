import { heldCondition } from '../constitution/condition';
import type { Mutation } from '../constitution/mutation';
import type { Review } from './review';

type MutationReview = Extract<Review, { readonly kind: 'mutation' }>;

/** The proposal in other words of the author's, kept like any other draft. */
export function withReviewText(review: Review, text: string): Review {
  switch (review.kind) {
    case 'mutation':
      return withText(review, text);
    case 'merge':
      return { ...review, text };
    case 'fold':
    case 'unfold':
    case 'update-prompt':
      return { ...review, after: text };
  }
}

/** The proposal in the words of another one that was asked for in its place, and holding when that one does. */
export function withReworded(review: MutationReview, reworded: Mutation): MutationReview {
  const { mutation } = review;
  if (mutation.kind === 'delete' || reworded.kind === 'delete') return review;
  const { when: _when, ...bare } = mutation;
  const when = reworded.when ?? heldCondition(reworded.text, mutation.when);
  return { ...review, mutation: { ...bare, text: reworded.text, ...(when === undefined ? {} : { when }) } };
}

/** A proposed deletion has no words. */
export function withText(review: MutationReview, text: string): MutationReview {
  const { mutation } = review;
  return mutation.kind === 'delete' ? review : { ...review, mutation: { ...mutation, text } };
}
