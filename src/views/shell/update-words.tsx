import { useState } from 'react';
import { Button } from '../ui/button';
import { useActions, useStudio } from '../use-studio';

export interface UpdateWordsProps {
  readonly updatedElsewhere: boolean;
  readonly onLater: () => void;
}

/** That a newer version is there, and what to do about it. */
export function UpdateWords({ updatedElsewhere, onLater }: UpdateWordsProps) {
  return (
    <>
      <span>
        {updatedElsewhere
          ? 'A new version runs in another tab. Reload this one when it suits you.'
          : 'A new version of the studio is ready. Your work is saved before the page reloads.'}
      </span>
      <UpdateButton words={updatedElsewhere ? 'Reload' : 'Update'} />
      <Button variant="ghost" tight onClick={onLater}>
        Later
      </Button>
    </>
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
