import type { AskDeps, UnreadableReply } from '../core/alignment/ask';
import { type ChangedVariables, whyRefused } from '../core/alignment/variable-check';
import type { LanguageModel, ModelEvent } from '../core/model/language-model';
import type { Result } from '../core/result';
import type { ActionContext } from './context';
import { type AlignmentOperations, loadAlignment } from './load-alignment';
import { alignmentModelOf, errorData } from './model-choice';
import type { AlignmentState, AlignmentTask, Problem, Wait } from './studio-state';

type Failure = UnreadableReply | ChangedVariables;

/** Runs one alignment call at a time, and turns whatever comes of it into a state that the screen can show. */
export async function runAlignment(
  context: ActionContext,
  task: AlignmentTask,
  work: (operations: AlignmentOperations, deps: AskDeps) => Promise<Result<unknown, Failure>>,
): Promise<void> {
  const show = (alignment: AlignmentState) => context.set({ alignment });
  const model = watched(context.deps.models.model(alignmentModelOf(context.get().settings)), (wait) =>
    show({ status: 'working', task, wait }),
  );
  await context.work.run(
    {
      scope: 'project/align/proposal',
      ifRunning: 'leave',
      failed: (error) => show({ status: 'failed', task, problem: { kind: 'model', error: errorData(error) } }),
      stopped: () => show({ status: 'idle' }),
    },
    async (signal) => {
      show({ status: 'working', task, wait: null });
      const result = await work(await loadAlignment(), { model, signal });
      show(result.ok ? { status: 'idle' } : { status: 'failed', task, problem: problemOf(result.error) });
    },
  );
}

/** The same model, telling when a call waits and when it goes on. */
function watched(model: LanguageModel, onWait: (wait: Wait | null) => void): LanguageModel {
  return {
    ...model,
    ref: model.ref,
    capabilities: model.capabilities,
    async *stream(request, signal): AsyncGenerator<ModelEvent> {
      let waiting = false;
      for await (const event of model.stream(request, signal)) {
        if (event.type === 'wait') {
          const { reason, attempt, code, until } = event;
          onWait({ reason, attempt, code, ...(until === undefined ? {} : { until }) });
          waiting = true;
        } else if (waiting) {
          onWait(null);
          waiting = false;
        }
        yield event;
      }
    },
  };
}

function problemOf(failure: Failure): Problem {
  switch (failure.kind) {
    case 'unreadable':
      return { kind: 'unreadable', raw: failure.raw, why: failure.why };
    case 'changed-variables':
      return { kind: 'refused', why: whyRefused(failure), proposal: failure.proposal };
  }
}
