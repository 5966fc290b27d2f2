import { lazy, Suspense, use, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { describeRevision } from '../../../core/prompt/describe-revision';
import { nextUndo } from '../../../core/prompt/history';
import { atFirstTouch } from '../../shared/at-first-touch';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/button';
import { componentOnce } from '../../ui/component-once';
import { ContentBoundary } from '../../ui/content-boundary';
import { useActions, useStudio, useStudioStore } from '../../use-studio';
import type { RevisionItemProps } from './revision-item';
import { listedRevisions, shownCount } from './revision-list';
import { StartItem } from './version-item';

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
  // So that the first change finds it here.
  useEffect(() => atFirstTouch(() => void loadRevisionItem()), []);

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
            <Suspense>
              <RevisionItem {...item} onRestore={restore} onCompare={compare} />
            </Suspense>
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

/** What shows a version with what it changed, which no page needs that has one version alone, nor the first key in the prompt. */
const loadRevisionItem = componentOnce<RevisionItemProps>(
  () => import('./revision-item').then((module) => module.RevisionItem),
  RevisionFailure,
);

function RevisionItem(props: RevisionItemProps) {
  const Loaded = use(loadRevisionItem());
  return <Loaded {...props} />;
}

/** Its code could not be fetched: what was done is said all the same, and Undo is in the header. */
function RevisionFailure({ revision, isHead }: RevisionItemProps) {
  return <li aria-current={isHead || undefined}>{describeRevision(revision.reason).title}</li>;
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
