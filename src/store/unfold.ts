import { foldPrinciples } from '../core/alignment/fold-principles';
import { acceptRefold, planRefold } from '../core/alignment/refold';
import type { Review } from '../core/alignment/review';
import { editWhereItStands, takeOut } from '../core/alignment/take-out';
import { principleNumber } from '../core/constitution/edit-constitution';
import type { PromptDocument } from '../core/prompt/prompt-document';
import { runAlignment } from './alignment-work';
import { commitDocument } from './change-project';
import type { ActionContext } from './context';
import { foldReview, hold, holdNew } from './held-review';
import { alignmentModelOf } from './model-choice';

/** What changes a principle that is folded into the prompt. Fetched at the first use: it compares texts. */

interface Wanted {
  readonly id: string;
  /** New words that it comes back with. */
  readonly text?: string;
}

/** A folded principle back into the list, or held for review where the author has changed the prompt since; false when it is held. */
export function takeOutOfPrompt(context: ActionContext, { id, text }: Wanted): boolean {
  const { prompt, drafts } = context.get().project;
  const taken = takeOut(prompt, id);
  if (taken === null) return true;
  const { preamble } = taken.document;
  if (!taken.isMerged) {
    commitTakenOut(context, { id, preamble, ...(text === undefined ? {} : { text }) });
    return true;
  }
  if (drafts.review === null) {
    const edit = text === undefined ? {} : { edit: text };
    hold(context, { kind: 'unfold', before: prompt.preamble, after: preamble, principleId: id, ...edit });
  } else
    context.notify({
      title: 'A proposal waits for you',
      body: 'Accept or discard the proposed change first: this one would take its place.',
    });
  return false;
}

/** A preamble that carries a folded principle in other words, held for review. */
export async function proposeRefold(
  context: ActionContext,
  edit: { readonly id: string; readonly text: string },
): Promise<void> {
  const { project, settings } = context.get();
  const plan = planRefold(project.prompt, edit);
  if (plan === null || project.drafts.review !== null) return;
  await runAlignment(context, { about: edit.id, task: 'refold' }, async (deps) => {
    const result = await foldPrinciples(plan, deps);
    if (!result.ok) return result;
    holdNew(context, {
      ...foldReview({ project, plan, after: result.value, model: alignmentModelOf(settings) }),
      edit,
    });
    return result;
  });
}

export type FoldedReview =
  | (Extract<Review, { readonly kind: 'fold' }> & { readonly edit: { readonly id: string; readonly text: string } })
  | Extract<Review, { readonly kind: 'unfold' }>;

/** Does what a held change of a folded principle says, with the prompt as the author left it. */
export function acceptFoldedReview(context: ActionContext, review: FoldedReview, preamble: string): void {
  if (review.kind === 'unfold') {
    const { principleId, edit } = review;
    commitTakenOut(context, { id: principleId, preamble, ...(edit === undefined ? {} : { text: edit }) });
    return;
  }
  const { principleIds, edit } = review;
  const source = { by: 'author', at: context.deps.now() } as const;
  const accepted = acceptRefold(context.get().project.prompt, {
    after: preamble,
    principleIds,
    edit: { ...edit, source },
  });
  commitDocument(context, accepted, { kind: 'fold', count: principleIds.length });
  forgetEdit(context, edit.id);
}

function commitTakenOut(context: ActionContext, { id, text, preamble }: Wanted & { readonly preamble: string }): void {
  const { prompt } = context.get().project;
  const taken = takeOut(prompt, id);
  if (taken === null) return;
  const next: PromptDocument = { ...taken.document, preamble };
  const source = { by: 'author', at: context.deps.now() } as const;
  commitDocument(context, text === undefined ? next : editWhereItStands(next, { id, text, source }), {
    kind: 'unfold',
    numbers: taken.freed.map((freed) => principleNumber(prompt.principles, freed)),
  });
  if (text !== undefined) forgetEdit(context, id);
}

/** The words of the open edit have found their place. */
function forgetEdit(context: ActionContext, id: string): void {
  context.setProject((project) =>
    project.drafts.principleEdit?.id === id
      ? { ...project, drafts: { ...project.drafts, principleEdit: null } }
      : project,
  );
}
