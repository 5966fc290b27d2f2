import type { TableProblem } from '../../core/dataset/table';
import type { SetupCheck, SetupRequest } from '../../core/labeler/trainer';
import { sameData } from '../../core/prompt/same-data';
import { errorData } from '../model-choice';
import type { LabelContext } from './label-context';
import type { CheckState } from './label-state';
import { modelsOf } from './select-models';

/** Typing settles before the set-up is checked. */
const settleMs = 250;

export interface SetupChecks {
  /** The set-up has changed: what is known of it is out of date, and it is checked once it has settled. */
  readonly schedule: () => void;
  /** As `schedule`, unless this very set-up is known already or being checked. */
  readonly ensure: () => void;
}

/** Keeps `label.check` true to the set-up: latest wins, and nothing is checked while a run has the worker. */
export function setupChecks(context: LabelContext): SetupChecks {
  let cancelTimer: (() => void) | null = null;
  let checked: SetupRequest | null = null;

  const putOff = () => {
    cancelTimer?.();
    cancelTimer = null;
  };

  const check = async (request: SetupRequest) => {
    checked = request;
    await context.work.run({ scope: 'project/label/check' }, async (signal) => {
      const found = await context.labeler.trainer.checkSetup(request, signal).catch((error: unknown) => {
        // It says nothing of the set-up: who comes back to it has it checked again.
        if (!signal.aborted) checked = null;
        return couldNotCheck(error);
      });
      signal.throwIfAborted();
      context.setLabel({
        check: found.ok ? { status: 'ready', check: found.value } : { status: 'refused', problem: found.error },
      });
    });
  };

  const schedule = () => {
    putOff();
    void context.work.stop('project/label/check');
    const request = setupRequest(context);
    if (request === null) {
      checked = null;
      if (context.label().check.status !== 'none') context.setLabel({ check: { status: 'none' } });
      return;
    }
    if (context.label().training !== null) {
      // It is checked when the run has ended.
      checked = null;
      return;
    }
    context.setLabel({ check: { status: 'checking', last: lastOf(context.label().check) } });
    cancelTimer = context.deps.setTimer(settleMs, () => {
      cancelTimer = null;
      // Another project may be open by now.
      const present = setupRequest(context);
      if (present !== null && context.label().training === null) void check(present);
    });
  };

  return {
    schedule,
    ensure() {
      const isKnown =
        checked !== null && sameData(checked, setupRequest(context)) && context.label().check.status !== 'none';
      if (!isKnown && cancelTimer === null) schedule();
    },
  };
}

/** Null while there is nothing to check: no file, or no mapping. */
function setupRequest(context: LabelContext): SetupRequest | null {
  const { setup, corrections } = context.labeling();
  const { training, test, mapping, hyperparameters } = setup;
  if (training === null || mapping === null) return null;
  const models = modelsOf(setup, context.get().settings);
  return {
    training: { datasetId: training.id, read: training.read },
    test: test && { datasetId: test.id, read: test.read },
    mapping,
    hyperparameters,
    corrections,
    ...models,
    limits: context.limits([models.trainModel, models.evalModel]),
  };
}

function lastOf(check: CheckState): SetupCheck | null {
  switch (check.status) {
    case 'ready':
      return check.check;
    case 'checking':
      return check.last;
    case 'none':
    case 'refused':
      return null;
  }
}

function couldNotCheck(error: unknown): { readonly ok: false; readonly error: TableProblem } {
  return {
    ok: false,
    error: { kind: 'unreadable', title: 'The set-up could not be checked', message: errorData(error).message },
  };
}
