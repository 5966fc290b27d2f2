import { useEffect } from 'react';
import { EmptyState } from '../../ui/empty-state';
import { useShownRun } from '../layout/use-running';
import { TokenKey } from '../tokens/token-key';
import { usePlaygroundActions } from '../use-playground';
import { CompletionAlternatives } from './completion-alternatives';
import { CompletionColumns } from './completion-columns';
import { hasTokens, shownCompletions } from './shown-completions';

/** The completions of a run side by side, and the alternatives of the token that is open. */
export function CompleteResult() {
  const run = useShownRun('complete');
  const { showTokens } = usePlaygroundActions();
  const runId = run?.id;
  const places =
    run === null
      ? ''
      : shownCompletions(run)
          .filter(({ outcome }) => outcome.status === 'done')
          .map(({ n }) => n)
          .join();
  useEffect(() => {
    // They lie on the device, not in the project.
    if (runId !== undefined && places !== '') showTokens(runId, places.split(',').map(Number));
  }, [runId, places, showTokens]);

  if (run === null)
    return (
      <EmptyState title="Completions stand here, side by side">
        Type a prompt and press Run. With “Log-probabilities” on, every token can be opened, and the completion can go
        on from another one.
      </EmptyState>
    );
  return (
    <div className="relative flex min-h-0 flex-1 flex-col max-medium:overflow-auto">
      {hasTokens(run) && <TokenKey />}
      <CompletionColumns run={run} />
      <CompletionAlternatives run={run} />
    </div>
  );
}
