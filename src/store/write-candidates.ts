import { respondRequest } from '../core/alignment/respond';
import type { ModelEvent } from '../core/model/language-model';
import type { ModelErrorData } from '../core/model/model-error';
import { streamCandidates } from '../core/model/stream-candidates';
import { type CandidateState, candidateText, type Run } from '../core/project/run';
import type { ComposedPrompt } from '../core/prompt/compose';
import type { Kit } from './kit';
import { errorData } from './model-choice';
import type { Wait } from './studio-state';

export interface Writing {
  readonly run: Run;
  readonly composed: ComposedPrompt;
  readonly candidateIds: readonly string[];
  /** Index of the first of them in the run. */
  readonly first: number;
}

/** Streams candidates into their run; they end as answered, failed or cancelled, each on its own. */
export async function writeCandidates(kit: Kit, { run, composed, candidateIds, first }: Writing): Promise<void> {
  const controller = new AbortController();
  const model = kit.deps.models.model(run.model);
  const started = Date.parse(kit.deps.now());
  for (const id of candidateIds) {
    kit.running.set(id, controller);
    patchCandidate(kit, { runId: run.id, id }, () => ({ status: 'waiting' }));
  }
  kit.set({ activeCandidates: new Set([...kit.get().activeCandidates, ...candidateIds]) });
  const request = respondRequest({
    composed,
    settings: { ...run.settings, candidates: candidateIds.length },
    candidate: first,
  });
  try {
    for await (const { candidate, event } of streamCandidates(model, request, controller.signal)) {
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

/** The reason that running work is given when the person presses Stop. */
export function stopped(): DOMException {
  return new DOMException('Stopped.', 'AbortError');
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
      const { text, finish, usage, tokens, citations } = event.reply;
      const tookMs = Date.parse(kit.deps.now()) - started;
      patchCandidate(kit, target, () => ({
        status: 'answered',
        text,
        finish,
        usage,
        tookMs,
        ...(tokens === undefined ? {} : { tokens }),
        ...(citations === undefined ? {} : { citations }),
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

export function patchRun(kit: Kit, runId: string, change: (run: Run) => Run): void {
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
