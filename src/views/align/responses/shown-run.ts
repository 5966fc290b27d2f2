import type { Candidate, Run } from '../../../core/project/run';
import type { Studio } from '../../../store/studio';

/** The run on the screen. */
export function shownRun({ project }: Studio): Run | null {
  return runById(project.runs, project.currentRunId);
}

export function runById(runs: readonly Run[], id: string | null): Run | null {
  return runs.find((run) => run.id === id) ?? null;
}

export interface CandidatePlace {
  readonly runId: string;
  readonly candidateId: string;
}

export function candidateAt({ project }: Studio, { runId, candidateId }: CandidatePlace): Candidate | null {
  return runById(project.runs, runId)?.candidates.find((candidate) => candidate.id === candidateId) ?? null;
}
