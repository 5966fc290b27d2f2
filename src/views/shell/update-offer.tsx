import { useState } from 'react';
import { Button } from '../ui/button';
import { useActions, useStudio } from '../use-studio';

/** A newer version is there. It takes room and covers nothing, and the page goes on as it is until the author says otherwise. */
export function UpdateOffer() {
  const { updateReady, updatedElsewhere } = useStudio((state) => state.appShell);
  const [later, setLater] = useState<'waiting' | 'elsewhere' | null>(null);
  const place = updatedElsewhere ? 'elsewhere' : 'waiting';
  // The region is there from the start, so that what comes into it is read out.
  return (
    <section aria-label="New version" role="status" className="update-offer">
      {updateReady && later !== place && (
        <>
          <span>
            {updatedElsewhere
              ? 'A new version runs in another tab. Reload this one when it suits you.'
              : 'A new version of the studio is ready. Your work is saved before the page reloads.'}
          </span>
          <UpdateButton words={updatedElsewhere ? 'Reload' : 'Update'} />
          <Button
            variant="ghost"
            tight
            onClick={() => {
              setLater(place);
              // The button goes: the next Tab is to go on in the page, and not from its top.
              document.getElementById('main')?.focus({ preventScroll: true });
            }}
          >
            Later
          </Button>
        </>
      )}
    </section>
  );
}

function UpdateButton({ words }: { readonly words: string }) {
  const { updateApp } = useActions().shell;
  const unsaved = useStudio(({ save }) => save.state === 'not-saved' || save.state === 'conflict');
  const [pending, setPending] = useState(false);

  function update() {
    setPending(true);
    void updateApp().finally(() => setPending(false));
  }

  return (
    <Button
      tight
      pending={pending}
      unavailable={unsaved ? 'The project is not saved: settle that first, or export it.' : undefined}
      onClick={update}
    >
      {words}
    </Button>
  );
}
