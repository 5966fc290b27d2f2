import type { ActionContext } from '../context';
import { batchActions } from './batch-actions';
import { promptChecks } from './check-prompts';
import { constitutionActions } from './constitution-actions';
import { exportActions } from './export-actions';
import { generationActions } from './generation-actions';
import { pairActions } from './pair-actions';
import { promptActions } from './prompt-actions';
import { proposalActions } from './proposal-actions';
import { rowActions } from './row-actions';
import { tableLookup } from './table-lookup';
import { trialActions } from './trial-actions';
import type { TuneActions } from './tune-actions';
import { type TuneContext, tuneContext } from './tune-context';

/** Everything that Tune can ask for: a chunk of its own, fetched by `createActions`. */
export function createTuneActions(studio: ActionContext, port: TuneContext['port']): TuneActions {
  const context = tuneContext(studio, port);
  const checks = promptChecks(context);
  const lookup = tableLookup(context);
  const prompts = promptActions(context, checks);
  return {
    open() {
      checks.ensure();
      lookup.refresh();
    },
    ...prompts,
    ...constitutionActions(context, { checks, choosePrompts: prompts.choosePrompts }),
    ...proposalActions(context, checks),
    ...trialActions(context, checks),
    ...generationActions(context, { checks, lookup }),
    ...batchActions(context, { checks, lookup }),
    ...rowActions(context, { checks, lookup }),
    ...exportActions(context, lookup),
    ...pairActions(context, lookup),
  };
}
