import { sameData } from '../../core/prompt/same-data';
import type { PlaygroundActions } from './playground-actions';
import type { PlaygroundChecks } from './playground-checks';
import type { PlaygroundContext } from './playground-context';

type SetupActions = Pick<
  PlaygroundActions,
  'setTask' | 'setPrompt' | 'setComplete' | 'setEvaluate' | 'setEmbed' | 'setFieldProblem' | 'showRun' | 'openToken'
>;

/** What is asked for; each change is checked once it has settled. */
export function setupActions(context: PlaygroundContext, checks: PlaygroundChecks): SetupActions {
  const { kept, setKept, shown, setShown } = context;

  function changed<Key extends 'prompt' | 'complete' | 'evaluate' | 'embed'>(
    key: Key,
    change: Partial<ReturnType<typeof kept>[Key]>,
  ): boolean {
    const before = kept()[key];
    const after = { ...before, ...change };
    if (sameData(before, after)) return false;
    setKept((work) => ({ ...work, [key]: after }));
    return true;
  }

  return {
    setTask(task) {
      if (kept().task === task) return;
      setKept((work) => ({ ...work, task }));
      setShown({ opened: null });
      checks.ensure();
    },
    setPrompt(change) {
      if (!changed('prompt', change)) return;
      // Another model has other tokens, and honours other settings.
      if ('model' in change) checks.modelChanged();
      checks.promptChanged();
    },
    setComplete(change) {
      if (changed('complete', change) && change.bias !== undefined) checks.biasChanged();
    },
    setEvaluate(change) {
      if (changed('evaluate', change)) checks.scoresChanged();
    },
    setEmbed(change) {
      if (changed('embed', change)) checks.textsChanged();
    },
    setFieldProblem(field, problem) {
      const { [field]: before, ...others } = shown().problems;
      if ((before ?? null) === problem) return;
      setShown({ problems: problem === null ? others : { ...others, [field]: problem } });
    },
    showRun(runId) {
      const run = kept().runs.find(({ id }) => id === runId);
      if (run === undefined) return;
      const task = run.kind === 'rank' || run.kind === 'mattered' ? 'evaluate' : run.kind;
      if (kept().task !== task) setKept((work) => ({ ...work, task }));
      setShown({ opened: null, shown: { ...shown().shown, [task]: runId } });
      checks.ensure();
    },
    openToken: (opened) => setShown({ opened }),
  };
}
