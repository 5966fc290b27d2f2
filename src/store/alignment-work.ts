import type { AskDeps, UnreadableReply } from '../core/alignment/ask';
import { type ChangedVariables, whyRefused } from '../core/alignment/variable-check';
import type { LanguageModel, ModelEvent } from '../core/model/language-model';
import type { Result } from '../core/result';
import type { Kit } from './kit';
import { type AlignmentOperations, loadAlignment } from './load-alignment';
import { alignmentModelOf, errorData } from './model-choice';
import type { AlignmentTask, Problem, Wait } from './studio-state';

type Failure = UnreadableReply | ChangedVariables;

/** Runs one alignment call at a time, and turns whatever comes of it into a state that the screen can show. */
export async function runAlignment(
  kit: Kit,
  task: AlignmentTask,
  work: (operations: AlignmentOperations, deps: AskDeps) => Promise<Result<unknown, Failure>>,
): Promise<void> {
  if (kit.running.has('alignment')) return;
  const controller = new AbortController();
  kit.running.set('alignment', controller);
  kit.set({ alignment: { status: 'working', task, wait: null } });
  const model = watched(kit.deps.models.model(alignmentModelOf(kit.get().settings)), (wait) =>
    kit.set({ alignment: { status: 'working', task, wait } }),
  );
  try {
    const operations = await loadAlignment();
    const result = await work(operations, { model, signal: controller.signal });
    kit.set({
      alignment: result.ok ? { status: 'idle' } : { status: 'failed', task, problem: problemOf(result.error) },
    });
  } catch (error) {
    const failed = { status: 'failed', task, problem: { kind: 'model', error: errorData(error) } } as const;
    // Another project may have been opened since, with work of its own.
    const present = kit.running.get('alignment') ?? controller;
    if (present === controller) kit.set({ alignment: controller.signal.aborted ? { status: 'idle' } : failed });
  } finally {
    if (kit.running.get('alignment') === controller) kit.running.delete('alignment');
  }
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
