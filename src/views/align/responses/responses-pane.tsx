import { Suspense, use, useEffect } from 'react';
import { atFirstTouch } from '../../shared/at-first-touch';
import { LazyConnectOffer } from '../../shared/connect/lazy-connect-offer';
import { Alert } from '../../ui/alert';
import { componentOnce } from '../../ui/component-once';
import { Pane } from '../../ui/pane';
import { useStudio } from '../../use-studio';
import { FeedbackPanel } from '../feedback/feedback-panel';
import { NoResponses } from './no-responses';
import { RunBar } from './run-bar';
import { shownTurn } from './shown-turn';
import { useAnnouncements } from './use-announcements';

/** The hero: what the prompt model wrote, side by side, and what the author says of it. */
export function ResponsesPane() {
  const turnId = useStudio((state) => shownTurn(state)?.id ?? null);
  useAnnouncements();
  // So that the first Run finds it here.
  useEffect(() => atFirstTouch(() => void loadCandidates()), []);
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
      <FeedbackPanel />
    </Pane>
  );
}

interface TurnProps {
  readonly turnId: string;
}

/** What shows responses, which no page needs that has none, nor the first key in the prompt. */
const loadCandidates = componentOnce<TurnProps>(
  () => import('./candidates').then((module) => module.Candidates),
  CandidatesFailure,
);

function Turn({ turnId }: TurnProps) {
  const Candidates = use(loadCandidates());
  return <Candidates turnId={turnId} />;
}

function CandidatesFailure() {
  return (
    <Alert title="The responses could not be shown">
      They are kept. A part of the studio could not be fetched: check the connection, then reload the page.
    </Alert>
  );
}
