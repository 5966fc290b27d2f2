import { Suspense, useEffect, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { outsideRules } from '../../../core/model/reply';
import { LazyConnectOffer } from '../../shared/connect/lazy-connect-offer';
import { Pane } from '../../ui/pane';
import { useStudio } from '../../use-studio';
import { FeedbackPanel } from '../feedback/feedback-panel';
import { loadPanel } from '../feedback/load-panel';
import { CandidateTabs } from './candidate-tabs';
import { NoResponses } from './no-responses';
import { ResponseArticle } from './response-article';
import { JoinedFailureAlert, loadEndings } from './response-end';
import { RunBar } from './run-bar';
import { shownTurn } from './shown-turn';
import { useAnnouncements } from './use-announcements';

/** The hero: what the prompt model wrote, side by side, and what the author says of it. */
export function ResponsesPane() {
  const turnId = useStudio((state) => shownTurn(state)?.id ?? null);
  useAnnouncements();
  return (
    <Pane ground="surface" className="pane-responses" label="Responses">
      <RunBar />
      <LazyConnectOffer />
      {turnId === null ? <NoResponses /> : <Candidates key={turnId} turnId={turnId} />}
      <FeedbackPanel />
    </Pane>
  );
}

function Candidates({ turnId }: { readonly turnId: string }) {
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
