import { Suspense, use, useEffect } from 'react';
import type { Notice } from '../../store/studio-state';
import { atFirstTouch } from '../shared/at-first-touch';
import { Alert } from '../ui/alert';
import { Button } from '../ui/button';
import { componentOnce } from '../ui/component-once';
import { useActions, useStudio } from '../use-studio';

const loadSaveProblem = componentOnce(() => import('./save-problem').then((module) => module.SaveProblem), NotFetched);

/** What went wrong, or was done, and has no other place on the page. It takes room and covers nothing. */
export function Notices() {
  const all = useStudio((state) => state.notices);
  const reason = useStudio(({ save }) => (save.state === 'not-saved' ? save.reason : ''));
  // What keeps the work from being saved is said once, where the ways out are.
  const notices = all.filter(({ body }) => !reason.includes(body));
  const troubled = useStudio((state) => state.save.state === 'not-saved' || state.save.state === 'conflict');
  // Before there is anything to save: the network may be what fails next.
  useEffect(() => atFirstTouch(() => void loadSaveProblem()), []);
  return (
    <section className="notices" aria-label="Notices" hidden={notices.length === 0 && !troubled}>
      {troubled && (
        <Suspense>
          <SaveProblem />
        </Suspense>
      )}
      {notices.map((notice) => (
        <NoticeAlert key={notice.id} notice={notice} />
      ))}
    </section>
  );
}

function SaveProblem() {
  const Loaded = use(loadSaveProblem());
  return <Loaded />;
}

/** That nothing is saved is said all the same, and the rest of the page lives. */
function NotFetched() {
  const { openDialog } = useActions().shell;
  return (
    <Alert
      title="This project is not saved"
      actions={
        <Button icon="export" onClick={() => openDialog({ kind: 'export' })}>
          Export Project JSON
        </Button>
      }
    >
      What else can be done about it could not be fetched. Keep this tab open and check the connection.
    </Alert>
  );
}

function NoticeAlert({ notice }: { readonly notice: Notice }) {
  const { dismissNotice } = useActions().shell;
  return (
    <Alert
      title={notice.title}
      tone={notice.isDone ? 'good' : 'bad'}
      actions={<Button onClick={() => dismissNotice(notice.id)}>Dismiss</Button>}
    >
      {notice.body}
      {notice.details !== undefined && notice.details.length > 0 && (
        <ul className="notice-details">
          {[...new Set(notice.details)].map((detail) => (
            <li key={detail}>{detail}</li>
          ))}
        </ul>
      )}
    </Alert>
  );
}
