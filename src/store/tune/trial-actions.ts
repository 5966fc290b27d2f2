import { deriveSeed } from '../../core/random';
import type { TryEvent } from '../../core/tuning/tuning-port';
import { createBatch } from '../batch';
import { errorData } from '../model-choice';
import type { SettledCheck } from '../settled-check';
import { generationBlocker } from './select-tune';
import type { TuneActions } from './tune-actions';
import { presentPlan, type TuneContext } from './tune-context';
import type { TrialStage, TrialState } from './tune-state';

/** One prompt through all its stages, on the screen as it is written. */
export function trialActions(
  context: TuneContext,
  checks: Pick<SettledCheck, 'schedule'>,
): Pick<TuneActions, 'tryOne' | 'stopTrial'> {
  let presses = 0;
  const show = (trial: TrialState) => context.setTune({ trial });

  return {
    async tryOne(row) {
      const { trial, prompts, file } = context.tune();
      const blocker = generationBlocker(context.tuning(), { file, prompts });
      if (blocker !== undefined) {
        context.notify({ title: 'No prompt was tried', body: blocker });
        return;
      }
      presses += 1;
      const plan = presentPlan(context);
      const request = { plan, row, seed: deriveSeed(plan.settings.seed, 'try', presses) };
      let written: Written = { prompt: trial.status === 'failed' && row !== null ? trial.prompt : null, stages: [] };
      const failed = (error: unknown) => show({ status: 'failed', ...written, error: errorData(error) });
      await context.work.run({ scope: 'project/tune/trial', failed }, async (signal) => {
        show({ status: 'running', ...written });
        const batch = createBatch<TryEvent>(context.deps.setTimer, (events) => {
          written = events.reduce(withEvent, written);
          show({ status: 'running', ...written });
        });
        signal.addEventListener('abort', batch.drop, { once: true });
        try {
          for await (const event of context.port.tuning.tryOne(request, signal)) {
            signal.throwIfAborted();
            if (event.type !== 'made') {
              batch.add(event);
              continue;
            }
            batch.flush();
            const { row: made, calls, tookMs } = event;
            show({ status: 'done', row: made, stages: written.stages, calls, tookMs });
            // It tells how often there is nothing to improve.
            if (made.made?.kind === 'improved') checks.schedule();
          }
        } finally {
          // What came before a failure is shown with it.
          if (!signal.aborted) batch.flush();
        }
      });
    },
    stopTrial() {
      void context.work.stop('project/tune/trial');
      if (context.tune().trial.status === 'running') show({ status: 'idle' });
    },
  };
}

type Written = Pick<Extract<TrialState, { readonly status: 'running' }>, 'prompt' | 'stages'>;

function withEvent(written: Written, event: TryEvent): Written {
  switch (event.type) {
    case 'prompt':
      return { ...written, prompt: event.prompt };
    case 'stage': {
      const { stage, n, about, prompt } = event;
      // One that is asked for again begins anew.
      const others = written.stages.filter((other) => !isOf(other, event));
      return { ...written, stages: [...others, { stage, n, about, prompt, text: '' }] };
    }
    case 'text':
      return {
        ...written,
        stages: written.stages.map((stage) => (isOf(stage, event) ? { ...stage, text: event.text } : stage)),
      };
    case 'made':
      return written;
  }
}

function isOf(one: Pick<TrialStage, 'stage' | 'n'>, other: Pick<TrialStage, 'stage' | 'n'>): boolean {
  return one.stage === other.stage && one.n === other.n;
}
