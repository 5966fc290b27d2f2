import { lazy, Suspense, useEffect, useState } from 'react';
import { atFirstTouch } from '../shared/at-first-touch';
import { useStudio } from '../use-studio';

const loadWords = () => import('./update-words').then((module) => ({ default: module.UpdateWords }));
const UpdateWords = lazy(loadWords);

/** A newer version is there. It takes room and covers nothing, and the page goes on as it is until the author says otherwise. */
export function UpdateOffer() {
  const { updateReady, updatedElsewhere } = useStudio((state) => state.appShell);
  const [later, setLater] = useState<'waiting' | 'elsewhere' | null>(null);
  const place = updatedElsewhere ? 'elsewhere' : 'waiting';
  // While the version that this page is of is there.
  useEffect(() => atFirstTouch(() => void loadWords()), []);

  function onLater() {
    setLater(place);
    // The button goes: the next Tab is to go on in the page, and not from its top.
    document.getElementById('main')?.focus({ preventScroll: true });
  }

  // The region is there from the start, so that what comes into it is read out.
  return (
    <section aria-label="New version" role="status" className="update-offer">
      {updateReady && later !== place && (
        <Suspense>
          <UpdateWords updatedElsewhere={updatedElsewhere} onLater={onLater} />
        </Suspense>
      )}
    </section>
  );
}
