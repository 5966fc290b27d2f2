import { acceptFold, acceptUpdate } from '../core/alignment/accept-proposal';
import { planFold } from '../core/alignment/fold-plan';
import { whyOutdated } from '../core/alignment/review';
import { applyMutation } from '../core/constitution/apply-mutation';
import type { Feedback, FeedbackKind } from '../core/constitution/feedback';
import type { Mutation } from '../core/constitution/mutation';
import type { Source } from '../core/constitution/principle';
import { type FeedbackDraft, feedbackKey, type Project, type Review } from '../core/project/project';
import { type Candidate, candidateText, type GivenFeedback, type Run } from '../core/project/run';
import { sentPrinciples } from '../core/prompt/compose';
import { runAlignment } from './alignment-work';
import type { Kit } from './kit';
import { loadAlignment } from './load-alignment';
import { alignmentModelOf, errorData } from './model-choice';
import { commitDocument, markFresh } from './prompt-actions';

export interface FeedbackActions {
  openFeedback(target: { runId: string; candidateId: string; kind: FeedbackKind; quote?: string }): void;
  closeFeedback(): void;
  setFeedbackText(text: string): void;
  setApplyAs(applyAs: FeedbackDraft['applyAs']): void;
  /** Asks for rationales for the open panel, unless they are there. */
  suggestRationales(): void;
  submitFeedback(): void;
  /** Changes the words of the held proposal; kept like any other draft. A proposed deletion has none. */
  setReviewText(text: string): void;
  /** Rewords the held proposal. */
  rewordProposal(direction: 'broader' | 'narrower', text: string): void;
  /** Ends the alignment call under way; what was written stays. */
  cancelAlignment(): void;
  dismissAlignmentProblem(): void;
  /** `text`: as the author left it. Does nothing when the proposal is outdated. */
  acceptReview(text: string): void;
  discardReview(): void;
  /** An outdated proposal's words as a new principle. */
  addReviewAsNew(text: string): void;
  foldPrinciples(): void;
}

type FeedbackSource = Extract<Source, { readonly by: 'feedback' }>;

export function feedbackActions(kit: Kit): FeedbackActions {
  const { deps, get, set, setProject } = kit;

  const setDrafts = (change: Partial<Project['drafts']>) =>
    setProject((project) => ({ ...project, drafts: { ...project.drafts, ...change } }));

  return {
    openFeedback({ runId, candidateId, kind, quote = '' }) {
      const { project, alignment } = get();
      const found = findCandidate(project, { runId, candidateId });
      if (found === null || (alignment.status === 'working' && alignment.task === 'feedback')) return;
      const key = feedbackKey(candidateId, kind);
      const texts = project.drafts.feedbackTexts;
      const text = texts[key] ?? (kind === 'rewrite' ? candidateText(found.candidate.state) : '');
      setDrafts({
        feedback: { runId, candidateId, kind, quote, applyAs: project.drafts.feedback?.applyAs ?? 'principle' },
        feedbackTexts: { ...texts, [key]: text },
      });
      // Work on something else goes on.
      if (alignment.status === 'failed') set({ alignment: { status: 'idle' } });
    },
    closeFeedback() {
      const { alignment } = get();
      if (alignment.status === 'working' && alignment.task === 'feedback')
        kit.running.get('alignment')?.abort(cancelled());
      const { project } = get();
      const untouched = untouchedRewrite(project);
      const texts = Object.entries(project.drafts.feedbackTexts).filter(
        ([key, text]) => text.trim() !== '' && key !== untouched,
      );
      setDrafts({ feedback: null, feedbackTexts: Object.fromEntries(texts) });
    },
    setFeedbackText(text) {
      const { drafts } = get().project;
      if (drafts.feedback === null) return;
      setDrafts({ feedbackTexts: { ...drafts.feedbackTexts, [draftKey(drafts.feedback)]: text } });
    },
    setApplyAs(applyAs) {
      const { feedback } = get().project.drafts;
      if (feedback !== null) setDrafts({ feedback: { ...feedback, applyAs } });
    },
    suggestRationales() {
      void loadRationales(kit);
    },
    submitFeedback() {
      void submitFeedback(kit);
    },
    setReviewText(text) {
      const { review } = get().project.drafts;
      if (review !== null) setDrafts({ review: withReviewText(review, text) });
    },
    rewordProposal(direction, text) {
      void rewordProposal(kit, { direction, text });
    },
    cancelAlignment() {
      kit.running.get('alignment')?.abort(cancelled());
    },
    dismissAlignmentProblem() {
      set({ alignment: { status: 'idle' } });
    },
    acceptReview(text) {
      const { project } = get();
      const { review } = project.drafts;
      if (review === null || whyOutdated(review, project.prompt) !== null || lacksWords(review, text)) return;
      setDrafts({ review: null });
      acceptReview(kit, review, text);
    },
    discardReview() {
      setDrafts({ review: null });
    },
    addReviewAsNew(text) {
      const { review } = get().project.drafts;
      if (review?.kind !== 'mutation' || text.trim() === '') return;
      setDrafts({ review: null });
      applyProposal(kit, { mutation: { kind: 'add', text }, source: review.source });
    },
    foldPrinciples() {
      void fold(kit);
    },
  };

  function cancelled() {
    return new DOMException('Cancelled.', 'AbortError');
  }

  async function loadRationales({ get: state }: Kit) {
    const { project, rationales, settings } = state();
    const draft = project.drafts.feedback;
    if (draft === null || draft.kind === 'rewrite') return;
    const key = draftKey(draft);
    const known = rationales[key];
    if (known !== undefined && known.status !== 'failed') return;
    const found = findCandidate(project, draft);
    if (found === null) return;
    const put = (value: ReturnType<typeof state>['rationales'][string] | null) => {
      const { [key]: _, ...others } = get().rationales;
      set({ rationales: value === null ? others : { ...others, [key]: value } });
    };
    const controller = new AbortController();
    kit.running.set(`rationales ${key}`, controller);
    put({ status: 'loading' });
    try {
      const { suggestRationales } = await loadAlignment();
      const result = await suggestRationales(
        {
          kind: draft.kind,
          prompt: found.run.prompt,
          response: candidateText(found.candidate.state),
          principles: sentPrinciples(project.prompt.principles).map((principle) => principle.text),
        },
        { model: deps.models.model(alignmentModelOf(settings)), signal: controller.signal },
      );
      if (result.ok) put({ status: 'ready', rationales: result.value });
      else put({ status: 'failed', problem: { kind: 'unreadable', raw: result.error.raw, why: result.error.why } });
    } catch (error) {
      if (controller.signal.aborted) put(null);
      else put({ status: 'failed', problem: { kind: 'model', error: errorData(error) } });
    } finally {
      kit.running.delete(`rationales ${key}`);
    }
  }
}

async function submitFeedback(kit: Kit): Promise<void> {
  const { project, settings } = kit.get();
  const draft = project.drafts.feedback;
  const found = draft === null ? null : findCandidate(project, draft);
  if (draft === null || found === null) return;
  const waits = project.drafts.review !== null;
  if (waits && (draft.applyAs === 'prompt' || settings.feedbackApplies === 'review')) {
    kit.notify({
      title: 'A proposal waits for you',
      body: 'Accept or reject the proposed change first: the next one would take its place. Your feedback is kept.',
    });
    return;
  }
  const feedback = feedbackOf(draft, project.drafts.feedbackTexts[draftKey(draft)] ?? '');
  const source = sourceOf(kit, { ...found, feedback });
  const input = {
    document: project.prompt,
    prompt: found.run.prompt,
    response: source.response,
    feedback,
  };
  if (draft.applyAs === 'prompt') {
    await runAlignment(kit, 'feedback', async ({ updatePrompt }, deps) => {
      const result = await updatePrompt(input, deps);
      if (!result.ok) return result;
      hold(kit, { kind: 'update-prompt', before: project.prompt.preamble, after: result.value, source });
      closePanel(kit, draft);
      return result;
    });
    return;
  }
  await runAlignment(kit, 'feedback', async ({ proposeMutation }, deps) => {
    const result = await proposeMutation(input, deps);
    if (!result.ok) return result;
    const review = mutationReview(project, { mutation: result.value, source });
    const { prompt, drafts } = kit.get().project;
    const outdated = whyOutdated(review, prompt);
    if (outdated !== null && drafts.review !== null) {
      // There is one place for a proposal, and it is taken.
      kit.notify({ title: 'A proposal was not applied', body: outdated, details: wordsOf(review.mutation) });
    } else if (settings.feedbackApplies === 'review' || outdated !== null) hold(kit, review);
    else applyProposal(kit, review);
    closePanel(kit, draft);
    return result;
  });
}

async function rewordProposal(
  kit: Kit,
  { direction, text }: { direction: 'broader' | 'narrower'; text: string },
): Promise<void> {
  const { project } = kit.get();
  const { review } = project.drafts;
  if (review?.kind !== 'mutation') return;
  const run = project.runs.find((other) => other.id === review.source.run.id);
  const { feedback, response } = review.source;
  await runAlignment(kit, 'reword', async ({ proposeMutation }, deps) => {
    const input = { document: project.prompt, prompt: run?.prompt ?? '', response, feedback };
    const result = await proposeMutation({ ...input, reword: { proposal: text, direction } }, deps);
    if (!result.ok) return result;
    const words = result.value.kind === 'delete' ? text : result.value.text;
    if (kit.get().project.drafts.review === review) hold(kit, withText(review, words));
    return result;
  });
}

async function fold(kit: Kit): Promise<void> {
  const { project, settings } = kit.get();
  const plan = planFold(project.prompt);
  if (plan === null || project.drafts.review !== null) return;
  await runAlignment(kit, 'fold', async ({ foldPrinciples }, deps) => {
    const result = await foldPrinciples(plan, deps);
    if (!result.ok) return result;
    hold(kit, {
      kind: 'fold',
      before: project.prompt.preamble,
      after: result.value,
      principleIds: plan.principles.map((principle) => principle.id),
      principleTexts: plan.principles.map((principle) => principle.text),
      startedFrom: plan.startedFrom,
      model: alignmentModelOf(settings),
    });
    return result;
  });
}

function acceptReview(kit: Kit, review: Review, text: string): void {
  const document = kit.get().project.prompt;
  switch (review.kind) {
    case 'mutation':
      applyProposal(kit, withText(review, text));
      return;
    case 'fold':
      commitDocument(kit, acceptFold(document, { after: text, principleIds: review.principleIds }), {
        kind: 'fold',
        count: review.principleIds.length,
      });
      return;
    case 'update-prompt': {
      const { feedback, run } = review.source;
      commitDocument(kit, acceptUpdate(document, text), { kind: 'update-prompt', feedback: feedback.kind, run: run.n });
      recordFeedback(kit, review.source, null);
      return;
    }
  }
}

function applyProposal(kit: Kit, { mutation, source }: { mutation: Mutation; source: FeedbackSource }): void {
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
  kit.setProject((project) => ({
    ...project,
    runs: project.runs.map((run) =>
      run.id === source.run.id ? withFeedback(run, source.run.candidateId, given) : run,
    ),
  }));
}

function withFeedback(run: Run, candidateId: string, given: GivenFeedback): Run {
  return {
    ...run,
    candidates: run.candidates.map((candidate) =>
      candidate.id === candidateId ? { ...candidate, feedback: [...candidate.feedback, given] } : candidate,
    ),
  };
}

function hold(kit: Kit, review: Review): void {
  kit.setProject((project) => ({ ...project, drafts: { ...project.drafts, review } }));
}

/** The feedback did its work: its words are in the principle's sources now. */
function closePanel(kit: Kit, draft: FeedbackDraft): void {
  kit.setProject((project) => {
    const { [draftKey(draft)]: _, ...feedbackTexts } = project.drafts.feedbackTexts;
    const open = project.drafts.feedback;
    const feedback = open !== null && draftKey(open) === draftKey(draft) ? null : open;
    return { ...project, drafts: { ...project.drafts, feedback, feedbackTexts } };
  });
}

function mutationReview(project: Project, { mutation, source }: { mutation: Mutation; source: FeedbackSource }) {
  if (mutation.kind === 'add') return { kind: 'mutation', mutation, source } as const;
  const target = project.prompt.principles.find((principle) => principle.id === mutation.id);
  return { kind: 'mutation', mutation, source, targetText: target?.text ?? '' } as const;
}

function withText(review: Extract<Review, { kind: 'mutation' }>, text: string): Extract<Review, { kind: 'mutation' }> {
  const { mutation } = review;
  return mutation.kind === 'delete' ? review : { ...review, mutation: { ...mutation, text } };
}

function lacksWords(review: Review, text: string): boolean {
  return review.kind === 'mutation' && review.mutation.kind !== 'delete' && text.trim() === '';
}

function wordsOf(mutation: Mutation): readonly string[] {
  return mutation.kind === 'delete' ? [] : [mutation.text];
}

function withReviewText(review: Review, text: string): Review {
  return review.kind === 'mutation' ? withText(review, text) : { ...review, after: text };
}

function feedbackOf(draft: FeedbackDraft, text: string): Feedback {
  if (draft.kind === 'rewrite') return { kind: 'rewrite', text };
  return draft.quote === '' ? { kind: draft.kind, text } : { kind: draft.kind, text, quote: draft.quote };
}

function sourceOf(kit: Kit, { run, candidate, feedback }: Found & { feedback: Feedback }): FeedbackSource {
  return {
    by: 'feedback',
    at: kit.deps.now(),
    feedback,
    run: { id: run.id, n: run.n, candidateId: candidate.id, candidate: run.candidates.indexOf(candidate) + 1 },
    response: candidateText(candidate.state),
    model: alignmentModelOf(kit.get().settings),
  };
}

interface Found {
  readonly run: Run;
  readonly candidate: Candidate;
}

function findCandidate(project: Project, target: { runId: string; candidateId: string }): Found | null {
  const run = project.runs.find((other) => other.id === target.runId);
  const candidate = run?.candidates.find((other) => other.id === target.candidateId);
  return run === undefined || candidate === undefined ? null : { run, candidate };
}

/** The key of an open rewrite that still is the response as it came: not worth keeping, and wrong once the response is written anew. */
function untouchedRewrite(project: Project): string | null {
  const { feedback, feedbackTexts } = project.drafts;
  const found = feedback?.kind === 'rewrite' ? findCandidate(project, feedback) : null;
  if (feedback === null || found === null) return null;
  const key = draftKey(feedback);
  return feedbackTexts[key] === candidateText(found.candidate.state) ? key : null;
}

function draftKey(draft: FeedbackDraft): string {
  return feedbackKey(draft.candidateId, draft.kind);
}
