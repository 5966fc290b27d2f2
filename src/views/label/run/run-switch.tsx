import type { LabelerRun } from '../../../core/labeler/run/labeler-run';
import { localDayTime } from '../../shared/time/local-time';
import { Select } from '../../ui/select';
import { useActions, useStudio } from '../../use-studio';
import { stateWords } from './run-state';

/** Which run the panes show. Its options say more than there is room for, so a short name lies over the native control. */
export function RunSwitch({ runs }: { readonly runs: readonly LabelerRun[] }) {
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
