import type { AskDeps, UnreadableReply } from '../core/alignment/ask';
import { type ChangedVariables, whyRefused } from '../core/alignment/variable-check';
import type { LanguageModel, ModelEvent } from '../core/model/language-model';
import type { Result } from '../core/result';
import type { AlignmentState, AlignmentSubject, AlignmentTask, Problem, Wait } from './align/align-state';
import { dropProblems, showAlignment } from './align/alignments';
import type { ActionContext } from './context';
import { alignmentDeps } from './context-tokens';
import { errorData } from './model-choice';

type Failure = UnreadableReply | ChangedVariables;

interface Alignment {
  readonly about: AlignmentSubject;
  readonly task: AlignmentTask;
}

/** Runs one alignment call at a time about a subject, and turns whatever comes of it into a state that the screen can show. */
export async function runAlignment(
  context: ActionContext,
  { about, task }: Alignment,
  work: (deps: AskDeps) => Promise<Result<unknown, Failure>>,
): Promise<void> {
  const show = (state: AlignmentState | null) => showAlignment(context, about, state);
  await context.work.run(
    {
      scope: 'project/align/proposal',
      key: about,
      ifRunning: 'leave',
      failed: (error) => show({ status: 'failed', task, problem: { kind: 'model', error: errorData(error) } }),
      stopped: () => show(null),
    },
    async (signal) => {
      dropProblems(context);
      show({ status: 'working', task, wait: null });
      const deps = alignmentDeps(context, signal);
      const model = watched(deps.model, (wait) => show({ status: 'working', task, wait }));
      const result = await work({ ...deps, model });
      show(result.ok ? null : { status: 'failed', task, problem: problemOf(result.error) });
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
