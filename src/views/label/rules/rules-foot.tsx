import type { LabelerRun, TrainedLabeler } from '../../../core/labeler/run/labeler-run';
import type { WorkState } from '../../../store/label/label-state';
import { CallFailure } from '../../shared/failure/call-failure';
import { OutcomeLinks } from '../../shared/failure/outcome-links';
import { Button } from '../../ui/button';
import { PaneFoot } from '../../ui/pane';
import { ProgressBar } from '../../ui/progress-bar';
import { Row } from '../../ui/row';
import { useActions, useStudio } from '../../use-studio';
import { useLock } from '../use-label-work';
import { measureBlocker } from './measure-blocker';

interface RulesFootProps {
  readonly run: LabelerRun;
  readonly labeler: TrainedLabeler;
}

/** Reading the validation rows again: with the rules as they are, and without each of them. */
export function RulesFoot({ run, labeler }: RulesFootProps) {
  const { label } = useActions();
  const { rescore, effects } = useStudio((state) => state.label);
  const lock = useLock();
  const blocker = lock === undefined ? measureBlocker(run) : 'Training is under way. Wait, or stop it first.';
  return (
    <PaneFoot className="rules-foot">
      <Row>
        {rescore.status === 'working' ? (
          <Button icon="stop" label="Stop re-scoring" onClick={label.stopRescore}>
            Stop
          </Button>
        ) : (
          <Button
            icon="retry"
            unavailable={blocker}
            tip="Reads the validation rows with these rules. What was read before costs nothing."
            onClick={() => void label.rescore(labeler.key)}
          >
            Re-score
          </Button>
        )}
        {effects.status === 'working' ? (
          <Button icon="stop" label="Stop measuring" onClick={label.stopMeasuring}>
            Stop
          </Button>
        ) : (
          <Button
            icon="filter"
            unavailable={blocker}
            tip="Leaves out one rule after the other, so that those without an effect can go."
            onClick={() => void label.measureRules(labeler.key)}
          >
            Measure rules
          </Button>
        )}
      </Row>
      <Work label="Re-scoring progress" unit="rows" work={rescore} />
      <Work label="Measuring progress" unit="rules" work={effects} />
    </PaneFoot>
  );
}

function Work({ label, unit, work }: { readonly label: string; readonly unit: string; readonly work: WorkState }) {
  switch (work.status) {
    case 'idle':
      return null;
    case 'failed':
      return <CallFailure error={work.error} actions={(helpful) => <OutcomeLinks actions={helpful} />} />;
    case 'working': {
      const words = `${work.done} of ${work.total} ${unit}`;
      return (
        <div className="work">
          <ProgressBar label={label} value={work.done} max={Math.max(1, work.total)} text={words} />
          <span className="hint">{words}</span>
        </div>
      );
    }
  }
}
