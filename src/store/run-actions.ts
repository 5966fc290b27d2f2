import { respondRequest } from '../core/alignment/respond';
import type { ModelEvent } from '../core/model/language-model';
import type { ModelErrorData } from '../core/model/model-error';
import type { ModelRef } from '../core/model/model-ref';
import type { SamplingSettings } from '../core/model/sampling-settings';
import { streamCandidates } from '../core/model/stream-candidates';
import { feedbackKey, type Project } from '../core/project/project';
import { type Candidate, type CandidateState, candidateText, type Run } from '../core/project/run';
import { type ComposedPrompt, composePrompt } from '../core/prompt/compose';
import { documentAt } from '../core/prompt/history';
import type { PromptDocument } from '../core/prompt/prompt-document';
import type { Kit } from './kit';
import { errorData } from './model-choice';
import type { StudioState, Wait } from './studio-state';

export interface RunActions {
  /** Runs the present prompt on the values in the fields. */
  run(): void;
  /** One run per input set, all at once. */
  runInputSets(ids: readonly string[]): void;
  /** Runs two versions of the prompt on the values in the fields; gives the ids of the runs, left first. */
  runVersions(left: string | null, right: string | null): readonly string[];
  /** Writes one candidate again, from the prompt of its run. */
  retryCandidate(runId: string, candidateId: string): void;
  stop(): void;
  selectCandidate(runId: string, candidateId: string): void;
  showRun(id: string): void;
  deleteRun(id: string): void;
  setSampling(sampling: SamplingSettings): void;
}

interface RunInput {
  readonly document: PromptDocument;
  readonly revisionId: string | null;
  readonly values: Readonly<Record<string, string>>;
  readonly inputSetId?: string;
}

export function runActions(kit: Kit): RunActions {
  const { get, set, setProject } = kit;

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
      if (composed.ok) startRun(kit, input, composed.value);
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
      const first = startAll(kit, inputs, (input, { text }) => !isUnderWay(get(), input, text))[0];
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
      const started = startAll(kit, inputs);
      setProject((latest) => ({ ...latest, currentRunId: shown ?? latest.currentRunId }));
      return started;
    },
    retryCandidate(runId, candidateId) {
      const { project } = get();
      const run = project.runs.find((other) => other.id === runId);
      const index = run?.candidates.findIndex((candidate) => candidate.id === candidateId) ?? -1;
      if (run === undefined || index < 0 || kit.running.has(candidateId)) return;
      const again = { ...run, settings: withLimitOf(project.sampling, run.settings) };
      patchRun(kit, runId, (latest) => ({ ...latest, settings: again.settings }));
      dropRationales(kit, [candidateId]);
      void writeCandidates(kit, {
        run: again,
        composed: sentPrompt(project, run),
        candidateIds: [candidateId],
        first: index,
      });
    },
    stop() {
      for (const controller of new Set(kit.running.values())) controller.abort(stopped());
    },
    selectCandidate(runId, candidateId) {
      patchRun(kit, runId, (run) => ({ ...run, selectedId: run.selectedId === candidateId ? null : candidateId }));
    },
    showRun(id) {
      setProject((project) => ({ ...project, currentRunId: id }));
    },
    deleteRun(id) {
      const gone = get().project.runs.find((run) => run.id === id);
      if (gone === undefined) return;
      const candidateIds = gone.candidates.map((candidate) => candidate.id);
      for (const candidateId of candidateIds) kit.running.get(candidateId)?.abort(stopped());
      dropRationales(kit, candidateIds);
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

/** The reason that running work is given when the person presses Stop. */
export function stopped(): DOMException {
  return new DOMException('Stopped.', 'AbortError');
}

/** How long an answer may get is today's choice, also for an earlier run: whoever raised it wants the answer that did not fit. */
function withLimitOf(present: SamplingSettings, { maxOutputTokens: _, ...rest }: SamplingSettings): SamplingSettings {
  return present.maxOutputTokens === undefined ? rest : { ...rest, maxOutputTokens: present.maxOutputTokens };
}

interface NamedInput {
  /** For a message: the beginning of a sentence. */
  readonly name: string;
  readonly input: RunInput;
}

/** Starts those that can be; what the others lack is told by name, because the fields of the form are not theirs. */
function startAll(
  kit: Kit,
  inputs: readonly NamedInput[],
  isWanted: (input: RunInput, composed: ComposedPrompt) => boolean = () => true,
): readonly string[] {
  const lacking: string[] = [];
  const started: string[] = [];
  for (const { name, input } of inputs) {
    const composed = composePrompt(input);
    if (!composed.ok) {
      lacking.push(
        `${name} has no value for ${composed.error.names.map((variable) => `{${variable}}`).join(' and ')}.`,
      );
    } else if (isWanted(input, composed.value)) {
      const id = startRun(kit, input, composed.value);
      // Without a prompt there is none for the others either.
      if (id === null) break;
      started.push(id);
    }
  }
  if (lacking.length > 0) {
    kit.notify({ title: 'Not everything was run', body: 'Give these their values, then run them:', details: lacking });
  }
  return started;
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
  return { text: run.prompt, instruction: run.prompt, principles: [] };
}

/** They were about a text that is no longer there. */
function dropRationales(kit: Kit, candidateIds: readonly string[]): void {
  const keys = candidateIds.flatMap((id) => [feedbackKey(id, 'kudos'), feedbackKey(id, 'critique')]);
  for (const key of keys) kit.running.get(`rationales ${key}`)?.abort(stopped());
  const { rationales } = kit.get();
  if (keys.every((key) => rationales[key] === undefined)) return;
  kit.set({ rationales: Object.fromEntries(Object.entries(rationales).filter(([key]) => !keys.includes(key))) });
}

/** Null, and told, when there is nothing to send. */
function startRun(kit: Kit, input: RunInput, composed: ComposedPrompt): string | null {
  const { deps, get, set, setProject } = kit;
  if (composed.text.trim() === '') {
    kit.notify({ title: 'There is no prompt to run', body: 'Write what the model is to do, then run it.' });
    return null;
  }
  set({ missingValues: null, fresh: null });
  const { settings, project } = get();
  const run: Run = {
    id: deps.newId(),
    n: Math.max(0, ...project.runs.map((other) => other.n)) + 1,
    at: deps.now(),
    revisionId: input.revisionId,
    values: input.values,
    ...(input.inputSetId === undefined ? {} : { inputSetId: input.inputSetId }),
    prompt: composed.text,
    model: settings.promptModel,
    settings: project.sampling,
    candidates: Array.from({ length: settings.candidates }, () => waitingCandidate(deps.newId())),
    selectedId: null,
  };
  setProject((present) => ({ ...present, runs: [...present.runs, run], currentRunId: run.id }));
  deps.requestPersistence();
  void writeCandidates(kit, {
    run,
    composed,
    candidateIds: run.candidates.map(({ id }) => id),
    first: 0,
  });
  return run.id;
}

function waitingCandidate(id: string): Candidate {
  return { id, state: { status: 'waiting' }, feedback: [] };
}

interface Writing {
  readonly run: Run;
  readonly composed: ComposedPrompt;
  readonly candidateIds: readonly string[];
  /** Index of the first of them in the run. */
  readonly first: number;
}

async function writeCandidates(kit: Kit, { run, composed, candidateIds, first }: Writing): Promise<void> {
  const controller = new AbortController();
  const started = Date.parse(kit.deps.now());
  for (const id of candidateIds) {
    kit.running.set(id, controller);
    patchCandidate(kit, { runId: run.id, id }, () => ({ status: 'waiting' }));
  }
  kit.set({ activeCandidates: new Set([...kit.get().activeCandidates, ...candidateIds]) });
  const request = respondRequest({
    composed,
    values: run.values,
    settings: { ...run.settings, candidates: candidateIds.length },
    candidate: first,
  });
  try {
    for await (const { candidate, event } of streamCandidates(modelOf(kit, run.model), request, controller.signal)) {
      const id = candidateIds[candidate];
      if (id !== undefined) receive(kit, { runId: run.id, id, event, started });
    }
  } catch (error) {
    endUnfinished(kit, { runId: run.id, candidateIds, error, aborted: controller.signal.aborted });
  } finally {
    for (const id of candidateIds) kit.running.delete(id);
    kit.set({ activeCandidates: new Set([...kit.get().activeCandidates].filter((id) => !candidateIds.includes(id))) });
    dropWaits(kit, candidateIds);
  }
}

function modelOf(kit: Kit, ref: ModelRef) {
  return kit.deps.models.model(ref);
}

interface Received {
  readonly runId: string;
  readonly id: string;
  readonly event: ModelEvent | { readonly type: 'failed'; readonly error: ModelErrorData };
  readonly started: number;
}

function receive(kit: Kit, { runId, id, event, started }: Received): void {
  const target = { runId, id };
  switch (event.type) {
    case 'text':
      dropWaits(kit, [id]);
      patchCandidate(kit, target, (state) => ({ status: 'streaming', text: candidateText(state) + event.text }));
      return;
    case 'restart':
      patchCandidate(kit, target, () => ({ status: 'waiting' }));
      return;
    case 'wait':
      setWait(kit, id, event);
      return;
    case 'failed':
      dropWaits(kit, [id]);
      patchCandidate(kit, target, () => ({ status: 'failed', error: event.error }));
      return;
    case 'done': {
      const { text, finish, usage, tokens } = event.reply;
      const tookMs = Date.parse(kit.deps.now()) - started;
      patchCandidate(kit, target, () => ({
        status: 'answered',
        text,
        finish,
        usage,
        tookMs,
        ...(tokens === undefined ? {} : { tokens }),
      }));
      return;
    }
  }
}

interface Unfinished {
  readonly runId: string;
  readonly candidateIds: readonly string[];
  readonly error: unknown;
  readonly aborted: boolean;
}

/** Whatever ended the stream, no candidate is left looking as if it were still being written. */
function endUnfinished(kit: Kit, { runId, candidateIds, error, aborted }: Unfinished): void {
  for (const id of candidateIds) {
    patchCandidate(kit, { runId, id }, (state) => {
      if (state.status !== 'waiting' && state.status !== 'streaming') return state;
      const text = candidateText(state);
      if (aborted) return { status: 'cancelled', text };
      return { status: 'failed', error: { ...errorData(error), partialText: text } };
    });
  }
}

function patchRun(kit: Kit, runId: string, change: (run: Run) => Run): void {
  kit.setProject((project) => {
    const index = project.runs.findIndex((run) => run.id === runId);
    const run = project.runs[index];
    return run === undefined ? project : { ...project, runs: project.runs.with(index, change(run)) };
  });
}

function patchCandidate(
  kit: Kit,
  target: { readonly runId: string; readonly id: string },
  change: (state: CandidateState) => CandidateState,
): void {
  patchRun(kit, target.runId, (run) => ({
    ...run,
    candidates: run.candidates.map((candidate) =>
      candidate.id === target.id ? { ...candidate, state: change(candidate.state) } : candidate,
    ),
  }));
}

function setWait(kit: Kit, id: string, wait: Wait): void {
  const { reason, attempt, code, until } = wait;
  kit.set({
    waits: { ...kit.get().waits, [id]: { reason, attempt, code, ...(until === undefined ? {} : { until }) } },
  });
}

function dropWaits(kit: Kit, ids: readonly string[]): void {
  const { waits } = kit.get();
  if (ids.every((id) => waits[id] === undefined)) return;
  kit.set({ waits: Object.fromEntries(Object.entries(waits).filter(([id]) => !ids.includes(id))) });
}
