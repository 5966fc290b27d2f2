import { useEffect, useRef } from 'react';
import type { LabelerRun } from '../../../core/labeler/run/labeler-run';
import { localDayTime } from '../../shared/time/local-time';
import { announce } from '../../ui/announce';
import { Outcome } from '../../ui/chip';
import { Select } from '../../ui/select';
import { RunBar as WorkbenchRunBar } from '../../ui/workbench/run-bar';
import { useActions, useStudio } from '../../use-studio';
import { useRuns, useSetup, useShownRun } from '../use-label-work';
import { RunActions } from './run-actions';
import { runControls } from './run-controls';
import { RunFacts } from './run-facts';
import { RunProblem } from './run-problem';
import { stateWords } from './run-state';
import { trainingNews } from './training-news';

/** The run that is under way, or the one on the screen: what it does, how far it is, and what can be done with it. */
export function RunBar() {
  const shown = useShownRun();
  const runs = useRuns();
  const setup = useSetup();
  const label = useStudio((state) => state.label);
  const name = useStudio(({ project }) => project.name);
  const active = label.training === null ? undefined : runs.find(({ id }) => id === label.training?.runId);
  const run = active === undefined || active.id === shown?.id ? shown : active;
  const controls = runControls({ setup, label, run });
  useTrainingNews(run);

  return (
    <WorkbenchRunBar
      label="Training"
      title={name}
      line={
        run === null ? (
          <span className="small muted">No run yet</span>
        ) : (
          <span className="small muted run-line">
            <RunState status={run.status} isHere={label.training} />
            {runs.length > 1 ? <RunSwitch runs={runs} /> : <span>run {run.n}</span>}
            {run.settings !== null && <span className="clip">seed {run.settings.hyperparameters.seed}</span>}
          </span>
        )
      }
      actions={<RunActions controls={controls} run={run} />}
      problem={run !== null && <RunProblem run={run} />}
    >
      <RunFacts run={run} training={label.training} check={label.check} blocker={controls.train} />
    </WorkbenchRunBar>
  );
}

type StateProps = {
  readonly status: Parameters<typeof stateWords>[0];
  readonly isHere: Parameters<typeof stateWords>[1];
};

function RunState({ status, isHere }: StateProps) {
  const { icon, word, tone } = stateWords(status, isHere);
  return (
    <Outcome icon={icon} tone={tone}>
      {word}
    </Outcome>
  );
}

/** Which run the panes show. Its options say more than there is room for, so a short name lies over the native control. */
function RunSwitch({ runs }: { readonly runs: readonly LabelerRun[] }) {
  const { label } = useActions();
  const currentId = useStudio(({ project }) => project.labeler?.currentRunId ?? '');
  const training = useStudio((state) => state.label.training);
  const options = runs.toReversed().map((run) => {
    const { word } = stateWords(run.status, training?.runId === run.id ? training : null);
    return { value: run.id, label: `run ${run.n}, ${word.toLowerCase()}, ${localDayTime(run.at)}` };
  });
  return (
    <span className="run-switch">
      <span aria-hidden="true">run {runs.find(({ id }) => id === currentId)?.n}</span>
      <Select label="Shown run" hideLabel value={currentId} options={options} onPick={label.openRun} />
    </span>
  );
}

/** Says the result of each step once, and the end. */
function useTrainingNews(run: LabelerRun | null): void {
  const before = useRef<LabelerRun | null>(null);
  useEffect(() => {
    const news = run === null ? null : trainingNews(before.current, run);
    before.current = run;
    if (news !== null) announce(news);
  }, [run]);
}
