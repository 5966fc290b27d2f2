import { lazy, Suspense, use, useCallback, useDeferredValue, useEffect, useState } from 'react';
import { atFirstTouch } from '../../shared/at-first-touch';
import { Alert } from '../../ui/alert';
import { Button } from '../../ui/button';
import { componentOnce } from '../../ui/component-once';
import { EmptyState } from '../../ui/empty-state';
import { isEscape } from '../../ui/enter-key';
import { Pane, PaneBody, PaneFoot, PaneHead } from '../../ui/pane';
import { TextInput } from '../../ui/text-input';
import { HidePane } from '../../ui/workbench/hide-pane';
import { useStudio } from '../../use-studio';
import { Regression } from '../regression/regression';
import { MutationReview } from '../review/mutation-review';
import { PromptReview } from '../review/prompt-review';
import { ConstitutionMenu } from './constitution-menu';
import { DeletedLine } from './deleted-line';
import { FeedbackPending } from './feedback-pending';
import { focusNewPrinciple } from './focus-row';
import { FoldFoot } from './fold-foot';
import { FreshNews } from './fresh-news';
import type { PrincipleFilter } from './listed-principles';
import { NewPrinciple } from './new-principle';
import { OrphanEdit } from './orphan-edit';
import type { PrincipleListProps } from './principle-list';
import { SelectionBar } from './selection-bar';
import { stateWords } from './state-words';
import { useRowActions } from './use-row-actions';
import { useSelection } from './use-selection';

const WhyDialog = lazy(() => import('./why-dialog').then((m) => ({ default: m.WhyDialog })));
const ConflictDialog = lazy(() => import('./conflict-dialog').then((m) => ({ default: m.ConflictDialog })));

const CoverageDialog = lazy(() => import('./coverage-dialog').then((m) => ({ default: m.CoverageDialog })));

/** From this many principles on, the search is shown without being asked for. */
const manyPrinciples = 9;

export function PrinciplesPane() {
  const count = useStudio((state) => state.project.prompt.principles.length);
  const states = useStudio((state) => stateWords(state.project.prompt.principles));
  const actions = useRowActions();
  const selection = useSelection(actions);
  const [searchWanted, setSearchWanted] = useState<boolean | null>(null);
  const [query, setQuery] = useState('');
  const [isCovering, setCovering] = useState(false);
  const [filter, setFilter] = useState<PrincipleFilter>('all');
  const [pair, setPair] = useState<{ readonly id: string; readonly otherId: string } | null>(null);
  const compare = useCallback((id: string, otherId: string) => setPair({ id, otherId }), []);
  const isSearching = count > 0 && (searchWanted ?? count >= manyPrinciples);
  // So that the first principle finds it here.
  useEffect(() => atFirstTouch(() => void loadPrincipleList()), []);
  const search = useDeferredValue(isSearching ? query : '');

  return (
    <Pane className="pane-principles" label="Principles">
      <PaneHead>
        <h2>Principles</h2>
        <span className="faint small">{states}</span>
        <span className="grow" />
        <ConstitutionMenu
          isSearching={isSearching}
          onSearch={(wanted) => {
            setSearchWanted(wanted);
            setQuery('');
          }}
          onSelectSeveral={selection.start}
          onCoverage={() => setCovering(true)}
        />
        <HidePane side="end" />
      </PaneHead>
      {isSearching && (
        <div className="p-search">
          <TextInput
            label="Search principles"
            hideLabel
            placeholder="Search principles"
            value={query}
            onText={setQuery}
            onKeyDown={(event) => isEscape(event) && setQuery('')}
          />
        </div>
      )}
      {selection.selected !== null && count > 0 && <SelectionBar {...selection.bar} />}
      <PaneBody className="principles-body">
        <MutationReview />
        <OrphanEdit />
        <DeletedLine />
        {count > 0 && (
          <Suspense>
            <PrincipleList
              query={search}
              filter={filter}
              onFilter={setFilter}
              selected={selection.selected}
              onSelect={selection.select}
              onCompare={compare}
              actions={actions}
            />
          </Suspense>
        )}
        <FeedbackPending />
        {count === 0 && <NoPrinciples />}
        <NewPrinciple />
        <Regression />
      </PaneBody>
      <PaneFoot>
        <FoldFoot />
        <PromptReview />
      </PaneFoot>
      <FreshNews />
      <Suspense>
        <OpenWhy />
        {isCovering && <CoverageDialog onFilter={setFilter} onClose={() => setCovering(false)} />}
        {pair !== null && <ConflictDialog {...pair} actions={actions} onClose={() => setPair(null)} />}
      </Suspense>
    </Pane>
  );
}

/** What shows principles, which no page needs that has none, nor the first key in the prompt. */
const loadPrincipleList = componentOnce<PrincipleListProps>(
  () => import('./principle-list').then((module) => module.PrincipleList),
  PrinciplesFailure,
);

function PrincipleList(props: PrincipleListProps) {
  const List = use(loadPrincipleList());
  return <List {...props} />;
}

function PrinciplesFailure() {
  return (
    <Alert title="The principles could not be shown">
      They are kept, and sent as before. A part of the studio could not be fetched: check the connection, then reload
      the page.
    </Alert>
  );
}

function OpenWhy() {
  const id = useStudio(({ dialog }) => (dialog?.kind === 'why' ? dialog.principleId : null));
  return id === null ? null : <WhyDialog principleId={id} />;
}

function NoPrinciples() {
  return (
    <EmptyState
      title="No principles yet"
      action={
        <Button icon="plus" onClick={focusNewPrinciple}>
          Write a principle
        </Button>
      }
    >
      Give kudos, a critique or a rewrite on a response, and a principle appears here. Or write one yourself.
    </EmptyState>
  );
}
