import type { LabelerRun } from '../../../core/labeler/run/labeler-run';
import { modelsOfRun } from '../../../store/label/select-models';
import { Button } from '../../ui/button';
import { NumberInput } from '../../ui/number-input';
import { useActions, useStudio } from '../../use-studio';
import { useSetup } from '../use-label-work';
import { abstainWords } from './shown-confidence';

/** Before a file is labeled: what the threshold will do to it. One that was imported without a scorecard is changed here. */
export function AbstainNote({ run }: { readonly run: LabelerRun }) {
  const { label } = useActions();
  const setup = useSetup();
  const settings = useStudio((state) => state.settings);
  const { abstainBelow = 0 } = run;
  const words = abstainWords(run, modelsOfRun(run, { setup, settings }).evalModel);
  const hasFigure = run.evaluations.length > 0;
  if (words === null && hasFigure) return null;
  return (
    <div className="abstain-note">
      {!hasFigure && (
        <NumberInput
          label="Abstain below"
          min={0}
          max={1}
          step={0.05}
          value={abstainBelow}
          onNumber={label.abstainBelow}
        />
      )}
      {words !== null && <p className="hint">{words}</p>}
      {abstainBelow > 0 && (
        <Button variant="ghost" tight onClick={() => label.abstainBelow(0)}>
          Label every row
        </Button>
      )}
    </div>
  );
}
