import { useCallback, useEffect, useState } from 'react';
import type { RowShown } from '../../../core/tuning/tuning-port';
import { Button } from '../../ui/button';
import { ContentBoundary } from '../../ui/content-boundary';
import { EmptyState } from '../../ui/empty-state';
import { type VirtualColumn, VirtualTable } from '../../ui/table/virtual-table';
import { media, useMedia } from '../../ui/use-media';
import { useTune, useTuneActions, useTuning } from '../use-tune';
import { ExampleRow } from './example-row';
import { OpenedRow } from './opened-row';
import { beforeRows } from './row-words';
import { type EditDraft, useRowActions } from './use-row-actions';
import { useRowKeys } from './use-row-keys';

const rowHeights = { wide: 36, narrow: 41 } as const;
/** Rows are fetched by the hundred, so that scrolling asks seldom. */
const chunk = 100;

/** The rows of the chosen runs. They lie in the worker; a window of them is fetched as it comes in sight. */
export function ExampleTable() {
  const tune = useTuneActions();
  const table = useTune((state) => state.table);
  const { page, opened, runId } = table;
  const runs = useTuning((work) => work.runs);
  const [first, setFirst] = useState(0);
  const [draft, setDraft] = useState<EditDraft | null>(null);
  const openedAt = useOpenedPlace();
  const keyOf = useItemKeys(openedAt);
  const columns = useColumns();
  // On a phone a prompt may take two lines: every row has room for them, since where a row stands is counted by its height.
  const rowHeight = useMedia(media.narrow) ? rowHeights.narrow : rowHeights.wide;
  const from = Math.max(0, Math.floor(first / chunk) * chunk - chunk);

  useEffect(() => {
    void tune.showRows({ from, count: 4 * chunk });
  }, [tune, from]);

  const actions = useRowActions({ opened, draft, onDraft: setDraft });
  useRowKeys(actions);

  if (page === null) return null;
  if (page.total === 0)
    return (
      <EmptyState title="No rows yet">{beforeRows(runs.find(({ id }) => id === runId) ?? runs.at(-1))}</EmptyState>
    );
  if (page.matching === 0)
    return (
      <EmptyState title="No row matches" action={<Button onClick={() => tune.setFilter({})}>Show all rows</Button>}>
        No example has all of what is filtered by.
      </EmptyState>
    );

  const hasDetail = openedAt !== null && openedAt < page.matching;
  const rowAt = (index: number): RowShown | undefined => page.rows[index - page.from];
  return (
    <VirtualTable
      key={rowHeight}
      label="Generated examples"
      className="max-medium:min-w-0"
      frameClassName="min-h-0 flex-1 border-b-0"
      columns={columns}
      count={page.matching + (hasDetail ? 1 : 0)}
      rowCount={page.matching}
      rowHeight={rowHeight}
      keyOf={keyOf}
      onWindow={setFirst}
    >
      {({ index }, measure) => {
        if (hasDetail && index === openedAt + 1)
          return (
            <ContentBoundary key="opened" what="The opened row" within="table">
              <OpenedRow
                ref={measure}
                index={index}
                shown={rowAt(openedAt)}
                actions={actions}
                columns={columns.length}
              />
            </ContentBoundary>
          );
        const place = hasDetail && index > openedAt ? index - 1 : index;
        const row = rowAt(place);
        return (
          <ContentBoundary key={place} what={`Row ${place + 1}`} within="table">
            <ExampleRow
              place={place}
              row={row}
              height={rowHeight}
              columns={columns.length}
              namesRun={runs.length > 1 && runId === null}
              run={runs.find(({ id }) => id === row?.runId)}
              isOpen={place === openedAt}
              onToggle={(shown) =>
                void tune.openRow(place === openedAt ? null : { runId: shown.runId, row: shown.row })
              }
            />
          </ContentBoundary>
        );
      }}
    </VirtualTable>
  );
}

/** Where the opened row stands in the table; the last place that is known of while other rows are fetched. */
function useOpenedPlace(): number | null {
  const { page, opened, filter, runId } = useTune((state) => state.table);
  const [known, setKnown] = useState<{ readonly key: string; readonly place: number } | null>(null);
  if (opened === null || page === null) return null;
  const key = JSON.stringify([opened.runId, opened.row, filter, runId]);
  const at = page.rows.findIndex(({ runId: ofRun, row }) => ofRun === opened.runId && row === opened.row);
  if (at < 0) return known?.key === key ? known.place : null;
  const place = page.from + at;
  if (known?.key !== key || known.place !== place) setKnown({ key, place });
  return place;
}

/** The opened row has a key of its own: no other row takes over its height when it is closed. */
function useItemKeys(openedAt: number | null): (index: number) => string {
  const opened = useTune(({ table }) => table.opened);
  const key = opened === null ? '' : `opened ${opened.runId} ${opened.row}`;
  return useCallback(
    (index: number) => (openedAt !== null && index === openedAt + 1 ? key : String(index)),
    [openedAt, key],
  );
}

/** On a phone the row, its prompt and its outcome stay. */
function useColumns(): readonly VirtualColumn[] {
  const isNarrow = useMedia(media.narrow);
  const runId = useTune(({ table }) => table.runId);
  const several = useTuning(({ runs }) => runs.length > 1) && runId === null;
  const first = { title: 'Row', className: several ? 'w-[104px] pl-4!' : 'w-[72px] pl-4!' };
  if (isNarrow) return [first, { title: 'Prompt' }, { title: 'Outcome', className: 'w-[136px]' }];
  return [
    first,
    { title: 'Prompt' },
    { title: 'Principle', className: 'w-[76px]' },
    { title: 'Words', className: 'w-[84px] text-right!' },
    { title: 'Score', className: 'w-[56px] text-right!' },
    { title: 'Outcome', className: 'w-[212px]' },
  ];
}
