import { useState } from 'react';
import type { SaveState } from '../../core/project/saving';
import { localTime } from '../shared/time/local-time';
import { Alert } from '../ui/alert';
import { Button } from '../ui/button';
import { useActions, useStudio } from '../use-studio';
import { goTo } from './use-route';

/** Shown while the latest changes are not in the browser's storage: what is wrong, and the ways out. */
export function SaveProblem() {
  const save = useStudio((state) => state.save);
  switch (save.state) {
    case 'saved':
    case 'saving':
      return null;
    case 'not-saved':
      return <NotSaved save={save} />;
    case 'conflict':
      return save.storedVersion === 0 ? <Gone /> : <Conflict />;
  }
}

function NotSaved({ save }: { readonly save: Extract<SaveState, { readonly state: 'not-saved' }> }) {
  const { openDialog } = useActions().shell;
  return (
    <Alert
      title={`Not saved since ${localTime(save.since)}`}
      actions={
        <>
          <Button icon="export" onClick={() => openDialog({ kind: 'export' })}>
            Export Project JSON
          </Button>
          <Button variant="ghost" onClick={() => goTo('settings')}>
            Open Settings
          </Button>
        </>
      }
    >
      {withoutRepetition(save.reason)}
    </Alert>
  );
}

/** Reasons begin with what the title has just said. */
function withoutRepetition(reason: string): string {
  const rest = reason.replace(/^Not saved: /, '');
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}

function Gone() {
  const {
    project: { resolveConflict },
    shell: { openDialog },
  } = useActions();
  const [pending, setPending] = useState(false);

  async function saveAgain() {
    setPending(true);
    await resolveConflict('overwrite');
    setPending(false);
  }

  return (
    <Alert
      title="This project was deleted in another tab or with the browser’s data"
      actions={
        <>
          <Button pending={pending} onClick={() => void saveAgain()}>
            Save it again
          </Button>
          <Button icon="export" onClick={() => openDialog({ kind: 'export' })}>
            Export Project JSON
          </Button>
        </>
      }
    >
      It is still open here, and is stored nowhere else now. Save it again to keep it in this browser, or export it.
    </Alert>
  );
}

type Choice = 'take-theirs' | 'keep-mine-as-copy' | 'overwrite';

function Conflict() {
  const { resolveConflict } = useActions().project;
  const [pending, setPending] = useState<Choice | null>(null);

  async function choose(choice: Choice) {
    setPending(choice);
    await resolveConflict(choice);
    setPending(null);
  }

  const button = (choice: Choice, words: string) => (
    <Button
      pending={pending === choice}
      unavailable={pending !== null && pending !== choice ? 'The other choice is being carried out.' : undefined}
      onClick={() => void choose(choice)}
    >
      {words}
    </Button>
  );

  return (
    <Alert
      title="This project was changed in another tab"
      actions={
        <>
          {button('keep-mine-as-copy', 'Keep mine as a copy')}
          {button('take-theirs', 'Show the other tab’s version')}
          {button('overwrite', 'Overwrite with mine')}
        </>
      }
    >
      Both tabs have changes, so nothing was overwritten. A copy keeps both. Showing the other tab’s version gives up
      the changes made here; overwriting gives up those made there.
    </Alert>
  );
}
