import { lazy, Suspense, useState } from 'react';
import { scriptsOf } from '../../../../core/conversation/scripts';
import { Button } from '../../../ui/button';
import { useStudio } from '../../../use-studio';

const ScriptsDialog = lazy(() => import('./scripts-dialog').then((module) => ({ default: module.ScriptsDialog })));

/** Where saved openings and user scripts are, under the opening. */
export function ScriptsButton() {
  const [open, setOpen] = useState(false);
  const count = useStudio(({ project }) => {
    const { openings, users } = scriptsOf(project.chat);
    return openings.length + users.length;
  });
  return (
    <div>
      <Button icon="user" onClick={() => setOpen(true)} label="Openings and users">
        Openings and users{count > 0 && <span className="text-ink-3"> {count}</span>}
      </Button>
      {open && (
        <Suspense>
          <ScriptsDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </div>
  );
}
