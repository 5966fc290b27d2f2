import { lazy, Suspense } from 'react';
import type { CandidateState } from '../../../core/conversation/candidate';
import type { CandidatePlace } from './shown-turn';

interface ResponseEndProps {
  readonly place: CandidatePlace;
  readonly state: CandidateState;
}

/** What stands under a response: nothing where it came whole and names no source, as most do. */
export function ResponseEnd({ place, state }: ResponseEndProps) {
  if (isPlain(state)) return null;
  return (
    <Suspense>
      <ResponseEnding place={place} state={state} />
    </Suspense>
  );
}

/** The words for failures, which no first visit needs before its first run: whoever shows one fetches them. */
export function loadEndings(): void {
  for (const load of [loadEnding, loadJoined]) void load().catch(() => undefined);
}

const loadEnding = () => import('./response-ending');
const loadJoined = () => import('./joined-failure-alert');

const ResponseEnding = lazy(() =>
  loadEnding().then(
    (module) => ({ default: module.ResponseEnding }),
    () => ({ default: UnstyledEnding }),
  ),
);

/** Over all candidates. Where it cannot be fetched, each of them says the same. */
export const JoinedFailureAlert = lazy(() =>
  loadJoined().then(
    (module) => ({ default: module.JoinedFailureAlert }),
    () => ({ default: () => null }),
  ),
);

/** Without the rest of the app a failure has its own message at least. */
function UnstyledEnding({ state }: ResponseEndProps) {
  return (
    <p className="resp-end hint">
      {state.status === 'failed' ? state.error.message : 'This response did not come to its end. Run again.'}
    </p>
  );
}

function isPlain(state: CandidateState): boolean {
  switch (state.status) {
    case 'waiting':
    case 'streaming':
      return true;
    case 'answered':
      return state.finish.kind === 'stop' && (state.citations ?? []).length === 0;
    case 'failed':
    case 'cancelled':
    case 'interrupted':
      return false;
  }
}
