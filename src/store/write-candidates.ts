import { respondRequest } from '../core/alignment/respond';
import { type CandidateState, candidateText } from '../core/conversation/candidate';
import { composeAsSent } from '../core/conversation/compose';
import { pathTo } from '../core/conversation/tree';
import type { ModelEvent } from '../core/model/language-model';
import type { ModelErrorData } from '../core/model/model-error';
import type { ModelRef } from '../core/model/model-ref';
import type { ModelRequest } from '../core/model/model-request';
import { streamCandidates } from '../core/model/stream-candidates';
import type { Wait } from './align/align-state';
import { patchTurn } from './change-project';
import type { ActionContext } from './context';
import { errorData } from './model-choice';

/**
 * Streams the candidates of a turn into it, or one of them; they end as answered, failed or cancelled, each on its own. What is sent is
 * composed of the path to the turn, as it was when the turn began.
 */
export async function writeCandidates(context: ActionContext, turnId: string, candidateId?: string): Promise<void> {
  const { prompt, history, turns, chat } = context.get().project;
  const path = pathTo(turns, turnId);
  const turn = path.at(-1);
  const composed = composeAsSent({ document: prompt, history }, path);
  if (turn === undefined || composed === null) return;
  const ids = turn.candidates.map(({ id }) => id);
  const candidateIds = candidateId === undefined ? ids : [candidateId];
  for (const id of candidateIds) writeAnew(context, { turnId, id });
  const request = respondRequest({
    composed,
    settings: { ...turn.settings, candidates: candidateIds.length },
    candidate: candidateId === undefined ? 0 : ids.indexOf(candidateId),
    botName: chat.botName,
  });
  await streamInto(context, { turnId, candidateIds, model: turn.model, request });
}

interface Streamed {
  readonly turnId: string;
  /** They wait already. */
  readonly candidateIds: readonly string[];
  readonly model: ModelRef;
  readonly request: ModelRequest;
}

/** Streams what is asked for into candidates that wait. */
export async function streamInto(context: ActionContext, streamed: Streamed): Promise<void> {
  const { turnId, candidateIds, request } = streamed;
  const model = context.deps.models.model(streamed.model);
  const started = Date.parse(context.deps.now());
  context.setAlign({ activeCandidates: new Set([...context.get().align.activeCandidates, ...candidateIds]) });
  const unfinished = { turnId, candidateIds };
  await context.work.run(
    {
      scope: 'project/align/candidates',
      // One call writes them all.
      key: candidateIds[0] ?? turnId,
      failed: (error) => endUnfinished(context, { ...unfinished, error }),
      stopped: () => endUnfinished(context, { ...unfinished, error: null }),
    },
    async (signal) => {
      for await (const { candidate, event } of streamCandidates(model, request, signal)) {
        const id = candidateIds[candidate];
        if (id !== undefined) receive(context, { turnId, id, event, started });
      }
    },
  );
  context.setAlign({
    activeCandidates: new Set([...context.get().align.activeCandidates].filter((id) => !candidateIds.includes(id))),
  });
  dropWaits(context, candidateIds);
}

interface Received {
  readonly turnId: string;
  readonly id: string;
  readonly event: ModelEvent | { readonly type: 'failed'; readonly error: ModelErrorData };
  readonly started: number;
}

function receive(context: ActionContext, { turnId, id, event, started }: Received): void {
  const target = { turnId, id };
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
  readonly turnId: string;
  readonly candidateIds: readonly string[];
  /** Null when they were stopped. */
  readonly error: unknown;
}

/** Whatever ended the stream, no candidate is left looking as if it were still being written. */
function endUnfinished(context: ActionContext, { turnId, candidateIds, error }: Unfinished): void {
  for (const id of candidateIds) {
    patchCandidate(context, { turnId, id }, (state) => {
      if (state.status !== 'waiting' && state.status !== 'streaming') return state;
      const text = candidateText(state);
      if (error === null) return { status: 'cancelled', text };
      return { status: 'failed', error: { ...errorData(error), partialText: text } };
    });
  }
}

/** What was said of its former words goes with these. */
function writeAnew(context: ActionContext, target: { readonly turnId: string; readonly id: string }): void {
  patchTurn(context, target.turnId, (turn) => ({
    ...turn,
    candidates: turn.candidates.map((candidate) => {
      if (candidate.id !== target.id) return candidate;
      const { verdicts: _, rewriteOf: __, ...rest } = candidate;
      return { ...rest, state: { status: 'waiting' } };
    }),
  }));
}

function patchCandidate(
  context: ActionContext,
  target: { readonly turnId: string; readonly id: string },
  change: (state: CandidateState) => CandidateState,
): void {
  patchTurn(context, target.turnId, (turn) => ({
    ...turn,
    candidates: turn.candidates.map((candidate) =>
      candidate.id === target.id ? { ...candidate, state: change(candidate.state) } : candidate,
    ),
  }));
}

function setWait(context: ActionContext, id: string, wait: Wait): void {
  const { reason, attempt, code, until } = wait;
  context.setAlign({
    waits: { ...context.get().align.waits, [id]: { reason, attempt, code, ...(until === undefined ? {} : { until }) } },
  });
}

function dropWaits(context: ActionContext, ids: readonly string[]): void {
  const { waits } = context.get().align;
  if (ids.every((id) => waits[id] === undefined)) return;
  context.setAlign({ waits: Object.fromEntries(Object.entries(waits).filter(([id]) => !ids.includes(id))) });
}
