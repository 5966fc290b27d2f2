import type { PlaygroundRun, PlaygroundTask } from '../../../core/playground/playground-work';
import { counted, whole } from '../../shared/counted';
import { Button } from '../../ui/button';
import { Select } from '../../ui/select';
import { usePlaygroundActions, usePlaygroundWork } from '../use-playground';
import { useShownRun } from './use-running';

/** Which run is shown, and what it took; earlier ones can be shown again. */
export function ResultLine({ task }: { readonly task: PlaygroundTask }) {
  const run = useShownRun(task);
  const runs = usePlaygroundWork((work) => work.runs);
  const { showRun, removeRun } = usePlaygroundActions();
  const ofTask = runs.filter(({ kind }) => kind === task);
  if (run === null) {
    // Rows that were scored say in their own block which run they are of.
    const hasRows = task === 'evaluate' && runs.some(({ kind }) => kind === 'rank' || kind === 'mattered');
    return hasRows ? null : <span className="text-ink-3 text-small">No run yet</span>;
  }
  return (
    <>
      {ofTask.length > 1 && (
        <Select
          label="Run shown"
          hideLabel
          className="w-[92px] flex-none"
          value={run.id}
          options={ofTask.toReversed().map(({ id, n }) => ({ value: id, label: `Run ${n}` }))}
          onPick={showRun}
        />
      )}
      <span className="min-w-0 truncate text-ink-3 text-small max-medium:basis-full max-medium:order-last">
        {(ofTask.length > 1 ? factsOf(run) : [`Run ${run.n}`, ...factsOf(run)]).join(' · ')}
      </span>
      <Button variant="quiet" icon="trash" label={`Remove result ${run.n}`} onClick={() => void removeRun(run.id)} />
    </>
  );
}

function factsOf(run: PlaygroundRun): readonly string[] {
  switch (run.kind) {
    case 'complete': {
      const done = run.completions.flatMap(({ outcome }) => (outcome.status === 'done' ? [outcome] : []));
      const shown = run.completions.length - done.filter(({ passedOver }) => passedOver).length;
      const tokens = (of: 'inputTokens' | 'outputTokens') => done.reduce((sum, { usage }) => sum + usage[of], 0);
      return [
        counted(shown, 'completion'),
        ...(done.length === 0
          ? []
          : [`${whole(tokens('inputTokens'))} tokens in`, `${whole(tokens('outputTokens'))} out`]),
      ];
    }
    case 'evaluate':
      return [
        ...(run.outcome.status === 'done' ? [`${counted(run.outcome.figures.tokens, 'token')} scored`] : []),
        ...(run.tookMs === null ? [] : [`${(run.tookMs / 1000).toFixed(1)} s`]),
      ];
    case 'rank':
    case 'mattered':
    case 'embed':
      return [`${whole(run.done)} of ${whole(run.total)}`];
  }
}
