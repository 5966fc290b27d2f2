import { type FoldPlan, planFold } from '../core/alignment/fold-plan';
import { foldPrinciples } from '../core/alignment/fold-principles';
import { proposeMutation } from '../core/alignment/propose-mutation';
import type { Review } from '../core/alignment/review';
import { withReworded } from '../core/alignment/review-text';
import { pathTo } from '../core/conversation/tree';
import type { ModelRef } from '../core/model/model-ref';
import type { Project } from '../core/project/project';
import { documentSubject } from './align/align-state';
import { runAlignment } from './alignment-work';
import type { ActionContext } from './context';
import { alignmentModelOf } from './model-choice';

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
  if (review.kind === 'merge') return [review.text];
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

/** A broader or narrower wording of the held proposal. */
export async function rewordProposal(
  context: ActionContext,
  { direction, text }: { direction: 'broader' | 'narrower'; text: string },
): Promise<void> {
  const { project } = context.get();
  const { review } = project.drafts;
  if (review?.kind !== 'mutation') return;
  const { feedback, response, run } = review.source;
  await runAlignment(context, { about: documentSubject, task: 'reword' }, async (deps) => {
    const input = { document: project.prompt, path: pathTo(project.turns, run.id), response, feedback };
    const result = await proposeMutation({ ...input, reword: { proposal: text, direction } }, deps);
    if (!result.ok) return result;
    if (context.get().project.drafts.review === review) hold(context, withReworded(review, result.value.mutation));
    return result;
  });
}

/** A preamble that carries the principles, held for review. */
export async function proposeFold(context: ActionContext): Promise<void> {
  const { project, settings } = context.get();
  const plan = planFold(project.prompt);
  if (plan === null || project.drafts.review !== null) return;
  await runAlignment(context, { about: documentSubject, task: 'fold' }, async (deps) => {
    const result = await foldPrinciples(plan, deps);
    if (result.ok)
      holdNew(context, foldReview({ project, plan, after: result.value, model: alignmentModelOf(settings) }));
    return result;
  });
}
