import { Alert } from '../../ui/alert';
import { componentOnce } from '../../ui/component-once';
import type { CandidatesProps } from './candidates';

/** What shows responses, which no page needs that has none, nor the first key in the prompt. */
export const loadCandidates = componentOnce<CandidatesProps>(
  () => import('./candidates').then((module) => module.Candidates),
  CandidatesFailure,
);

function CandidatesFailure() {
  return (
    <Alert title="The responses could not be shown">
      They are kept. A part of the studio could not be fetched: check the connection, then reload the page.
    </Alert>
  );
}
