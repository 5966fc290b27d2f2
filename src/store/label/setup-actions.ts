import type { DatasetRef } from '../../core/dataset/dataset-ref';
import type { SettledCheck } from '../settled-check';
import { fileOfRow, isOfSetup, putAside } from './corrections';
import type { LabelActions } from './label-actions';
import type { LabelContext } from './label-context';
import { presentRun } from './select-run';

type SetupActions = Pick<
  LabelActions,
  'open' | 'changeMapping' | 'changeHyperparameters' | 'changeModels' | 'correctLabel'
>;

/** What is written in the fields; each change is checked. */
export function setupActions(context: LabelContext, checks: SettledCheck): SetupActions {
  const { setSetup, setLabeling, labeling } = context;
  return {
    open: () => checks.ensure(),
    changeMapping(change) {
      const { mapping } = labeling().setup;
      if (mapping === null) return;
      const after = { ...mapping, ...change };
      setSetup({ mapping: after });
      if (after.idColumn !== mapping.idColumn)
        putAside(context, 'Rows have other ids with another id column, and corrections name rows by their ids.');
      if (after.labelColumn !== mapping.labelColumn)
        putAside(context, 'They correct labels of another column than the present one.');
      checks.schedule();
    },
    changeHyperparameters(change) {
      setSetup({ hyperparameters: { ...labeling().setup.hyperparameters, ...change } });
      checks.schedule();
    },
    changeModels(change) {
      setSetup(change);
      checks.schedule();
    },
    correctLabel(exampleId, label) {
      const { corrections } = labeling();
      const run = presentRun(labeling());
      const file = fileOfRow(exampleId);
      if (run?.settings && !isOfSetup(run, labeling(), run.settings[file] === null ? 'training' : file)) {
        context.notify(ofAnotherSetup(run.settings[file] ?? run.settings.training));
        return;
      }
      const before = Object.hasOwn(corrections, exampleId) ? corrections[exampleId] : null;
      if (label === before) return;
      const { [exampleId]: _, ...others } = corrections;
      const after = label === null ? others : { ...others, [exampleId]: label };
      setLabeling((present) => ({ ...present, corrections: after }));
      checks.schedule();
    },
  };
}

function ofAnotherSetup({ table }: DatasetRef) {
  return {
    title: 'The label was not corrected',
    body: `Corrections are for the next training, and this run was trained on other rows: expected the file “${table.name}” with the same label and id columns as then. Choose it again under Data, then correct the label.`,
  };
}
