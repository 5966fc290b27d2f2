import { runsOf, withDescendants } from '../core/conversation/tree';
import type { Turn } from '../core/conversation/turn';
import type { SamplingSettings } from '../core/model/sampling-settings';
import { feedbackKey } from '../core/project/project';
import { composePrompt } from '../core/prompt/compose';
import { documentAt } from '../core/prompt/history';
import { patchTurn } from './change-project';
import type { ActionContext } from './context';
import { loadValues } from './load-values';
import { type RunInput, startAll, startRun } from './start-run';
import type { StudioState } from './studio-state';
import { writeCandidates } from './write-candidates';

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
  retryCandidate(turnId: string, candidateId: string): void;
  stop(): void;
  selectCandidate(turnId: string, candidateId: string): void;
  /** A prompt that was run by itself. */
  showTurn(id: string): void;
  /** The values that a run was made with, back into the fields. */
  loadTurnInputs(id: string): void;
  deleteTurn(id: string): void;
  setSampling(sampling: SamplingSettings): void;
}

export function runActions(context: ActionContext): RunActions {
  const { get, setAlign, setProject } = context;

  const present = (): RunInput => {
    const { project } = get();
    return { document: project.prompt, revisionId: project.history.head, values: project.inputs.values };
  };

  return {
    run() {
      // A second press, or the shortcut, while candidates are being written would pay for another set.
      if (get().align.activeCandidates.size > 0) return;
      const input = present();
      const composed = composePrompt(input);
      if (composed.ok) startRun(context, input, composed.value);
      else setAlign({ missingValues: composed.error.names });
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
      if (first !== undefined) setProject((project) => ({ ...project, currentTurnId: first }));
    },
    runVersions(left, right) {
      const { project } = get();
      const shown = project.currentTurnId;
      const state = { document: project.prompt, history: project.history };
      const inputs = [left, right].map((revisionId, side) => ({
        name: side === 0 ? 'The version on the left' : 'The version on the right',
        input: { ...present(), document: documentAt(state, revisionId), revisionId },
      }));
      const started = startAll(context, inputs);
      setProject((latest) => ({ ...latest, currentTurnId: shown ?? latest.currentTurnId }));
      return started;
    },
    retryCandidate(turnId, candidateId) {
      const { project } = get();
      const turn = project.turns.find((other) => other.id === turnId);
      const isThere = turn?.candidates.some(({ id }) => id === candidateId) === true;
      if (turn === undefined || !isThere || get().align.activeCandidates.has(candidateId)) return;
      if (turn.input.message !== null && isWritingElsewhere(get(), turn)) return;
      const settings = withLimitOf(project.sampling, turn.settings);
      patchTurn(context, turnId, (latest) => ({ ...latest, settings }));
      dropRationales(context, [candidateId]);
      void writeCandidates(context, turnId, candidateId);
    },
    stop() {
      void context.work.stop('project/align');
    },
    selectCandidate(turnId, candidateId) {
      patchTurn(context, turnId, (turn) => ({ ...turn, chosenId: turn.chosenId === candidateId ? null : candidateId }));
    },
    loadTurnInputs(id) {
      const turn = get().project.turns.find((other) => other.id === id);
      if (turn !== undefined) loadValues(context, { from: `Run ${turn.n}`, values: turn.input.values });
    },
    showTurn(id) {
      setProject((project) => ({ ...project, mode: 'single', currentTurnId: id }));
    },
    leaveRuns() {
      setProject((project) => ({
        ...project,
        currentTurnId: null,
        chat: { ...project.chat, currentId: null },
        drafts: { ...project.drafts, feedback: null },
        labeler: project.labeler && { ...project.labeler, currentRunId: null },
      }));
    },
    deleteTurn(id) {
      const gone = withDescendants(get().project.turns, id);
      const goneIds = new Set(gone.map((turn) => turn.id));
      const candidateIds = gone.flatMap((turn) => turn.candidates.map((candidate) => candidate.id));
      for (const candidateId of candidateIds) void context.work.stop('project/align/candidates', candidateId);
      dropRationales(context, candidateIds);
      setProject((project) => {
        const turns = project.turns.filter((turn) => !goneIds.has(turn.id));
        const { currentTurnId, drafts } = project;
        const isShownGone = currentTurnId !== null && goneIds.has(currentTurnId);
        const feedback = drafts.feedback !== null && goneIds.has(drafts.feedback.turnId) ? null : drafts.feedback;
        return {
          ...project,
          turns,
          currentTurnId: isShownGone ? (runsOf(turns).at(-1)?.id ?? null) : currentTurnId,
          drafts: { ...drafts, feedback },
        };
      });
    },
    setSampling(sampling) {
      setProject((project) => ({ ...project, sampling }));
      setAlign({ missingValues: null });
    },
  };
}

/** In a conversation one turn is written at a time. */
function isWritingElsewhere({ align }: StudioState, { candidates }: Turn): boolean {
  const own = new Set(candidates.map(({ id }) => id));
  return [...align.activeCandidates].some((id) => !own.has(id));
}

/** How long an answer may get is today's choice, also for an earlier run: whoever raised it wants the answer that did not fit. */
function withLimitOf(present: SamplingSettings, { maxOutputTokens: _, ...rest }: SamplingSettings): SamplingSettings {
  return present.maxOutputTokens === undefined ? rest : { ...rest, maxOutputTokens: present.maxOutputTokens };
}

function isUnderWay({ project, align }: StudioState, { inputSetId }: RunInput, text: string): boolean {
  return project.turns.some(
    (turn) =>
      turn.input.inputSetId === inputSetId &&
      turn.input.prompt === text &&
      turn.candidates.some((candidate) => align.activeCandidates.has(candidate.id)),
  );
}

/** Forgets rationales about texts that are no longer there. */
function dropRationales(context: ActionContext, candidateIds: readonly string[]): void {
  const keys = candidateIds.flatMap((id) => [feedbackKey(id, 'kudos'), feedbackKey(id, 'critique')]);
  for (const key of keys) void context.work.stop('project/align/rationales', key);
  const { rationales } = context.get().align;
  if (keys.every((key) => rationales[key] === undefined)) return;
  context.setAlign({
    rationales: Object.fromEntries(Object.entries(rationales).filter(([key]) => !keys.includes(key))),
  });
}
