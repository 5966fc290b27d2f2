import type { JobStatus } from '../../../core/jobs/job-status';
import { callsPerPrompt, type DataToMake, type TuningSettings } from '../../../core/tuning/run/tuning-settings';
import type { TuningRun } from '../../../core/tuning/run/tuning-work';
import type { PromptsFound } from '../../../core/tuning/tuning-port';
import { counted, whole } from '../../shared/counted';
import { roughCount, roughTime } from '../../shared/estimate-words';
import type { IconName } from '../../ui/icon-paths';

interface StateWords {
  readonly icon: IconName;
  readonly word: string;
  readonly tone: 'plain' | 'good' | 'warn' | 'bad';
}

/** How a run stands, as icon and word. `here`: it is worked on in this tab. */
export function stateWords({ status, error }: Flat, here: { readonly pausing: boolean } | null): StateWords {
  switch (status) {
    case 'running':
      if (here === null) return { icon: 'clock', word: 'Generating in another tab', tone: 'plain' };
      return here.pausing
        ? { icon: 'pause', word: 'Pausing', tone: 'plain' }
        : { icon: 'play', word: 'Generating', tone: 'plain' };
    case 'paused':
      return error === undefined
        ? { icon: 'pause', word: 'Paused', tone: 'plain' }
        : { icon: 'warn', word: 'Paused by a problem', tone: 'warn' };
    case 'interrupted':
      return { icon: 'warn', word: 'Interrupted', tone: 'warn' };
    case 'stopped':
      return { icon: 'stop', word: 'Stopped', tone: 'plain' };
    case 'finished':
      return { icon: 'check', word: 'Finished', tone: 'good' };
    case 'failed':
      return { icon: 'x', word: 'Failed', tone: 'bad' };
  }
}

type Flat = Pick<JobStatus, 'status'> & { readonly error?: unknown };

/** In a list of runs: `improvement`. */
export const makeWords: Readonly<Record<DataToMake, string>> = {
  improvement: 'improvement',
  comparison: 'comparison',
  'revision-pair': 'revision over answer',
};

interface Lane {
  readonly name: string;
  /** Prompts that have passed it. */
  readonly passed: number;
}

/** The stages that prompts pass, one after the other. The last one is how far the run is. */
export function lanesOf({ settings, passed, done }: Pick<TuningRun, 'settings' | 'passed' | 'done'>): readonly Lane[] {
  if (settings.make === 'comparison')
    return [
      { name: 'Answers', passed: passed.answers },
      { name: 'Judgements', passed: done },
    ];
  return [
    { name: 'Answers', passed: passed.answers },
    { name: 'Critiques', passed: passed.critiques },
    { name: 'Revisions', passed: done },
  ];
}

/**
 * After the calls that were answered: of how many. A prompt with nothing to improve ends earlier; a reply that is of no use, or a second
 * answer that equals the first, is asked for again, and Retry failed comes on top: then there is no more that they are at most.
 */
export function mostCalls({ settings, total, calls }: Pick<TuningRun, 'settings' | 'total' | 'calls'>): number | null {
  const most = total * callsPerPrompt(settings);
  return calls > most ? null : most;
}

/** `about 146, at most 150 calls` and `61 k tokens · 9 min`; null before anything can be asked. */
export function likelyWords(
  { estimate, total }: Pick<PromptsFound, 'estimate' | 'total'>,
  settings: TuningSettings,
): { readonly calls: string; readonly rest: string } | null {
  const { calls, tokens, seconds } = estimate;
  if (calls === 0) return null;
  const most = total * callsPerPrompt(settings);
  return {
    calls: calls < most ? `about ${whole(calls)}, at most ${counted(most, 'call')}` : `about ${counted(calls, 'call')}`,
    rest: `${roughCount(tokens)} tokens · ${roughTime(seconds)}`,
  };
}

/** How often critiques of first rounds have found nothing so far. */
export function seenWords({ asked, fine }: PromptsFound['seen']): string {
  if (asked === 0) return 'How often that is shows in “Try one” or in a first run.';
  return `So far ${whole(fine)} of ${counted(asked, 'first critique')} found nothing.`;
}

/** Seconds left at the pace of this life, else by the estimate; null when nothing is known. */
export function secondsLeft(
  { estimate, total, done }: Pick<TuningRun, 'estimate' | 'total' | 'done'>,
  life: { readonly ms: number; readonly done: number },
): number | null {
  const left = total - done;
  if (left <= 0 || total === 0) return null;
  if (life.done >= fewestRows && life.ms > 0) return (left * life.ms) / 1000 / life.done;
  return (left * estimate.seconds) / total;
}

/** Before so many are through, the first ones of a life tell too little of its pace. */
const fewestRows = 5;
