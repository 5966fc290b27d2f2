import { Suspense, useEffect, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { outsideRules } from '../../../core/model/reply';
import { useStudio } from '../../use-studio';
import { loadPanel } from '../feedback/load-panel';
import { CandidateTabs } from './candidate-tabs';
import { ResponseArticle } from './response-article';
import { JoinedFailureAlert, loadEndings } from './response-end';
import { shownTurn } from './shown-turn';

/** The responses of a turn, side by side, with what can be said of each. */
export function Candidates({ turnId }: { readonly turnId: string }) {
  const ids = useStudio(useShallow(shownCandidates));
  const about = useStudio(candidateInQuestion);
  const [picked, pick] = useState<number | null>(null);
  const start = Math.max(0, ids.indexOf(about ?? ''));
  const shown = picked ?? start;
  // From now on there is something to speak of.
  useEffect(() => {
    void loadPanel();
    loadEndings();
  }, []);
  return (
    <>
      <Suspense>
        <JoinedFailureAlert />
      </Suspense>
      <CandidateTabs ids={ids} shown={shown} onShow={pick} />
      <div className="resps" data-candidate={shown + 1}>
        {ids.map((id, index) => (
          <ResponseArticle key={id} turnId={turnId} candidateId={id} n={index + 1} />
        ))}
      </div>
    </>
  );
}

/** What the practice model has no rules for is said once, and not once for each candidate. */
function shownCandidates(state: Parameters<typeof shownTurn>[0]): readonly string[] {
  const candidates = shownTurn(state)?.candidates ?? [];
  const isOutside = candidates.every(
    (candidate) => candidate.state.status === 'answered' && candidate.state.finish.code === outsideRules,
  );
  return (isOutside ? candidates.slice(0, 1) : candidates).map(({ id }) => id);
}

/** The one to show first where there is room for one: that which feedback is open for, or which was selected. */
function candidateInQuestion(state: Parameters<typeof shownTurn>[0]): string | null {
  const turn = shownTurn(state);
  const { feedback } = state.project.drafts;
  return feedback !== null && feedback.turnId === turn?.id ? feedback.candidateId : (turn?.chosenId ?? null);
}
