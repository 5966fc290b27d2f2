import { lazy, Suspense, useCallback, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { describeRevision } from '../../../core/prompt/describe-revision';
import { nextUndo } from '../../../core/prompt/history';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/button';
import { ContentBoundary } from '../../ui/content-boundary';
import { useActions, useStudio, useStudioStore } from '../../use-studio';
import { RevisionItem, StartItem } from './revision-item';
import { listedRevisions, shownCount } from './revision-list';

const CompareDialog = lazy(() => import('../compare/compare-dialog').then((m) => ({ default: m.CompareDialog })));

/** Revisions shown at first, and again with every press. */
const page = 40;

/** Every version of the prompt, newest first: a strip under the panes, a list of its own on a narrow window. */
export function HistoryStrip() {
  const store = useStudioStore();
  const {
    shell: { openDialog },
    align: { restoreRevision },
  } = useActions();
  const history = useStudio((state) => state.project.history);
  const [wanted, setWanted] = useState(page);
  const [isOpen, setOpen] = useState(true);
  const listed = useMemo(() => listedRevisions(history), [history]);
  const shown = shownCount(listed, wanted);
  const list = useRef<HTMLOListElement>(null);

  const restore = useCallback(
    (id: string | null) => {
      flushSync(() => restoreRevision(id));
      // The button that was pressed may be gone: the present version takes the focus.
      list.current?.querySelector<HTMLElement>('[aria-current]')?.focus();
      announce('Restored as a new revision. Undo takes it back.');
    },
    [restoreRevision],
  );
  const compare = useCallback(
    (left: string | null) => openDialog({ kind: 'compare', left, right: store.getState().project.history.head }),
    [openDialog, store],
  );

  return (
    <section className="history" aria-label="History" data-closed={isOpen ? undefined : ''}>
      <header className="history-head">
        <h2>
          History
          <small>{countWords(listed.length)}</small>
        </h2>
        {!isOpen && <LastChange />}
        <Button
          variant="ghost"
          icon="compare"
          label="Compare versions"
          unavailable={listed.length === 0 ? 'There is only one version yet' : undefined}
          onClick={() => compare(nextUndo(history)?.parent ?? null)}
        />
        <Button
          className="history-toggle"
          variant="ghost"
          icon={isOpen ? 'down' : 'up'}
          label={isOpen ? 'Hide revisions' : 'Show revisions'}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        />
      </header>
      <ol ref={list} className="revs" aria-label="Revisions, newest first">
        {listed.slice(0, shown).map((item) => (
          <ContentBoundary key={item.revision.id} what="This version" within="list">
            <RevisionItem {...item} onRestore={restore} onCompare={compare} />
          </ContentBoundary>
        ))}
        {listed.length > shown && (
          <li className="rev-more">
            <Button variant="ghost" tight onClick={() => setWanted(shown + page)}>
              {`Show ${Math.min(page, listed.length - shown)} earlier`}
            </Button>
          </li>
        )}
        <StartItem isHead={history.head === null} onRestore={restore} onCompare={compare} />
      </ol>
      <Suspense>
        <OpenCompare />
      </Suspense>
    </section>
  );
}

/** What the closed strip still says. */
function LastChange() {
  const history = useStudio((state) => state.project.history);
  const head = nextUndo(history);
  return <span className="faint small clip">{head === null ? 'Start' : describeRevision(head.reason).title}</span>;
}

function OpenCompare() {
  const dialog = useStudio((state) => (state.dialog?.kind === 'compare' ? state.dialog : null));
  return dialog === null ? null : <CompareDialog left={dialog.left} right={dialog.right} />;
}

function countWords(count: number): string {
  return count === 1 ? '1 revision' : `${count} revisions`;
}
