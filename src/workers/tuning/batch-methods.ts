import { callText } from '../../core/calls/call-text';
import { meaningOf } from '../../core/calls/failed-call';
import { journaledModels } from '../../core/calls/paid-calls';
import { createSharedCalls } from '../../core/calls/shared-calls';
import { capabilitiesOf } from '../../core/model/known-capabilities';
import { type ModelRef, modelKey } from '../../core/model/model-ref';
import type { ModelRequest } from '../../core/model/model-request';
import { deriveSeed } from '../../core/random';
import { err, ok } from '../../core/result';
import type { StageName, TuningPrompt } from '../../core/tuning/run/made-row';
import { makeRows } from '../../core/tuning/run/make-rows';
import type { PromptToMake } from '../../core/tuning/run/prompt-way';
import { promptsOf } from '../../core/tuning/run/prompts/scan-prompts';
import { planProblem } from '../../core/tuning/run/run-plan';
import type { StageAt } from '../../core/tuning/run/stage-call';
import type { TuningRun } from '../../core/tuning/run/tuning-work';
import { readAnswers } from '../jobs/batch-files';
import type { WorkContext, WorkTable } from '../work/work-context';
import { badRequest, openRun } from './open-prompts';

type BatchMethods = Pick<WorkTable, 'tuning-batch-file' | 'import-tuning-batch'>;

/** A call that `generate` would make next, and nobody has answered. */
interface MissingCall {
  readonly key: string;
  readonly row: number;
  readonly stage: StageName;
  readonly ref: ModelRef;
  readonly request: ModelRequest;
}

/** Stages in their order; both answers of a comparison are asked for together. */
const order: readonly StageName[] = ['answer', 'second-answer', 'critique', 'revision', 'judgement'];
const together: Partial<Record<StageName, StageName>> = { 'second-answer': 'answer' };

/** The service works on one stage of all prompts at a time: each file holds the calls that the answers before it lead to. */
export function tuningBatchMethods(work: WorkContext): BatchMethods {
  return {
    async 'tuning-batch-file'({ run, safety }, { signal }) {
      const missing = await missingCalls(work, run, signal);
      const stage = order.find((each) => missing.some((call) => stageOf(call) === each));
      const first = missing.find((call) => stageOf(call) === stage);
      if (stage === undefined || first === undefined) throw badRequest('ALL_ANSWERED', allAnswered);
      const calls = missing.filter((call) => fileOf(call) === fileOf(first));
      const format = await work.batch();
      const lines = calls.map((call) => `${format.line(call, { ref: call.ref, safety })}\n`);
      return { stage, calls: calls.length, file: new Blob(lines, { type: 'application/jsonl' }) };
    },

    async 'import-tuning-batch'({ run, results }, { signal }) {
      const answers = await readAnswers(results, await work.batch(), signal);
      if (!answers.ok) return answers;
      const missing = await missingCalls(work, run, signal);
      const failed: { readonly row: number; readonly message: string }[] = [];
      const handedOut = new Set<string>();
      let used = 0;
      for (const call of missing) {
        const outcome = answers.value.get(call.key);
        if (outcome === undefined) continue;
        used += 1;
        handedOut.add(fileOf(call));
        if (outcome.kind === 'error') {
          failed.push({ row: call.row, message: outcome.error.message });
          // What may be over by the next time is asked again.
          if (meaningOf(outcome.error.kind).meaning !== 'outcome') continue;
        }
        const entry = { paidBy: run.id, at: work.now(), outcome };
        await work.journal.put(await work.hash(callText(call.ref, call.request)), entry);
      }
      if (used === 0) return err(noneFits([...answers.value.keys()]));
      return ok({
        answers: used - failed.length,
        failed,
        unanswered: missing.filter((call) => handedOut.has(fileOf(call)) && !answers.value.has(call.key)).length,
        unknown: answers.value.size - used,
      });
    },
  };
}

function stageOf({ stage }: MissingCall): StageName {
  return together[stage] ?? stage;
}

/** Names the file that the call goes into: of one stage, for one model. */
function fileOf(call: MissingCall): string {
  return `${stageOf(call)} ${modelKey(call.ref)}`;
}

/** Goes every prompt's way by the journal alone, as far as that knows. */
async function missingCalls(work: WorkContext, run: TuningRun, signal: AbortSignal): Promise<readonly MissingCall[]> {
  const problem = planProblem(run);
  if (problem !== null) throw badRequest('NO_PRINCIPLES', problem);
  const { rows, scanned } = await openRun(work.tables, run, { from: 'stream', signal });
  const { done } = (await work.jobs.tuning.head(run.id)) ?? { done: 0 };
  const collector = createCollector();
  const models = journaledModels(run.id, { ...work, shared: createSharedCalls(), models: collector.models });
  const { begin } = makeRows(run, { parallel: 1, watch: collector.watch });
  let place = 0;
  for await (const prompts of promptsOf(rows, scanned.chosen, signal)) {
    const lot: readonly PromptToMake[] = prompts.map((prompt, index) => ({ prompt, place: place + index }));
    place += prompts.length;
    const making = begin(
      lot.filter((row) => row.place >= done),
      { models, signal },
    );
    for (const settled of await Promise.allSettled(making))
      if (settled.status === 'rejected' && !(settled.reason instanceof NotAnswered)) throw settled.reason;
  }
  return collector.missing;
}

/** In place of a call that would have to be paid. */
class NotAnswered extends Error {
  override readonly name = 'NotAnswered';
}

/** Data are made of texts alone. */
function neverAsked(): never {
  throw new NotAnswered('Nothing is embedded or scored.');
}

function createCollector() {
  const missing: MissingCall[] = [];
  /** A call is known by its subject, which is passed on as it is. */
  const asked = new Map<unknown, { readonly at: StageAt; readonly prompt: TuningPrompt }>();
  return {
    missing,
    watch: {
      asks(at: StageAt, { prompt, request }: { readonly prompt: TuningPrompt; readonly request: ModelRequest }): void {
        asked.set(request.subject, { at, prompt });
      },
    },
    models: {
      embeddingModel: neverAsked,
      scoringModel: neverAsked,
      vectorModel: neverAsked,
      model: (ref: ModelRef) => ({
        ref,
        // The service reports no probabilities, whichever model works here.
        capabilities: capabilitiesOf(ref),
        // biome-ignore lint/correctness/useYield: it never answers.
        async *stream(request: ModelRequest): AsyncGenerator<never> {
          const call = asked.get(request.subject);
          if (call !== undefined) {
            const { stage, n } = call.at;
            const key = keyOf(call.prompt, call.at, callText(ref, request));
            missing.push({ key, row: call.prompt.row, stage, ref, request });
            throw new NotAnswered(`${stage} ${n} has no answer yet.`);
          }
          throw new Error('A call was made for no stage.');
        },
      }),
    },
  };
}

/** With a mark of the very question: an answer to another one is none to this. */
function keyOf({ row }: TuningPrompt, { stage, n }: StageAt, text: string): string {
  return `row-${row}-${stage}-${n}-${deriveSeed(0, text).toString(36)}`;
}

const allAnswered =
  'Every call of this run is answered: nothing is left to hand to the batch service. Resume the run to see what came of it.';

function noneFits(keys: readonly string[]): string {
  return `None of the ${keys.length} keys in the results belongs to a call that waits for an answer: they are like “${keys[0] ?? ''}”. Choose the results of the batch file that was made last, and leave prompts, constitution and settings as they were.`;
}
