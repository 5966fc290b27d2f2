import type { Mutation } from '../constitution/mutation';
import type { PrincipleCondition, Source } from '../constitution/principle';
import type { ModelRef } from '../model/model-ref';
import type { PromptDocument } from '../prompt/prompt-document';

export type Review =
  | {
      readonly kind: 'mutation';
      readonly mutation: Mutation;
      readonly source: Extract<Source, { readonly by: 'feedback' }>;
      /** Text of the principle to edit or delete when this was proposed; absent for `add`. */
      readonly targetText?: string;
    }
  | {
      readonly kind: 'fold';
      readonly before: string;
      readonly after: string;
      /** Ids of the principles that the new preamble carries. */
      readonly principleIds: readonly string[];
      /** What these said when it was proposed, in the same order. */
      readonly principleTexts?: readonly string[];
      /** New words for a principle that was folded with earlier ones; `principleTexts` has them too. */
      readonly edit?: { readonly id: string; readonly text: string };
      /** Text that the fold started from: the original preamble, or the author's own later text. */
      readonly startedFrom: string;
      readonly model: ModelRef;
    }
  | {
      /** A folded principle is to come out of a prompt that the author has changed since. */
      readonly kind: 'unfold';
      readonly before: string;
      readonly after: string;
      readonly principleId: string;
      /** New words that it comes back with. */
      readonly edit?: string;
    }
  | {
      /** One principle in the place of two. */
      readonly kind: 'merge';
      /** As they were when it was proposed. */
      readonly older: { readonly id: string; readonly text: string };
      readonly newer: { readonly id: string; readonly text: string };
      readonly text: string;
      readonly when?: PrincipleCondition;
      readonly model: ModelRef;
    }
  | {
      readonly kind: 'update-prompt';
      readonly before: string;
      readonly after: string;
      readonly source: Extract<Source, { readonly by: 'feedback' }>;
    };

/** Why a proposal no longer fits what it was made for; null while it does. An outdated proposal is shown, never applied. */
export function whyOutdated(review: Review, document: PromptDocument): string | null {
  switch (review.kind) {
    case 'mutation':
      return mutationOutdated(review, document);
    case 'fold':
      return foldOutdated(review, document);
    case 'unfold':
      return unfoldOutdated(review, document);
    case 'merge':
      return mergeOutdated(review, document);
    case 'update-prompt':
      return document.preamble === review.before ? null : 'The prompt was edited while this was being written.';
  }
}

function foldOutdated(review: Extract<Review, { readonly kind: 'fold' }>, document: PromptDocument): string | null {
  if (document.preamble !== review.before) return 'The prompt was edited while this was being written.';
  for (const [index, id] of review.principleIds.entries()) {
    const carried = document.principles.find((principle) => principle.id === id);
    if (carried === undefined) return 'A principle that it carries was deleted while this was being written.';
    if (carried.status === 'off') return 'A principle that it carries was turned off since it was asked for.';
    // Marked as folded, its new words would not be sent by anybody.
    if (id !== review.edit?.id && carried.text !== (review.principleTexts?.[index] ?? carried.text))
      return 'A principle that it carries was changed since it was asked for.';
  }
  return null;
}

function unfoldOutdated(review: Extract<Review, { readonly kind: 'unfold' }>, document: PromptDocument): string | null {
  if (document.preamble !== review.before) return 'The prompt was edited since this was proposed.';
  const principle = document.principles.find(({ id }) => id === review.principleId);
  if (principle === undefined) return 'The principle was deleted since this was proposed.';
  return principle.status === 'folded' ? null : 'The prompt does not carry this principle any more.';
}

function mergeOutdated(
  { older, newer }: Extract<Review, { readonly kind: 'merge' }>,
  { principles }: PromptDocument,
): string | null {
  for (const { id, text } of [older, newer]) {
    const present = principles.find((principle) => principle.id === id);
    if (present === undefined) return 'It merges a principle that was deleted since it was asked for.';
    if (present.status === 'folded') return 'It merges a principle that was folded into the prompt since.';
    if (present.text !== text) return 'It merges a principle that was changed since it was asked for.';
  }
  return null;
}

function mutationOutdated(
  review: Extract<Review, { readonly kind: 'mutation' }>,
  document: PromptDocument,
): string | null {
  const { mutation } = review;
  if (mutation.kind === 'add') return null;
  const target = document.principles.find((principle) => principle.id === mutation.id);
  const verb = mutation.kind === 'edit' ? 'edits' : 'deletes';
  if (target === undefined) return `It ${verb} a principle that was deleted while it was being written.`;
  if (target.status === 'folded') return `It ${verb} a principle that was folded into the prompt since.`;
  if (target.text !== review.targetText) return `It ${verb} a principle that was changed while it was being written.`;
  return null;
}
