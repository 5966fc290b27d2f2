import type { ModelErrorData } from '../../core/model/model-error';
import type { Reply } from '../../core/model/reply';
import { type CandidateEvent, streamCandidates } from '../../core/model/stream-candidates';
import { meanLogprob } from '../../core/playground/best-of';
import type { KeptTokens } from '../../core/playground/playground-port';
import type { CompleteRun, Completion, CompletionOutcome, PlaygroundRun } from '../../core/playground/playground-work';
import { createBatch } from '../batch';
import { errorData } from '../model-choice';
import { biasOf } from './bias-of';
import { type Arm, completeRequest } from './complete-run';
import type { PlaygroundContext } from './playground-context';
import { capabilitiesHere } from './select-playground';
import type { TokenCache } from './token-cache';

interface Written {
  readonly run: CompleteRun;
  readonly arms: readonly Arm[];
  readonly tokens: TokenCache;
}

/** Streams completions into their run, all at once; each ends by itself as done, failed or stopped. */
export async function writeCompletions(
  context: PlaygroundContext,
  { run, arms, tokens }: Written,
  signal: AbortSignal,
): Promise<void> {
  const all = arms.flatMap(({ completions }) => completions.map(({ n }) => n));
  // At once, while its project is still the open one.
  const stop = () => endRunning(context, { run, all, end: (text) => ({ status: 'stopped', text }) });
  signal.addEventListener('abort', stop, { once: true });
  await Promise.all(arms.map((arm) => writeArm(context, { run, arm, tokens }, signal)));
}

async function writeArm(
  context: PlaygroundContext,
  { run, arm, tokens }: { readonly run: CompleteRun; readonly arm: Arm; readonly tokens: TokenCache },
  signal: AbortSignal,
): Promise<void> {
  const { deps, kept, get } = context;
  const [first] = arm.completions;
  const began = Date.parse(deps.now());
  const since = () => Math.max(0, Date.parse(deps.now()) - began);
  const firstTokenMs = new Map<number, number>();
  const batch = createBatch<CandidateEvent>(deps.setTimer, (events) => {
    for (const event of events) receive(event);
  });
  signal.addEventListener('abort', batch.drop, { once: true });

  function receive({ candidate, event }: CandidateEvent): void {
    const completion = arm.completions[candidate];
    if (completion === undefined || signal.aborted) return;
    const set = (change: (outcome: CompletionOutcome) => CompletionOutcome) =>
      patchCompletion(context, { runId: run.id, n: completion.n }, change);
    switch (event.type) {
      case 'text':
        set((outcome) => ({ status: 'running', text: textOf(outcome) + event.text }));
        return;
      case 'restart':
        firstTokenMs.delete(candidate);
        set(() => ({ status: 'running', text: completion.from?.prefix.text ?? '' }));
        return;
      case 'wait':
        return;
      case 'failed':
        set((outcome) => failed(event.error, outcome));
        return;
      case 'done':
        end(completion, event.reply, firstTokenMs.get(candidate) ?? since());
    }
  }

  function end(completion: Completion, reply: Reply, first: number): void {
    const place = { runId: run.id, place: completion.n };
    const made = reply.tokens && [...(arm.begins ?? []), ...reply.tokens];
    const { promptTokens } = reply;
    if (made !== undefined || promptTokens !== undefined) {
      const kept: KeptTokens = { kind: 'completion', tokens: made, ...(promptTokens && { promptTokens }) };
      tokens.keep(place, kept);
    }
    const { finish, usage, modelVersion } = reply;
    patchCompletion(context, { runId: run.id, n: completion.n }, () => ({
      status: 'done',
      text: (completion.from?.prefix.text ?? '') + reply.text,
      finish,
      usage,
      ...(modelVersion !== undefined && { modelVersion }),
      firstTokenMs: first,
      tookMs: since(),
      meanLogprob: meanLogprob(made),
      tokens: made?.length ?? usage.outputTokens + (completion.from === null ? 0 : completion.from.at + 1),
    }));
  }

  try {
    const capabilities = capabilitiesHere(get(), first.model);
    const bias = await biasOf(context, { rows: run.setup.bias, ref: first.model, capabilities }, signal);
    const request = completeRequest(run, arm, { images: kept().images, bias, capabilities });
    for await (const event of streamCandidates(deps.models.model(first.model), request, signal)) {
      const { candidate } = event;
      // Before it waits in the batch.
      if (event.event.type === 'text' && !firstTokenMs.has(candidate)) firstTokenMs.set(candidate, since());
      batch.add(event);
      if (event.event.type !== 'text') batch.flush();
    }
  } catch (error) {
    if (signal.aborted) return;
    const all = arm.completions.map(({ n }) => n);
    endRunning(context, {
      run,
      all,
      end: (text) => ({ status: 'failed', error: { ...errorData(error), partialText: text } }),
    });
  } finally {
    batch.flush();
  }
}

interface Ending {
  readonly run: CompleteRun;
  readonly all: readonly number[];
  readonly end: (text: string) => CompletionOutcome;
}

/** Whatever ended the stream, no completion is left looking as if it were still being written. */
function endRunning(context: PlaygroundContext, { run, all, end }: Ending): void {
  for (const n of all) {
    patchCompletion(context, { runId: run.id, n }, (outcome) =>
      outcome.status === 'running' ? end(outcome.text) : outcome,
    );
  }
}

export function isCompleteRun(run: PlaygroundRun): run is CompleteRun {
  return run.kind === 'complete';
}

function patchCompletion(
  { setRun }: PlaygroundContext,
  { runId, n }: { readonly runId: string; readonly n: number },
  change: (outcome: CompletionOutcome) => CompletionOutcome,
): void {
  setRun(runId, isCompleteRun, (run) => {
    const index = run.completions.findIndex((completion) => completion.n === n);
    const before = run.completions[index];
    if (before === undefined) return run;
    const outcome = change(before.outcome);
    if (outcome === before.outcome) return run;
    return { ...run, completions: run.completions.with(index, { ...before, outcome }) };
  });
}

function textOf(outcome: CompletionOutcome): string {
  return outcome.status === 'running' || outcome.status === 'stopped' ? outcome.text : '';
}

/** What came before the failure stays with it. */
function failed(error: ModelErrorData, outcome: CompletionOutcome): CompletionOutcome {
  return { status: 'failed', error: { ...error, partialText: error.partialText || textOf(outcome) } };
}
