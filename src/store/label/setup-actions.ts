import type { SetupChecks } from './check-setup';
import type { LabelActions } from './label-actions';
import type { LabelKit } from './label-kit';

type SetupActions = Pick<
  LabelActions['label'],
  'open' | 'changeMapping' | 'changeHyperparameters' | 'changeModels' | 'correctLabel'
>;

/** What is written in the fields; each change is checked. */
export function setupActions(kit: LabelKit, checks: SetupChecks): SetupActions {
  const { setSetup, setWork, work } = kit;
  return {
    open: () => checks.ensure(),
    changeMapping(change) {
      const { mapping } = work().setup;
      if (mapping === null) return;
      setSetup({ mapping: { ...mapping, ...change } });
      checks.schedule();
    },
    changeHyperparameters(change) {
      setSetup({ hyperparameters: { ...work().setup.hyperparameters, ...change } });
      checks.schedule();
    },
    changeModels(change) {
      setSetup(change);
      checks.schedule();
    },
    correctLabel(exampleId, label) {
      const { corrections } = work();
      const before = Object.hasOwn(corrections, exampleId) ? corrections[exampleId] : null;
      if (label === before) return;
      const { [exampleId]: _, ...others } = corrections;
      const after = label === null ? others : { ...others, [exampleId]: label };
      setWork((present) => ({ ...present, corrections: after }));
      checks.schedule();
    },
  };
}
