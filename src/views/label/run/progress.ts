import type { Activity, LabelerRun } from '../../../core/labeler/run/labeler-run';
import { counted, whole } from '../../shared/counted';
import { roughCount, spokenTime } from '../../shared/estimate-words';

export interface StepProgress {
  /** Complete steps, without the first rules. */
  readonly done: number;
  readonly steps: number;
  /** Of the step under way, 0 to 1. */
  readonly part: number;
  /** The step under way, from 0 (the first rules) to `steps`. */
  readonly present: number;
}

/** How far the labeler is that the run works on. With experts each has its own steps. */
export function stepProgress({
  settings,
  labelers,
  status,
}: Pick<LabelerRun, 'settings' | 'labelers' | 'status'>): StepProgress {
  const steps = settings?.hyperparameters.steps ?? 0;
  const activity = status.status === 'training' ? status.activity : null;
  const labeler = labelers.find(({ key }) => key === activity?.labeler) ?? labelers.at(-1);
  if (status.status === 'finished') {
    // An expert may have ended early: the longest way is what the run has done.
    const longest = Math.max(0, ...labelers.map((each) => each.steps.length - 1));
    return { done: longest, steps, part: 0, present: longest };
  }
  const done = Math.max(0, (labeler?.steps.length ?? 0) - 1);
  const part = activity === null || activity.step === 0 ? 0 : partOf(activity.kind);
  return { done, steps, part, present: Math.min(steps, activity?.step ?? done) };
}

/** The share of a step's calls that are usually made when it has come this far: the race takes most of them. */
function partOf(kind: Activity['kind']): number {
  switch (kind) {
    case 'first-rules':
    case 'embedding':
    case 'finding-mistakes':
      return 0.1;
    case 'proposing':
      return 0.3;
    case 'racing':
      return 0.55;
    case 'scoring':
      return 0.9;
  }
}

export interface ActivityWords {
  /** `Step 7` */
  readonly where: string;
  /** ` of 12: racing 12 challengers` */
  readonly what: string;
}

/** What a run is doing now. */
export function activityWords({ kind, labeler, step, count }: Activity, steps: number): ActivityWords {
  const expert =
    labeler === 'single' ? '' : `${labeler.charAt(0).toUpperCase()}${labeler.slice(1).replace('-', ' ')}, `;
  const inStep = { where: `${expert}${expert === '' ? 'Step' : 'step'} ${step}`, of: ` of ${steps}: ` };
  switch (kind) {
    case 'embedding':
      return { where: 'Finding regions', what: `: ${counted(count, 'row')} embedded` };
    case 'first-rules':
      return { where: `${expert}${expert === '' ? 'First' : 'first'} rules`, what: ': writing one for each label' };
    case 'finding-mistakes':
      return { where: inStep.where, what: `${inStep.of}looking for mistakes, ${counted(count, 'row')} read` };
    case 'proposing':
      return { where: inStep.where, what: `${inStep.of}learning from ${counted(count, 'mistake')}` };
    case 'racing':
      return { where: inStep.where, what: `${inStep.of}racing ${counted(count, 'challenger')}` };
    case 'scoring':
      return { where: 'Scoring', what: `: ${counted(count, 'row')} read` };
  }
}

interface Pace {
  /** Of this life of the run: milliseconds, and calls that were spent in it. */
  readonly ms: number;
  readonly calls: number;
  /** The most calls that the settings let through; null: no such limit. */
  readonly perMinute: number | null;
}

/**
 * Seconds left, at the pace of this life; the estimate as long as too little has happened to know a pace. Never less than the limit of
 * requests a minute allows: the calls of the first minute come in a burst, and the pace of a burst does not last. Null when nothing is
 * known. A run that has spent more than was estimated goes by its steps.
 */
export function secondsLeft(
  run: Pick<LabelerRun, 'estimate' | 'spent' | 'settings' | 'labelers' | 'status'>,
  { ms, calls, perMinute }: Pace,
): number | null {
  const { estimate, spent } = run;
  if (estimate === null) return null;
  const left = estimate.calls - spent.calls;
  if (left > 0) {
    const known = calls >= fewestCalls && ms > 0;
    const perCall = known ? ms / 1000 / calls : estimate.seconds / Math.max(1, estimate.calls);
    return left * Math.max(perCall, perMinute === null ? 0 : 60 / perMinute);
  }
  const { done, part, steps } = stepProgress(run);
  const share = steps === 0 ? 0 : (done + part) / steps;
  return share <= 0 || share >= 1 ? null : (ms / 1000) * ((1 - share) / share);
}

const fewestCalls = 20;

/** `Step 7 of 12, about 9 minutes left` */
export function progressValueText({ present, steps }: StepProgress, left: number | null): string {
  const where = present === 0 ? `First rules, ${counted(steps, 'step')} to come` : `Step ${present} of ${steps}`;
  return left === null ? where : `${where}, about ${spokenTime(left)} left`;
}

/** How far the estimate was off, once the run is over; null when there was none. */
export function estimateError({ estimate, spent }: Pick<LabelerRun, 'estimate' | 'spent'>): string | null {
  if (estimate === null || spent.calls === 0) return null;
  const tokens = spent.inputTokens + spent.outputTokens;
  return `Run took ${counted(spent.calls, 'call')}, ${off(spent.calls, estimate.calls)} the ${whole(estimate.calls)} estimated, and ${spent.estimated === true ? 'about ' : ''}${roughCount(tokens)} tokens, ${off(tokens, estimate.tokens)} the ${roughCount(estimate.tokens)} estimated.`;
}

function off(actual: number, estimated: number): string {
  const percent = estimated === 0 ? 0 : Math.round((actual / estimated - 1) * 100);
  if (percent === 0) return 'as many as';
  return `${Math.abs(percent)}% ${percent < 0 ? 'fewer than' : 'more than'}`;
}
