import type { MappingProblem } from '../../core/dataset/mapping';
import type { TableProblem } from '../../core/dataset/table';
import type { SetupCheck, SetupRequest } from '../../core/labeler/trainer';
import { errorData } from '../model-choice';
import { type SettledCheck, settledCheck } from '../settled-check';
import type { LabelContext } from './label-context';
import type { CheckState } from './label-state';
import { modelsOf } from './select-models';

/** Keeps `label.check` true to the set-up; nothing is checked while a run has the worker. */
export function setupChecks(context: LabelContext): SettledCheck {
  const { label, setLabel } = context;
  return settledCheck<SetupRequest, SetupCheck, MappingProblem | TableProblem>(context, {
    scope: 'project/label/check',
    request: () => setupRequest(context),
    isHeld: () => label().training !== null,
    ask: (request, signal) => context.labeler.trainer.checkSetup(request, signal),
    failed: couldNotCheck,
    isNone: () => label().check.status === 'none',
    showNone: () => setLabel({ check: { status: 'none' } }),
    showChecking: () => setLabel({ check: { status: 'checking', last: lastOf(label().check) } }),
    showAnswer: (answer) =>
      setLabel({
        check: answer.ok ? { status: 'ready', check: answer.value } : { status: 'refused', problem: answer.error },
      }),
  });
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

function couldNotCheck(error: unknown): TableProblem {
  return { kind: 'unreadable', title: 'The set-up could not be checked.', message: errorData(error).message };
}
