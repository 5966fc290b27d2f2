import { failingGate } from '../../core/calls/gate';
import { paidModels } from '../../core/calls/paid-calls';
import { ok } from '../../core/result';
import { estimateRun } from '../../core/tuning/run/estimate-run';
import { findDuplicates } from '../../core/tuning/run/prompts/find-duplicates';
import { realSleep } from '../set-timer';
import type { WorkContext, WorkTable } from '../work/work-context';
import { openPrompts, scanned } from './open-prompts';

type CheckMethods = Pick<WorkTable, 'check-prompts' | 'find-duplicates'>;

export function checkMethods(work: WorkContext): CheckMethods {
  return {
    async 'check-prompts'(plan, { signal }) {
      const rows = await openPrompts(work.tables, plan.prompts, { from: 'memory', signal });
      if (!rows.ok) return rows;
      const { usable, chosen, examples, ...found } = await scanned(rows.value, plan, signal);
      const estimate = estimateRun({ ...plan, total: chosen.length, examples });
      return ok({ ...found, usable: usable.length, total: chosen.length, estimate });
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
