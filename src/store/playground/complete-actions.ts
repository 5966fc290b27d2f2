import { passedOver } from '../../core/playground/best-of';
import { branchOf } from '../../core/playground/branch-of';
import type { CompleteRun, Completion } from '../../core/playground/playground-work';
import { armsOf, newCompleteRun } from './complete-run';
import type { PlaygroundActions } from './playground-actions';
import type { PlaygroundContext } from './playground-context';
import { capabilitiesHere } from './select-playground';
import type { TokenCache } from './token-cache';
import { isCompleteRun, writeCompletions } from './write-completions';

interface CompleteActions extends Pick<PlaygroundActions, 'branch'> {
  readonly complete: () => Promise<void>;
  readonly stopCompleting: () => void;
}

const scope = 'project/playground/complete';

/** Runs of Complete, and the branches that leave their completions. */
export function completeActions(context: PlaygroundContext, tokens: TokenCache): CompleteActions {
  const { kept, setKept, setRun, setShown, shown, deps, work, newHead, model, get } = context;

  return {
    async complete() {
      if (work.isRunning(scope)) return;
      const run = newCompleteRun(kept(), newHead(model()), (ref) => capabilitiesHere(get(), ref));
      setKept((before) => ({ ...before, runs: [...before.runs, run] }));
      setShown({ opened: null, shown: { ...shown().shown, complete: null } });
      deps.requestPersistence();
      const arms = armsOf(run);
      await work.run({ scope, key: run.id }, (signal) => writeCompletions(context, { run, arms, tokens }, signal));
      setRun(run.id, isCompleteRun, (after) => chosen({ ...after, tookMs: since(run.at) }));
    },
    async branch({ runId, n, at, alternative }) {
      const run = kept()
        .runs.filter(isCompleteRun)
        .find(({ id }) => id === runId);
      const left = run?.completions.find((completion) => completion.n === n);
      const found = await tokens.of(runId, n);
      if (run === undefined || left === undefined || found?.kind !== 'completion') return;
      const begun = branchOf(found.tokens ?? [], { n, at, alternative });
      if (begun === null) return;
      const { model, sampling } = left;
      const { branch, tokens: begins } = begun;
      const next = () => Math.max(...completionsOf(runId).map((completion) => completion.n)) + 1;
      const outcome = { status: 'running', text: branch.prefix.text } as const;
      const completion: Completion = { n: next(), model, sampling, from: branch, outcome };
      setRun(runId, isCompleteRun, (before) => ({ ...before, completions: [...before.completions, completion] }));
      const arms = [{ completions: [completion] as const, begins }];
      await work.run({ scope, key: `${runId}/${completion.n}` }, (signal) =>
        writeCompletions(context, { run, arms, tokens }, signal),
      );
    },
    stopCompleting: () => void work.stop(scope),
  };

  function completionsOf(runId: string): readonly Completion[] {
    return (
      kept()
        .runs.filter(isCompleteRun)
        .find(({ id }) => id === runId)?.completions ?? []
    );
  }

  function since(at: string): number {
    return Math.max(0, Date.parse(deps.now()) - Date.parse(at));
  }
}

/** Of more streams than completions, the best stay. */
function chosen(run: CompleteRun): CompleteRun {
  if (run.setup.bestOf === null) return run;
  const passed = new Set(armsOf(run).flatMap(({ completions }) => [...passedOver(completions, run.setup.completions)]));
  const completions = run.completions.map((completion): Completion => {
    const { outcome } = completion;
    if (outcome.status !== 'done' || !passed.has(completion.n)) return completion;
    return { ...completion, outcome: { ...outcome, passedOver: true } };
  });
  return { ...run, completions };
}
