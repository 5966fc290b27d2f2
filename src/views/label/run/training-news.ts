import type { LabelerRun, TrainedLabeler } from '../../../core/labeler/run/labeler-run';
import { scoreName } from '../../../core/labeler/run/score-name';
import { score3, signed3 } from '../results/figures';
import { finishWords } from './run-state';

/** What is worth saying aloud when a run went from one state to the next; null: nothing. `before` null: it is seen for the first time. */
export function trainingNews(before: LabelerRun | null, after: LabelerRun): string | null {
  if (before === null || before.id !== after.id || before === after) return null;
  const step = after.labelers.map((labeler) => stepNews(before, labeler, after)).find((news) => news !== null) ?? null;
  const status = before.status.status === after.status.status ? null : statusNews(after);
  return step === null ? status : status === null ? step : `${step} ${status}`;
}

function stepNews(before: LabelerRun, labeler: TrainedLabeler, { settings }: LabelerRun): string | null {
  const known = before.labelers.find(({ key }) => key === labeler.key);
  const last = labeler.steps.at(-1);
  if (last === undefined || labeler.steps.length <= (known?.steps.length ?? 0) || settings === null) return null;
  const score = (id: string | undefined) => labeler.checkpoints.find((each) => each.id === id)?.score ?? null;
  const now = score(last.championId);
  if (now === null) return null;
  const was = score(labeler.steps.at(-2)?.championId);
  const where = last.step === 0 ? 'First rules' : `Step ${last.step} of ${settings.hyperparameters.steps}`;
  const expert = labeler.key === 'single' ? '' : `${labeler.key.replace('-', ' ')}, `;
  const gain = was === null ? '' : was.value === now.value ? ', nothing better' : `, ${signed3(now.value - was.value)}`;
  return `${expert}${where}: ${scoreName(settings.hyperparameters.score)} ${score3(now.value)}${gain}.`;
}

function statusNews(run: LabelerRun): string | null {
  switch (run.status.status) {
    case 'training':
      return 'Training goes on.';
    case 'paused':
      // A problem is an alert, which is read out by itself.
      return run.status.error === undefined ? 'Training is paused.' : null;
    case 'stopped':
      return 'Training is stopped.';
    case 'finished':
      return `Training is finished. ${finishWords(run.status.reason, run)}`;
    case 'interrupted':
    case 'failed':
    case 'imported':
      return null;
  }
}
