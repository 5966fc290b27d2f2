import type { FoldPlan } from '../core/alignment/fold-plan';
import type { Review } from '../core/alignment/review';
import type { ModelRef } from '../core/model/model-ref';
import type { Project } from '../core/project/project';
import type { ActionContext } from './context';

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

export function hold(context: ActionContext, review: Review): void {
  context.setProject((project) => ({ ...project, drafts: { ...project.drafts, review } }));
}
