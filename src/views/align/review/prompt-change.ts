import type { Review } from '../../../core/alignment/review';

/** A rewritten prompt that waits for a decision. */
export type PromptChange = Exclude<Review, { readonly kind: 'mutation' | 'merge' }>;
