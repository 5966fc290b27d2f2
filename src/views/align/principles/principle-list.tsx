import { type ReactNode, useDeferredValue, useEffect, useMemo, useRef } from 'react';
import { type Contradiction, pairKey } from '../../../core/constitution/contradiction';
import type { Principle } from '../../../core/constitution/principle';
import { ContentBoundary } from '../../ui/content-boundary';
import { useStudio } from '../../use-studio';
import { CheckEveryReply } from '../adherence/check-every-reply';
import { ContradictionCheck } from './contradiction-check';
import { FilterSelect, isFilterOffered } from './filter-select';
import { rowId } from './focus-row';
import { listedPrinciples, type PrincipleFilter } from './listed-principles';
import { MergeProgress } from './merge-progress';
import { PrincipleRow } from './principle-row';
import { type Conflicts, shownConflicts, withContradictions } from './shown-conflicts';
import { useConflicts } from './use-conflicts';
import { usePrincipleDrag } from './use-principle-drag';
import type { RowActions } from './use-row-actions';
import { useVerdicts } from './use-verdicts';

export interface PrincipleListProps {
  readonly query: string;
  readonly filter: PrincipleFilter;
  readonly onFilter: (filter: PrincipleFilter) => void;
  /** Null when nothing is being selected. */
  readonly selected: ReadonlySet<string> | null;
  readonly onSelect: (id: string, selected: boolean) => void;
  readonly onCompare: (id: string, otherId: string) => void;
  readonly actions: RowActions;
}

/** Rows of the first frame; the rest follows in slices, so that a long list does not hold up the page. */
const firstRows = 30;

export function PrincipleList(props: PrincipleListProps) {
  const { query, selected, onSelect, onCompare, onFilter, actions } = props;
  const isOffered = useStudio(isFilterOffered) || typeof props.filter === 'object';
  const filter = isOffered ? props.filter : 'all';
  const principles = useStudio((state) => state.project.prompt.principles);
  const editedId = useStudio((state) => state.project.drafts.principleEdit?.id);
  const fresh = useFresh();
  const flagged = useFlagged({ principles, freshId: fresh?.principleId ?? null });
  const verdicts = useVerdicts(principles);
  useInSight(fresh, flagged);
  const list = useRef<HTMLOListElement>(null);
  const prepareDrag = usePrincipleDrag({ list, onDrop: actions.drop });
  const listed = useMemo(() => listedPrinciples(principles, query, filter), [principles, query, filter]);
  const rows = useDeferredValue(listed.length, firstRows);
  const fixed = fixedReason({ query, filter, selected });

  return (
    <>
      {isOffered && <FilterSelect filter={filter} onFilter={onFilter} />}
      <ol ref={list} className="principles" aria-label="Principles">
        {listed.slice(0, Math.max(rows, firstRows)).map(({ principle, n }) => (
          <ContentBoundary key={principle.id} what={`Principle ${n}`} text={principle.text} within="list">
            <PrincipleRow
              principle={principle}
              n={n}
              isLast={n === principles.length}
              isEditing={principle.id === editedId}
              fresh={fresh?.principleId === principle.id ? fresh.change : null}
              conflicts={flagged.get(principle.id)}
              tally={verdicts.get(principle.id)}
              isSelected={selected === null ? null : selected.has(principle.id)}
              fixed={fixed}
              actions={actions}
              onSelect={onSelect}
              onCompare={onCompare}
              prepareDrag={prepareDrag}
            />
          </ContentBoundary>
        ))}
      </ol>
      <ContradictionCheck />
      <MergeProgress />
      {emptySearch({ found: listed.length, principles, query })}
      <CheckEveryReply />
    </>
  );
}

const noneFound: readonly Contradiction[] = [];

interface Flags {
  readonly principles: readonly Principle[];
  readonly freshId: string | null;
}

/** Flags may come a moment later than the change itself. */
function useFlagged({ principles, freshId }: Flags): Conflicts {
  const byRules = useConflicts(principles);
  const found = useStudio(({ project }) => project.chat.contradictions ?? noneFound);
  const keptPairs = useStudio(({ project }) => project.keptPairs);
  const kept = useMemo(() => new Set(keptPairs.map(({ one, other }) => pairKey(one, other))), [keptPairs]);
  const conflicts = useMemo(() => withContradictions(byRules, found, principles), [byRules, found, principles]);
  const settled = useDeferredValue(principles);
  const before = useRef<Conflicts>(undefined);
  const flagged = useMemo(
    () =>
      shownConflicts({
        principles: settled,
        conflicts,
        freshId,
        kept,
        ...(before.current === undefined ? {} : { before: before.current }),
      }),
    [settled, conflicts, freshId, kept],
  );
  useEffect(() => {
    before.current = flagged;
  }, [flagged]);
  return flagged;
}

/** The principle that has just arrived, as long as that is the last change: its Undo takes back that one. */
function useFresh() {
  const fresh = useStudio((state) => state.align.fresh);
  const isHead = useStudio((state) => state.project.history.head === state.align.fresh?.revisionId);
  return useMemo(() => {
    if (fresh === null || !isHead || fresh.change === 'delete') return null;
    return { principleId: fresh.principleId, change: fresh.change };
  }, [fresh, isHead]);
}

/** For so long a principle counts as arriving; afterwards the author may have scrolled on. In milliseconds. */
const arrivingMs = 1500;

/** Brings the fresh principle into sight, and again when flags that come a moment later push it out. */
function useInSight(fresh: { readonly principleId: string } | null, flagged: Conflicts): void {
  const arrived = useRef<{ readonly of: unknown; readonly at: number }>({ of: null, at: 0 });
  // biome-ignore lint/correctness/useExhaustiveDependencies: flags change the height of the list
  useEffect(() => {
    if (fresh === null) return;
    if (arrived.current.of !== fresh) arrived.current = { of: fresh, at: performance.now() };
    if (performance.now() - arrived.current.at > arrivingMs) return;
    document.getElementById(rowId(fresh.principleId))?.scrollIntoView({ block: 'nearest' });
  }, [fresh, flagged]);
}

function fixedReason({
  query,
  filter,
  selected,
}: Pick<PrincipleListProps, 'query' | 'filter' | 'selected'>): string | undefined {
  if (filter !== 'all') return 'Show all principles to move them';
  if (query.trim() !== '') return 'Clear the search to move principles';
  return selected === null ? undefined : 'Leave the selection to move principles';
}

interface EmptySearch {
  readonly found: number;
  readonly principles: readonly Principle[];
  readonly query: string;
}

function emptySearch({ found, principles, query }: EmptySearch): ReactNode {
  if (found > 0 || principles.length === 0) return null;
  const words = query.trim() === '' ? 'No principle is of this kind.' : 'No principle has these words.';
  return <p className="p-none muted">{words}</p>;
}
