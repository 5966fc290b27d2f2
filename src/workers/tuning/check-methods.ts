import { failingGate } from '../../core/calls/gate';
import { paidModels } from '../../core/calls/paid-calls';
import { ok } from '../../core/result';
import { type CritiquesSeen, countCritiques } from '../../core/tuning/run/early-ends';
import { estimateRun } from '../../core/tuning/run/estimate-run';
import { findDuplicates } from '../../core/tuning/run/prompts/find-duplicates';
import type { CheckRequest } from '../../core/tuning/tuning-port';
import { realSleep } from '../set-timer';
import type { WorkContext, WorkTable } from '../work/work-context';
import { openPrompts, scanned } from './open-prompts';
import type { TuningRuns } from './runs';

type CheckMethods = Pick<WorkTable, 'check-prompts' | 'find-duplicates'>;

export function checkMethods(work: WorkContext, runs: Pick<TuningRuns, 'indexes' | 'trials'>): CheckMethods {
  return {
    async 'check-prompts'(plan, { signal }) {
      const rows = await openPrompts(work.tables, plan.prompts, { from: 'memory', signal });
      if (!rows.ok) return rows;
      const { usable, chosen, examples, ...found } = await scanned(rows.value, plan, signal);
      const seen = plan.settings.make === 'comparison' ? [] : await critiquesSeen(plan, runs);
      const estimate = estimateRun({ ...plan, total: chosen.length, examples, seen });
      const [first = { asked: 0, fine: 0 }] = seen;
      return ok({ ...found, usable: usable.length, total: chosen.length, estimate, seen: first });
    },

    async 'find-duplicates'({ prompts, embeddingModel, limits }, { signal }) {
      const rows = await openPrompts(work.tables, prompts, { from: 'memory', signal });
      if (!rows.ok) return rows;
      const scope = failingGate(signal);
      const models = paidModels({ paidBy: 'by-hand', limits, ...scope }, work);
      return ok(
        await findDuplicates(rows.value, {
          embeddings: models.embeddingModel(embeddingModel),
          near: prompts.near,
          breathe: () => realSleep(0, scope.signal),
          signal: scope.signal,
        }),
      );
    },
  };
}

/** A trial counts once more where a run has its row, too: both tell the same. */
async function critiquesSeen(
  plan: CheckRequest,
  { indexes, trials }: Pick<TuningRuns, 'indexes' | 'trials'>,
): Promise<readonly CritiquesSeen[]> {
  const prompts = [...trials.critiques(plan)];
  for (const runId of plan.earlierRuns) for (const { critiques } of await indexes.rows(runId)) prompts.push(critiques);
  return countCritiques(prompts);
}
