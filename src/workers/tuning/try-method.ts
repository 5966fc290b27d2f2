import { failingGate } from '../../core/calls/gate';
import { type ModelSource, paidModels } from '../../core/calls/paid-calls';
import { fieldSoFar } from '../../core/instructions/field-so-far';
import type { LanguageModel, ModelEvent } from '../../core/model/language-model';
import { ModelError } from '../../core/model/model-error';
import type { ModelRequest } from '../../core/model/model-request';
import { createRandom, deriveSeed } from '../../core/random';
import { createRowFlags } from '../../core/tuning/flags/flag-rows';
import type { TuningPrompt } from '../../core/tuning/run/made-row';
import { makeRows } from '../../core/tuning/run/make-rows';
import { promptsOf, type ScannedPrompts } from '../../core/tuning/run/prompts/scan-prompts';
import { planProblem } from '../../core/tuning/run/run-plan';
import type { StageAt } from '../../core/tuning/run/stage-call';
import type { TryEvent, TryRequest } from '../../core/tuning/tuning-port';
import type { WorkContext, WorkTable } from '../work/work-context';
import { badRequest, openRun } from './open-prompts';
import type { TuningRuns } from './runs';

/** What is answered here is not asked again by the run that follows: its calls are the same. */
export function tryMethod(work: WorkContext, { trials }: Pick<TuningRuns, 'trials'>): Pick<WorkTable, 'try-prompt'> {
  return {
    async 'try-prompt'(request, { signal, tell }) {
      const { plan } = request;
      const problem = planProblem(plan);
      if (problem !== null) throw badRequest('NO_PRINCIPLES', problem);
      const row = await chosenPrompt(work, request, signal);
      tell({ type: 'prompt', prompt: row.prompt });
      const startedAt = Date.parse(work.now());
      const follower = createFollower(tell);
      const scope = failingGate(signal);
      const models = paidModels(
        { paidBy: 'by-hand', limits: plan.limits, ...scope, refusals: 'asked-anew' },
        { ...work, models: follower.followed(work.models) },
      );
      const { begin } = makeRows(plan, { parallel: plan.limits.parallelRequests, watch: follower.watch });
      const [making] = begin([row], { models, signal: scope.signal });
      if (making === undefined) throw new Error('The prompt was not begun.');
      const { made } = await making;
      if (made.kind === 'failed') throw new ModelError(made.error);
      trials.add(plan, row.prompt.row, made);
      tell({
        type: 'made',
        row: { ...row.prompt, made, ...createRowFlags(plan.constitution)({ turns: row.prompt.turns, made }) },
        calls: follower.calls(),
        tookMs: Math.max(0, Date.parse(work.now()) - startedAt),
      });
      return null;
    },
  };
}

async function chosenPrompt(
  work: WorkContext,
  { plan, row, seed }: TryRequest,
  signal: AbortSignal,
): Promise<{ readonly prompt: TuningPrompt; readonly place: number }> {
  const { rows, scanned } = await openRun(work.tables, plan, { from: 'memory', signal });
  const number = row ?? drawnRow(scanned, seed);
  if (!Number.isInteger(number) || number < 1 || number > scanned.rows)
    throw badRequest('NO_SUCH_ROW', `Row ${number} was asked for, and the prompts have the rows 1 to ${scanned.rows}.`);
  const refusal = refusalOf(scanned, number);
  if (refusal !== null) throw badRequest('NO_PROMPT', refusal);
  for await (const [prompt] of promptsOf(rows, [number], signal)) {
    // The place that it has in a run; a row that the run leaves out has that of its number.
    const place = scanned.chosen.indexOf(number);
    if (prompt !== undefined) return { prompt, place: place === -1 ? number - 1 : place };
  }
  throw badRequest('NO_SUCH_ROW', `Row ${number} is not in the file: it could not be read.`);
}

function drawnRow({ chosen }: ScannedPrompts, seed: number): number {
  if (chosen.length === 0) throw badRequest('NO_PROMPTS', 'There is no prompt to try: none is left by the filter.');
  return chosen[createRandom(deriveSeed(seed, 'try')).whole(chosen.length)] ?? 1;
}

function refusalOf({ empty, unusable, tooLong }: ScannedPrompts, row: number): string | null {
  if (empty.includes(row)) return `Row ${row} has no prompt: its cell is empty.`;
  const odd = unusable.find((each) => each.row === row);
  if (odd !== undefined) return `Row ${row} cannot be used. ${odd.reason}`;
  const long = tooLong.find((each) => each.row === row);
  if (long === undefined) return null;
  return `Row ${row} has about ${long.tokens} tokens, more than the ${long.limit} that the model takes.`;
}

/** Tells what stages write, as they write it: each call is known by its subject, which is passed on as it is. */
function createFollower(tell: (event: TryEvent) => void) {
  const stages = new Map<unknown, StageAt>();
  const begun = new Set<string>();
  let calls = 0;

  function wrote({ stage, n }: StageAt, text: string): void {
    tell({ type: 'text', stage, n, text });
  }

  async function* stream(model: LanguageModel, request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelEvent> {
    const at = stages.get(request.subject);
    let text = '';
    for await (const event of model.stream(request, signal)) {
      if (event.type === 'restart') text = '';
      if (event.type === 'text') text += event.text;
      if (event.type === 'done') calls += 1;
      if (at !== undefined && event.type === 'text') wrote(at, shownText(request, text));
      yield event;
    }
  }

  return {
    calls: () => calls,
    watch: {
      asks(at: StageAt, { request }: { readonly request: ModelRequest }) {
        stages.set(request.subject, at);
        const { stage, n, about } = at;
        if (begun.has(`${stage} ${n}`)) return;
        begun.add(`${stage} ${n}`);
        tell({ type: 'stage', stage, n, about, prompt: request.prompt });
      },
      wrote,
    },
    followed: (models: ModelSource): ModelSource => ({
      ...models,
      model(ref) {
        const model = models.model(ref);
        return { ref, capabilities: model.capabilities, stream: (...call) => stream(model, ...call) };
      },
    }),
  };
}

/** Of a structured reply its words, without the form. */
function shownText({ reply }: ModelRequest, text: string): string {
  if (reply.type !== 'json') return reply.type === 'text' ? text : '';
  return fieldSoFar(text, 'critique') || fieldSoFar(text, 'reasoning');
}
