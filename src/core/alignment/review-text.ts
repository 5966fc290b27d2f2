import type { Review } from './review';

/** The proposal in other words of the author's, kept like any other draft. */
export function withReviewText(review: Review, text: string): Review {
  return review.kind === 'mutation' ? withText(review, text) : { ...review, after: text };
}

/** A proposed deletion has no words. */
export function withText(
  review: Extract<Review, { kind: 'mutation' }>,
  text: string,
): Extract<Review, { kind: 'mutation' }> {
  const { mutation } = review;
  return mutation.kind === 'delete' ? review : { ...review, mutation: { ...mutation, text } };
}
