import type { Candidate, CandidateState } from '../conversation/candidate';
import type { Turn } from '../conversation/turn';
import { interruptedStatus, type JobStatus } from '../jobs/job-status';
import type { LabelerRun, LabelerWork } from '../labeler/run/labeler-run';
import type { Completion, PlaygroundRun, PlaygroundWork } from '../playground/playground-work';
import type { TuningWork } from '../tuning/run/tuning-work';
import type { Project } from './project';

/**
 * A project as it comes from storage: no page writes its candidates, trains its labelers, labels its files, makes its data or runs what
 * its Playground was asked any more, so those that were under way are interrupted, with what there is so far. What needs no change keeps its identity, so that the next save
 * does not write it.
 */
export function settleInterrupted(project: Project): Project {
  const turns = settleEach(project.turns, settleTurn);
  const labeler = project.labeler && settleLabeler(project.labeler);
  const tuning = project.tuning && settleTuning(project.tuning);
  const playground = project.playground && settlePlayground(project.playground);
  const isSettled =
    turns === project.turns &&
    labeler === project.labeler &&
    tuning === project.tuning &&
    playground === project.playground;
  return isSettled ? project : { ...project, turns, labeler, tuning, playground };
}

function settleTurn(turn: Turn): Turn {
  const candidates = settleEach(turn.candidates, settleCandidate);
  return candidates === turn.candidates ? turn : { ...turn, candidates };
}

function settleCandidate(candidate: Candidate): Candidate {
  const state = settleState(candidate.state);
  return state === candidate.state ? candidate : { ...candidate, state };
}

function settleState(state: CandidateState): CandidateState {
  switch (state.status) {
    case 'waiting':
      return { status: 'interrupted', text: '' };
    case 'streaming':
      return { status: 'interrupted', text: state.text };
    case 'answered':
    case 'failed':
    case 'cancelled':
    case 'interrupted':
      return state;
  }
}

function settleLabeler(labeler: LabelerWork): LabelerWork {
  const runs = settleEach(labeler.runs, settleTraining);
  const jobs = settleEach(labeler.jobs, settleJob);
  return runs === labeler.runs && jobs === labeler.jobs ? labeler : { ...labeler, runs, jobs };
}

function settleTraining(run: LabelerRun): LabelerRun {
  return run.status.status === 'training' ? { ...run, status: { status: 'interrupted' } } : run;
}

function settleTuning(tuning: TuningWork): TuningWork {
  const runs = settleEach(tuning.runs, settleJob);
  return runs === tuning.runs ? tuning : { ...tuning, runs };
}

function settlePlayground(playground: PlaygroundWork): PlaygroundWork {
  const runs = settleEach(playground.runs, settlePlaygroundRun);
  return runs === playground.runs ? playground : { ...playground, runs };
}

function settlePlaygroundRun(run: PlaygroundRun): PlaygroundRun {
  switch (run.kind) {
    case 'complete': {
      const completions = settleEach(run.completions, settleCompletion);
      return completions === run.completions ? run : { ...run, completions };
    }
    case 'evaluate':
      return run.outcome.status === 'running' ? { ...run, outcome: { status: 'stopped' } } : run;
    case 'rank':
    case 'mattered':
    case 'embed':
      return settleJob(run);
  }
}

function settleCompletion(completion: Completion): Completion {
  const { outcome } = completion;
  return outcome.status === 'running'
    ? { ...completion, outcome: { status: 'stopped', text: outcome.text } }
    : completion;
}

function settleJob<Job extends { readonly status: JobStatus }>(job: Job): Job {
  const status = interruptedStatus(job.status);
  return status === job.status ? job : { ...job, status };
}

/** The same list when nothing in it changes. */
function settleEach<T>(items: readonly T[], settle: (item: T) => T): readonly T[] {
  const settled = items.map(settle);
  return settled.some((item, index) => item !== items[index]) ? settled : items;
}
