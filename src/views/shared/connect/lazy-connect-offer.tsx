import { lazy, Suspense } from 'react';
import { isPractice } from '../../../core/model/model-ref';
import { useStudio } from '../../use-studio';

const ConnectOffer = lazy(() =>
  import('./connect-offer').then(
    (module) => ({ default: module.ConnectOffer }),
    // An offer that cannot be fetched is none.
    () => ({ default: () => null }),
  ),
);

/** Fetched where it may be of use: not for a project that nobody has touched, nor where a language model answers already. */
export function LazyConnectOffer() {
  const mayOffer = useStudio(
    ({ project, settings, services }) =>
      (isPractice(settings.promptModel) || services.gemini.keyCheck.status === 'accepted') &&
      (project.turns.length > 0 || project.history.revisions.length > 0),
  );
  if (!mayOffer) return null;
  return (
    <Suspense>
      <ConnectOffer />
    </Suspense>
  );
}
