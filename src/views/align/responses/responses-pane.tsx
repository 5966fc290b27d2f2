import { Suspense, use, useEffect } from 'react';
import { atFirstTouch } from '../../shared/at-first-touch';
import { LazyConnectOffer } from '../../shared/connect/lazy-connect-offer';
import { Pane } from '../../ui/pane';
import { useActions, useStudio } from '../../use-studio';
import { FeedbackPanel } from '../feedback/feedback-panel';
import { loadCandidates } from './load-candidates';
import { NoResponses } from './no-responses';
import { loadShownRun, RunBar } from './run-bar';
import { shownTurn } from './shown-turn';
import { useAnnouncements } from './use-announcements';

/** The hero: what the prompt model wrote, side by side, and what the author says of it. */
export function ResponsesPane() {
  const turnId = useStudio((state) => shownTurn(state)?.id ?? null);
  useAnnouncements();
  // So that the first Run finds it here.
  useEffect(
    () =>
      atFirstTouch(() => {
        void loadCandidates();
        void loadShownRun();
      }),
    [],
  );
  return (
    <Pane ground="surface" className="pane-responses" label="Responses">
      <RunBar />
      <LazyConnectOffer />
      {turnId === null ? (
        <NoResponses />
      ) : (
        <Suspense>
          <Turn key={turnId} turnId={turnId} />
        </Suspense>
      )}
      <FeedbackPanel turnId={turnId} />
    </Pane>
  );
}

function Turn({ turnId }: { readonly turnId: string }) {
  const Candidates = use(loadCandidates());
  const { selectCandidate } = useActions().align;
  const selectedId = useStudio((state) => shownTurn(state)?.chosenId ?? null);
  return (
    <Candidates
      turnId={turnId}
      selectedId={selectedId}
      onSelect={(place) => selectCandidate(place.turnId, place.candidateId)}
    />
  );
}
