import type { Project } from './project';
import type { Candidate, CandidateState, Run } from './run';

/**
 * A project as it comes from storage: no page writes its candidates any more, so those that were waiting or streaming are
 * interrupted, with the text so far. What needs no change keeps its identity, so that the next save does not write it.
 */
export function settleInterrupted(project: Project): Project {
  if (!project.runs.some(isUnfinished)) return project;
  return { ...project, runs: project.runs.map((run) => (isUnfinished(run) ? settleRun(run) : run)) };
}

function isUnfinished(run: Run): boolean {
  return run.candidates.some((candidate) => settleState(candidate.state) !== candidate.state);
}

function settleRun(run: Run): Run {
  return { ...run, candidates: run.candidates.map(settleCandidate) };
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
