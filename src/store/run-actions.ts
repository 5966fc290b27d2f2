import type { SamplingSettings } from '../core/model/sampling-settings';
import type { Project } from '../core/project/project';
import type { Run } from '../core/project/run';
import { type ComposedPrompt, composePrompt } from '../core/prompt/compose';
import { documentAt } from '../core/prompt/history';
import type { ActionContext } from './context';
import { loadValues } from './load-values';
import { dropRationales } from './rationale-work';
import { type RunInput, startAll, startRun } from './start-run';
import type { StudioState } from './studio-state';
import { patchRun, writeCandidates } from './write-candidates';

export interface RunActions {
  /** Runs the present prompt on the values in the fields. */
  run(): void;
  /** One run per input set, all at once. */
  runInputSets(ids: readonly string[]): void;
  /** Shows no run, in Align and in Label: the one on the screen may be what a page fails at. It is kept, and can be chosen again. */
  leaveRuns(): void;
  /** Runs two versions of the prompt on the values in the fields; gives the ids of the runs, left first. */
  runVersions(left: string | null, right: string | null): readonly string[];
  /** Writes one candidate again, from the prompt of its run. */
  retryCandidate(runId: string, candidateId: string): void;
  stop(): void;
  selectCandidate(runId: string, candidateId: string): void;
  showRun(id: string): void;
  /** The values that a run was made with, back into the fields. */
  loadRunInputs(id: string): void;
  deleteRun(id: string): void;
  setSampling(sampling: SamplingSettings): void;
}

export function runActions(context: ActionContext): RunActions {
  const { get, set, setProject } = context;

  const present = (): RunInput => {
    const { project } = get();
    return { document: project.prompt, revisionId: project.history.head, values: project.inputs.values };
  };

  return {
    run() {
      // A second press, or the shortcut, while candidates are being written would pay for another set.
      if (get().activeCandidates.size > 0) return;
      const input = present();
      const composed = composePrompt(input);
      if (composed.ok) startRun(context, input, composed.value);
      else set({ missingValues: composed.error.names });
    },
    runInputSets(ids) {
      const { project } = get();
      const sets = project.inputs.sets.filter((inputSet) => ids.includes(inputSet.id));
      const inputs = sets.map((inputSet) => ({
        name: `“${inputSet.name}”`,
        input: { ...present(), values: inputSet.values, inputSetId: inputSet.id },
      }));
      // Equal ones that are being written are not paid for once more.
      const first = startAll(context, inputs, (input, { text }) => !isUnderWay(get(), input, text))[0];
      if (first !== undefined) setProject((project) => ({ ...project, currentRunId: first }));
    },
    runVersions(left, right) {
      const { project } = get();
      const shown = project.currentRunId;
      const state = { document: project.prompt, history: project.history };
      const inputs = [left, right].map((revisionId, side) => ({
        name: side === 0 ? 'The version on the left' : 'The version on the right',
        input: { ...present(), document: documentAt(state, revisionId), revisionId },
      }));
      const started = startAll(context, inputs);
      setProject((latest) => ({ ...latest, currentRunId: shown ?? latest.currentRunId }));
      return started;
    },
    retryCandidate(runId, candidateId) {
      const { project } = get();
      const run = project.runs.find((other) => other.id === runId);
      const index = run?.candidates.findIndex((candidate) => candidate.id === candidateId) ?? -1;
      if (run === undefined || index < 0 || get().activeCandidates.has(candidateId)) return;
      const again = { ...run, settings: withLimitOf(project.sampling, run.settings) };
      patchRun(context, runId, (latest) => ({ ...latest, settings: again.settings }));
      dropRationales(context, [candidateId]);
      void writeCandidates(context, {
        run: again,
        composed: sentPrompt(project, run),
        candidateIds: [candidateId],
        first: index,
      });
    },
    stop() {
      void context.work.stop('project/align');
    },
    selectCandidate(runId, candidateId) {
      patchRun(context, runId, (run) => ({ ...run, selectedId: run.selectedId === candidateId ? null : candidateId }));
    },
    loadRunInputs(id) {
      const run = get().project.runs.find((other) => other.id === id);
      if (run !== undefined) loadValues(context, { from: `Run ${run.n}`, values: run.values });
    },
    showRun(id) {
      setProject((project) => ({ ...project, currentRunId: id }));
    },
    leaveRuns() {
      setProject((project) => ({
        ...project,
        currentRunId: null,
        drafts: { ...project.drafts, feedback: null },
        labeler: project.labeler && { ...project.labeler, currentRunId: null },
      }));
    },
    deleteRun(id) {
      const gone = get().project.runs.find((run) => run.id === id);
      if (gone === undefined) return;
      const candidateIds = gone.candidates.map((candidate) => candidate.id);
      for (const candidateId of candidateIds) void context.work.stop('project/align/candidates', candidateId);
      dropRationales(context, candidateIds);
      setProject((project) => {
        const runs = project.runs.filter((run) => run.id !== id);
        const currentRunId = project.currentRunId === id ? (runs.at(-1)?.id ?? null) : project.currentRunId;
        const { drafts } = project;
        const feedback = drafts.feedback?.runId === id ? null : drafts.feedback;
        return { ...project, runs, currentRunId, drafts: { ...drafts, feedback } };
      });
    },
    setSampling(sampling) {
      setProject((project) => ({ ...project, sampling }));
      set({ missingValues: null });
    },
  };
}

/** How long an answer may get is today's choice, also for an earlier run: whoever raised it wants the answer that did not fit. */
function withLimitOf(present: SamplingSettings, { maxOutputTokens: _, ...rest }: SamplingSettings): SamplingSettings {
  return present.maxOutputTokens === undefined ? rest : { ...rest, maxOutputTokens: present.maxOutputTokens };
}

function isUnderWay({ project, activeCandidates }: StudioState, { inputSetId }: RunInput, text: string): boolean {
  return project.runs.some(
    (run) =>
      run.inputSetId === inputSetId &&
      run.prompt === text &&
      run.candidates.some((candidate) => activeCandidates.has(candidate.id)),
  );
}

/** The prompt as it was sent. Its parts come from the history; where that does not know them any more, it is one text. */
function sentPrompt({ prompt, history }: Project, run: Run): ComposedPrompt {
  const isKnown = run.revisionId === null || history.revisions.some(({ id }) => id === run.revisionId);
  const composed = isKnown
    ? composePrompt({ document: documentAt({ document: prompt, history }, run.revisionId), values: run.values })
    : null;
  if (composed?.ok && composed.value.text === run.prompt) return composed.value;
  return { text: run.prompt, instruction: run.prompt, principles: [], values: {} };
}
