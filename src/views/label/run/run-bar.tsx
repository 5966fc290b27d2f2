import { Icon } from '../../ui/icon';
import { useStudio } from '../../use-studio';
import { useRuns, useSetup, useShownRun } from '../use-label-work';
import { RunActions } from './run-actions';
import { runControls } from './run-controls';
import { RunFacts } from './run-facts';
import { RunProblem } from './run-problem';
import { stateWords } from './run-state';
import { RunSwitch } from './run-switch';
import { useTrainingNews } from './use-training-news';

/** The run that is under way, or the one on the screen: what it does, how far it is, and what can be done with it. */
export function RunBar() {
  const shown = useShownRun();
  const runs = useRuns();
  const setup = useSetup();
  const label = useStudio((state) => state.label);
  const name = useStudio(({ project }) => project.name);
  const active = label.training === null ? undefined : runs.find(({ id }) => id === label.training?.runId);
  const run = active ?? shown;
  const controls = runControls({ setup, label, run });
  useTrainingNews(run);

  return (
    <div className="train-area">
      <section className="train" aria-label="Training">
        <div className="name">
          <b className="clip">{name}</b>
          {run === null ? (
            <span className="small muted">No run yet</span>
          ) : (
            <span className="small muted run-line">
              <RunState status={run.status} isHere={label.training} />
              {runs.length > 1 ? <RunSwitch runs={runs} /> : <span>run {run.n}</span>}
              {run.settings !== null && <span className="clip">seed {run.settings.hyperparameters.seed}</span>}
            </span>
          )}
        </div>
        <RunFacts run={run} training={label.training} check={label.check} blocker={controls.train} />
        <RunActions controls={controls} run={run} />
      </section>
      {run !== null && <RunProblem run={run} />}
    </div>
  );
}

type StateProps = {
  readonly status: Parameters<typeof stateWords>[0];
  readonly isHere: Parameters<typeof stateWords>[1];
};

function RunState({ status, isHere }: StateProps) {
  const { icon, word, tone } = stateWords(status, isHere);
  return (
    <span className={tone === 'plain' ? 'state' : `state ${tone}`}>
      <Icon name={icon} />
      {word}
    </span>
  );
}
