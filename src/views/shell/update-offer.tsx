import { Suspense, use, useEffect, useState } from 'react';
import { atFirstTouch } from '../shared/at-first-touch';
import { componentOnce } from '../ui/component-once';
import { useStudio } from '../use-studio';
import type { UpdateWordsProps } from './update-words';

const loadWords = componentOnce<UpdateWordsProps>(
  () => import('./update-words').then((module) => module.UpdateWords),
  () => 'A new version of the studio is there. Reload the page when it suits you.',
);

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

function UpdateWords(props: UpdateWordsProps) {
  const Loaded = use(loadWords());
  return <Loaded {...props} />;
}
