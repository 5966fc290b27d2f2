import { defaultHyperparameters } from './hyperparameters';
import type { LabelerWork } from './labeler-run';

/** Before anything was chosen. */
export const blankLabelerWork: LabelerWork = {
  setup: {
    training: null,
    test: null,
    rows: null,
    mapping: null,
    hyperparameters: defaultHyperparameters,
    trainModel: null,
    evalModel: null,
  },
  runs: [],
  currentRunId: null,
  corrections: {},
  jobs: [],
};
