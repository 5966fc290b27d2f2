import type { TableProblem } from '../../core/dataset/table';
import type { SetupCheck, SetupRequest } from '../../core/labeler/labeler-port';
import { sameData } from '../../core/prompt/same-data';
import { errorData } from '../model-choice';
import { doLatest, stopWork } from './exclusive-work';
import type { LabelKit } from './label-kit';
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
export function setupChecks(kit: LabelKit): SetupChecks {
  let cancelTimer: (() => void) | null = null;
  let checked: SetupRequest | null = null;

  const putOff = () => {
    cancelTimer?.();
    cancelTimer = null;
  };

  const check = async (request: SetupRequest) => {
    checked = request;
    await doLatest(kit, 'label/check', async (signal) => {
      const found = await kit.labeler.checkSetup(request, signal).catch(couldNotCheck);
      signal.throwIfAborted();
      kit.setLabel({
        check: found.ok ? { status: 'ready', check: found.value } : { status: 'refused', problem: found.error },
      });
    });
  };

  const schedule = () => {
    putOff();
    stopWork(kit, 'label/check');
    const request = setupRequest(kit);
    if (request === null) {
      checked = null;
      if (kit.label().check.status !== 'none') kit.setLabel({ check: { status: 'none' } });
      return;
    }
    if (kit.label().training !== null) {
      // It is checked when the run has ended.
      checked = null;
      return;
    }
    kit.setLabel({ check: { status: 'checking', last: lastOf(kit.label().check) } });
    cancelTimer = kit.deps.setTimer(() => {
      cancelTimer = null;
      // Another project may be open by now.
      const present = setupRequest(kit);
      if (present !== null && kit.label().training === null) void check(present);
    }, settleMs);
  };

  return {
    schedule,
    ensure() {
      const isKnown = checked !== null && sameData(checked, setupRequest(kit)) && kit.label().check.status !== 'none';
      if (!isKnown && cancelTimer === null) schedule();
    },
  };
}

/** Null while there is nothing to check: no file, or no mapping. */
function setupRequest(kit: LabelKit): SetupRequest | null {
  const { setup, corrections } = kit.work();
  const { training, test, mapping, hyperparameters } = setup;
  if (training === null || mapping === null) return null;
  const models = modelsOf(setup, kit.get().settings);
  return {
    training: { datasetId: training.id, read: training.read },
    test: test && { datasetId: test.id, read: test.read },
    mapping,
    hyperparameters,
    corrections,
    ...models,
    limits: kit.limits([models.trainModel, models.evalModel]),
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
