import { lazy, Suspense, useEffect } from 'react';
import type { Notice } from '../../store/studio-state';
import { atFirstTouch } from '../shared/at-first-touch';
import { Alert } from '../ui/alert';
import { Button } from '../ui/button';
import { useActions, useStudio } from '../use-studio';

const loadSaveProblem = () => import('./save-problem').then((module) => ({ default: module.SaveProblem }));
const SaveProblem = lazy(loadSaveProblem);

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
