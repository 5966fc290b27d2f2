import { useEffect } from 'react';
import type { EvaluateRun } from '../../../core/playground/playground-work';
import { latestScores } from '../../../store/playground/select-playground';
import { CallFailure } from '../../shared/failure/call-failure';
import { Outcome } from '../../ui/chip';
import { EmptyState } from '../../ui/empty-state';
import { SkeletonLines } from '../../ui/skeleton-lines';
import { useStudio } from '../../use-studio';
import { useShownRun } from '../layout/use-running';
import { usePlaygroundActions } from '../use-playground';
import { Figures } from './figures';
import { MatteredBlock } from './mattered-block';
import { ScoresBlock } from './scores-block';
import { TokenBars } from './token-bars';

/** The figures of one completion, what of the prompt mattered to it, and the scores of many: one under the other. */
export function EvaluateResult() {
  const run = useShownRun('evaluate');
  const mattered = useStudio(({ project }) => latestScores(project, 'mattered'));
  const rank = useStudio(({ project }) => latestScores(project, 'rank'));
  if (run === null && mattered === null && rank === null)
    return (
      <EmptyState title="How probable a text is stands here">
        Type a prompt and an expected completion, and press Run: every token gets its log-probability and its rank.
      </EmptyState>
    );
  return (
    <div className="thin-scrollbar relative min-h-0 flex-1 overflow-auto [&>*+*]:border-line [&>*+*]:border-t">
      {run !== null && <Evaluation run={run} />}
      {mattered !== null && <MatteredBlock run={mattered} />}
      {rank !== null && <ScoresBlock run={rank} />}
    </div>
  );
}

function Evaluation({ run }: { readonly run: EvaluateRun }) {
  const { showTokens } = usePlaygroundActions();
  const { outcome, id } = run;
  const isDone = outcome.status === 'done';
  useEffect(() => {
    if (isDone) showTokens(id, [0]);
  }, [isDone, id, showTokens]);

  switch (outcome.status) {
    case 'running':
      return (
        <div className="p-4" aria-busy="true">
          <SkeletonLines />
        </div>
      );
    case 'failed':
      return (
        <div className="p-4">
          <CallFailure error={outcome.error} />
        </div>
      );
    case 'stopped':
      return (
        <p className="p-4">
          <Outcome icon="block" tone="warn">
            Stopped before its end
          </Outcome>
        </p>
      );
    case 'done':
      return (
        <>
          <Figures figures={outcome.figures} />
          <TokenBars run={run} figures={outcome.figures} />
        </>
      );
  }
}
