import { BudgetSpent } from '../../core/calls/budget';
import type { Case } from '../../core/cases/case';
import { askCase } from '../../core/cases/case-prompt';
import { pinnedCase } from '../../core/cases/pinned-case';
import { withAnswer, withOverrule, withQuestion, withVerdict } from '../../core/cases/remembered';
import { type CaseEvent, runCases } from '../../core/cases/run-cases';
import { pathTo } from '../../core/conversation/tree';
import type { Instant } from '../../core/effects';
import type { CaseWork } from '../align/align-state';
import type { ActionContext } from '../context';
import { contextOf } from '../context-tokens';
import { callLimits } from '../label/call-limits';
import { alignmentModelOf, errorData } from '../model-choice';
import { type CaseTask, plannedWork, presentAsking, presentOf } from './case-work';

export interface CaseActions {
  /** Keeps feedback on a response as a case. */
  pin(place: { readonly turnId: string; readonly candidateId: string; readonly feedbackAt: Instant }): void;
  unpin(id: string): void;
  /** Brings back the case that was unpinned last. */
  undoUnpin(): void;
  editQuestion(id: string, question: string): void;
  /** Null: the judge decides again. */
  overrule(id: string, passes: boolean | null): void;
  /** Answers and judges what is not known yet; null: of all cases. */
  run(ids: readonly string[] | null): Promise<void>;
  /** The same without each of the principles in turn, for so many calls at the most. */
  findEffects(ids: readonly string[] | null, callBudget: number | null): Promise<void>;
  /** The run that failed, once more: of the same cases, for the same purpose. */
  retry(): Promise<void>;
  stop(): void;
  /** The principles were changed: where that is wished for, the cases are run. */
  afterChange(): void;
}

export function caseActions(context: ActionContext): CaseActions {
  const { deps, get, setAlign, setProject } = context;
  const setCases = (change: (cases: readonly Case[]) => readonly Case[]) =>
    setProject((project) => ({
      ...project,
      regression: { ...project.regression, cases: change(project.regression.cases) },
    }));

  const work = async (task: CaseTask, ids: readonly string[] | null, callBudget: number | null): Promise<void> => {
    const planned = plannedWork(presentOf(get()), { task, ids });
    const { settings, project } = get();
    const [model, judge] = [settings.promptModel, alignmentModelOf(settings)];
    const limits = callLimits([model, judge], settings);
    const show = (caseWork: CaseWork | null) => setAlign({ caseWork });
    const showDone = (done: number) =>
      show({ status: 'running', task, done, total: planned.length, document: project.prompt });
    await context.work.run(
      {
        scope: 'project/align/cases',
        failed: (error) =>
          show(
            error instanceof BudgetSpent ? null : { status: 'failed', task, ids, callBudget, error: errorData(error) },
          ),
        stopped: () => show(null),
      },
      async (signal) => {
        let done = 0;
        showDone(done);
        for await (const event of runCases(planned, {
          models: deps.models,
          model,
          judge,
          judgeContext: contextOf(get(), judge),
          limits,
          callBudget,
          signal,
        })) {
          // Kept as it comes: whatever ends the run, or the page, nothing that was answered is paid for again.
          setCases((cases) => withEvent(cases, event));
          if (!isLast(event)) continue;
          done += 1;
          showDone(done);
        }
        show(null);
      },
    );
  };

  return {
    pin({ turnId, candidateId, feedbackAt }) {
      const { turns, prompt, regression } = get().project;
      if (regression.cases.some(({ from }) => from.candidateId === candidateId && from.feedbackAt === feedbackAt))
        return;
      const path = pathTo(turns, turnId);
      const candidate = path.at(-1)?.candidates.find(({ id }) => id === candidateId);
      const given = candidate?.feedback.find(({ at }) => at === feedbackAt);
      if (given === undefined) return;
      const about = { id: deps.newId(), at: deps.now(), path, candidateId, given, constitution: prompt.principles };
      const pinned = pinnedCase(about);
      if (pinned === null) {
        context.notify({
          title: 'This feedback cannot be pinned',
          body: 'Its words are not there any more. Give the feedback once more, then pin it.',
        });
        return;
      }
      setCases((cases) => [...cases, pinned]);
      deps.requestPersistence();
    },
    unpin(id) {
      const place = get().project.regression.cases.findIndex((one) => one.id === id);
      const unpinned = get().project.regression.cases[place];
      if (unpinned === undefined) return;
      setCases((cases) => cases.filter((one) => one.id !== id));
      setAlign({ unpinned: { case: unpinned, place } });
    },
    undoUnpin() {
      const { unpinned } = get().align;
      if (unpinned === null) return;
      setCases((cases) => cases.toSpliced(unpinned.place, 0, unpinned.case));
      setAlign({ unpinned: null });
    },
    editQuestion(id, question) {
      const text = question.trim();
      if (text !== '') setCases((cases) => withQuestion(cases, id, text));
    },
    overrule(id, passes) {
      const one = get().project.regression.cases.find((found) => found.id === id);
      if (one === undefined) return;
      const asked = askCase(one.input, presentAsking(presentOf(get())));
      if ('key' in asked) setCases((cases) => withOverrule(cases, { caseId: id, key: asked.key }, passes));
    },
    run: (ids) => work('cases', ids, null),
    findEffects: (ids, callBudget) => work('effects', ids, callBudget),
    async retry() {
      const { caseWork } = get().align;
      if (caseWork?.status === 'failed') await work(caseWork.task, caseWork.ids, caseWork.callBudget);
    },
    stop() {
      void context.work.stop('project/align/cases');
    },
    afterChange() {
      const { cases, runsAfterChange } = get().project.regression;
      if (runsAfterChange && cases.length > 0) void work('cases', null, null);
    },
  };
}

function withEvent(cases: readonly Case[], event: CaseEvent): readonly Case[] {
  return event.kind === 'answered'
    ? withAnswer(cases, event.place, event.answer)
    : withVerdict(cases, event.place, event.verdict);
}

/** Nothing more comes of that sample. */
function isLast(event: CaseEvent): boolean {
  return event.kind === 'judged' || 'failure' in event.answer;
}
