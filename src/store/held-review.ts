import type { FoldPlan } from '../core/alignment/fold-plan';
import type { Review } from '../core/alignment/review';
import type { ModelRef } from '../core/model/model-ref';
import type { Project } from '../core/project/project';
import type { ActionContext } from './context';

/** The proposal that waits for the author's decision, from now on. */
export function hold(context: ActionContext, review: Review): void {
  context.setProject((project) => ({ ...project, drafts: { ...project.drafts, review } }));
}

/** Holds what an alignment call gave. There is one place for it: where another proposal waits there, this one's words are told instead. */
export function holdNew(context: ActionContext, review: Review): void {
  if (context.get().project.drafts.review === null) hold(context, review);
  else
    tellNotApplied(context, review, 'Another proposed change waits for your decision, and there is one place for it.');
}

/** What came of the call is not lost: it can be read, and copied. */
export function tellNotApplied(context: ActionContext, review: Review, why: string): void {
  context.notify({ title: 'A proposal was not applied', body: why, details: wordsOf(review) });
}

function wordsOf(review: Review): readonly string[] {
  if (review.kind !== 'mutation') return [review.after];
  return review.mutation.kind === 'delete' ? [] : [review.mutation.text];
}

interface FoldReview {
  readonly project: Project;
  readonly plan: FoldPlan;
  readonly after: string;
  readonly model: ModelRef;
}

export function foldReview({ project, plan, after, model }: FoldReview): Extract<Review, { readonly kind: 'fold' }> {
  return {
    kind: 'fold',
    before: project.prompt.preamble,
    after,
    principleIds: plan.principles.map((principle) => principle.id),
    principleTexts: plan.principles.map((principle) => principle.text),
    startedFrom: plan.startedFrom,
    model,
  };
}
