import { respondRequest } from '../core/alignment/respond';
import type { ModelEvent } from '../core/model/language-model';
import type { ModelErrorData } from '../core/model/model-error';
import { streamCandidates } from '../core/model/stream-candidates';
import { type CandidateState, candidateText, type Run } from '../core/project/run';
import type { ComposedPrompt } from '../core/prompt/compose';
import type { ActionContext } from './context';
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
export async function writeCandidates(
  context: ActionContext,
  { run, composed, candidateIds, first }: Writing,
): Promise<void> {
  const model = context.deps.models.model(run.model);
  const started = Date.parse(context.deps.now());
  for (const id of candidateIds) patchCandidate(context, { runId: run.id, id }, () => ({ status: 'waiting' }));
  context.set({ activeCandidates: new Set([...context.get().activeCandidates, ...candidateIds]) });
  const request = respondRequest({
    composed,
    settings: { ...run.settings, candidates: candidateIds.length },
    candidate: first,
  });
  const unfinished = { runId: run.id, candidateIds };
  await context.work.run(
    {
      scope: 'project/align/candidates',
      // One call writes them all.
      key: candidateIds[0] ?? run.id,
      failed: (error) => endUnfinished(context, { ...unfinished, error }),
      stopped: () => endUnfinished(context, { ...unfinished, error: null }),
    },
    async (signal) => {
      for await (const { candidate, event } of streamCandidates(model, request, signal)) {
        const id = candidateIds[candidate];
        if (id !== undefined) receive(context, { runId: run.id, id, event, started });
      }
    },
  );
  context.set({
    activeCandidates: new Set([...context.get().activeCandidates].filter((id) => !candidateIds.includes(id))),
  });
  dropWaits(context, candidateIds);
}

interface Received {
  readonly runId: string;
  readonly id: string;
  readonly event: ModelEvent | { readonly type: 'failed'; readonly error: ModelErrorData };
  readonly started: number;
}

function receive(context: ActionContext, { runId, id, event, started }: Received): void {
  const target = { runId, id };
  switch (event.type) {
    case 'text':
      dropWaits(context, [id]);
      patchCandidate(context, target, (state) => ({ status: 'streaming', text: candidateText(state) + event.text }));
      return;
    case 'restart':
      patchCandidate(context, target, () => ({ status: 'waiting' }));
      return;
    case 'wait':
      setWait(context, id, event);
      return;
    case 'failed':
      dropWaits(context, [id]);
      patchCandidate(context, target, () => ({ status: 'failed', error: event.error }));
      return;
    case 'done': {
      const { text, finish, usage, tokens, citations } = event.reply;
      const tookMs = Date.parse(context.deps.now()) - started;
      patchCandidate(context, target, () => ({
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
  /** Null when they were stopped. */
  readonly error: unknown;
}

/** Whatever ended the stream, no candidate is left looking as if it were still being written. */
function endUnfinished(context: ActionContext, { runId, candidateIds, error }: Unfinished): void {
  for (const id of candidateIds) {
    patchCandidate(context, { runId, id }, (state) => {
      if (state.status !== 'waiting' && state.status !== 'streaming') return state;
      const text = candidateText(state);
      if (error === null) return { status: 'cancelled', text };
      return { status: 'failed', error: { ...errorData(error), partialText: text } };
    });
  }
}

export function patchRun(context: ActionContext, runId: string, change: (run: Run) => Run): void {
  context.setProject((project) => {
    const index = project.runs.findIndex((run) => run.id === runId);
    const run = project.runs[index];
    return run === undefined ? project : { ...project, runs: project.runs.with(index, change(run)) };
  });
}

function patchCandidate(
  context: ActionContext,
  target: { readonly runId: string; readonly id: string },
  change: (state: CandidateState) => CandidateState,
): void {
  patchRun(context, target.runId, (run) => ({
    ...run,
    candidates: run.candidates.map((candidate) =>
      candidate.id === target.id ? { ...candidate, state: change(candidate.state) } : candidate,
    ),
  }));
}

function setWait(context: ActionContext, id: string, wait: Wait): void {
  const { reason, attempt, code, until } = wait;
  context.set({
    waits: { ...context.get().waits, [id]: { reason, attempt, code, ...(until === undefined ? {} : { until }) } },
  });
}

function dropWaits(context: ActionContext, ids: readonly string[]): void {
  const { waits } = context.get();
  if (ids.every((id) => waits[id] === undefined)) return;
  context.set({ waits: Object.fromEntries(Object.entries(waits).filter(([id]) => !ids.includes(id))) });
}
