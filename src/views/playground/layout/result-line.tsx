import type { PlaygroundRun, PlaygroundTask } from '../../../core/playground/playground-work';
import { counted, whole } from '../../shared/counted';
import { useShownRun } from './use-running';

/** Which run is shown, and what it took. */
export function ResultLine({ task }: { readonly task: PlaygroundTask }) {
  const run = useShownRun(task);
  return <span className="min-w-0 truncate text-ink-3 text-small">{run === null ? 'No run yet' : lineOf(run)}</span>;
}

function lineOf(run: PlaygroundRun): string {
  return [`Run ${run.n}`, ...factsOf(run)].join(' · ');
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
