import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { ShownSimilarity } from '../../../store/playground/playground-state';
import { whole } from '../../shared/counted';
import { classNames } from '../../ui/class-names';
import { usePlayground, usePlaygroundActions } from '../use-playground';
import { cellWindow, stepCell } from './matrix-window';
import { shortCosine } from './vector-words';

const rowHeight = 30;
const columnWidth = 36;
const headWidth = 196;

/** Cosines of all pairs. Only what is in sight is in the page, and only what is near it has been computed. */
export function SimilarityTable({ similarity }: { readonly similarity: ShownSimilarity }) {
  const { showSimilarity, openPair, showNeighbours } = usePlaygroundActions();
  const pair = usePlayground((state) => state.pair);
  const frame = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<readonly [number, number]>([0, 1]);
  const { total } = similarity;
  const rows = useVirtualizer({
    count: total,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    overscan: 4,
  });
  const columns = useVirtualizer({
    horizontal: true,
    count: total,
    getScrollElement: () => frame.current,
    estimateSize: () => columnWidth,
    overscan: 4,
  });
  const [seenRows, seenColumns] = [rows.getVirtualItems(), columns.getVirtualItems()];
  const wantedRows = cellWindow(seenRows[0]?.index ?? 0, total);
  const wantedColumns = cellWindow(seenColumns[0]?.index ?? 0, total);
  const [from, count, fromColumn, columnCount] = [
    wantedRows.from,
    wantedRows.count,
    wantedColumns.from,
    wantedColumns.count,
  ];
  const isHere =
    similarity.rows.from === from &&
    similarity.rows.count >= count &&
    similarity.columns.from === fromColumn &&
    similarity.columns.count >= columnCount;
  useEffect(() => {
    if (isHere) return;
    void showSimilarity({ rows: { from, count }, columns: { from: fromColumn, count: columnCount } });
  }, [isHere, showSimilarity, from, count, fromColumn, columnCount]);

  function press(event: KeyboardEvent) {
    const next = stepCell(active, event.key, total);
    if (next === null) return;
    event.preventDefault();
    setActive(next);
    rows.scrollToIndex(next[0]);
    columns.scrollToIndex(next[1]);
    // It may only come into the page with the scrolling.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => frame.current?.querySelector<HTMLElement>(`[data-cell="${next.join()}"]`)?.focus()),
    );
  }

  const [before, after] = [seenColumns[0]?.start ?? 0, columns.getTotalSize() - (seenColumns.at(-1)?.end ?? 0)];
  return (
    // biome-ignore lint/a11y/useSemanticElements: no set of fields
    <div
      ref={frame}
      role="group"
      aria-label="Similarity, scrollable"
      className="thin-scrollbar relative max-h-[336px] overflow-auto"
      onKeyDown={press}
    >
      <table
        aria-label="Similarity"
        aria-rowcount={total + 1}
        aria-colcount={total + 1}
        className="table-fixed border-separate border-spacing-px"
        style={{ width: headWidth + columns.getTotalSize() }}
      >
        <thead>
          <tr>
            <th scope="col" className="sticky top-0 left-0 z-2 bg-surface" style={{ width: headWidth }}>
              Text
            </th>
            <Gap width={before} />
            {seenColumns.map(({ index }) => (
              <th
                key={index}
                scope="col"
                aria-colindex={index + 2}
                className="sticky top-0 z-1 bg-surface px-0! text-center!"
                style={{ width: columnWidth }}
              >
                {whole(index + 1)}
              </th>
            ))}
            <Gap width={after} />
          </tr>
        </thead>
        <tbody>
          <Rest height={seenRows[0]?.start ?? 0} />
          {seenRows.map(({ index: row }) => {
            const label = similarity.rowLabels[row - similarity.rows.from];
            return (
              <tr key={row} aria-rowindex={row + 2} style={{ height: rowHeight }}>
                <th scope="row" className="sticky left-0 z-1 bg-surface p-0! font-regular! text-ink!">
                  <button
                    type="button"
                    className="grid w-full grid-cols-[26px_minmax(0,1fr)] text-left text-ui hover:text-accent-ink"
                    title={label}
                    aria-label={`Neighbours of text ${row + 1}: ${label ?? ''}`}
                    tabIndex={active[0] === row ? 0 : -1}
                    onClick={() => void showNeighbours(row)}
                  >
                    <span className="font-mono text-ink-3 text-small">{row + 1}</span>
                    <span className="truncate">{label ?? '…'}</span>
                  </button>
                </th>
                <Gap width={before} />
                {seenColumns.map(({ index: column }) => {
                  const cosine = similarity.cosines[row - similarity.rows.from]?.[column - similarity.columns.from];
                  return (
                    <Cell
                      key={column}
                      row={row}
                      column={column}
                      cosine={cosine}
                      isActive={active[0] === row && active[1] === column}
                      isPressed={pair !== null && pair[0] === row && pair[1] === column}
                      onOpen={() => {
                        setActive([row, column]);
                        openPair([row, column]);
                        void showNeighbours(row);
                      }}
                    />
                  );
                })}
                <Gap width={after} />
              </tr>
            );
          })}
          <Rest height={rows.getTotalSize() - (seenRows.at(-1)?.end ?? 0)} />
        </tbody>
      </table>
    </div>
  );
}

interface CellProps {
  readonly row: number;
  readonly column: number;
  /** Undefined: on its way. */
  readonly cosine: number | undefined;
  readonly isActive: boolean;
  readonly isPressed: boolean;
  readonly onOpen: () => void;
}

function Cell({ row, column, cosine, isActive, isPressed, onOpen }: CellProps) {
  const share = cosine === undefined || row === column ? 0 : Math.round(45 * Math.max(0, cosine) ** 2);
  return (
    <td
      className="rounded-s p-0! text-center"
      aria-colindex={column + 2}
      style={{ background: `color-mix(in oklab, var(--color-accent) ${share}%, var(--color-surface))` }}
    >
      <button
        type="button"
        data-cell={`${row},${column}`}
        tabIndex={isActive ? 0 : -1}
        aria-pressed={isPressed}
        aria-label={cosine === undefined ? 'On its way' : `Texts ${row + 1} and ${column + 1}: ${cosine.toFixed(2)}`}
        className={classNames(
          'h-7 w-full rounded-s text-small text-ink tabular-nums',
          isPressed && 'font-bold outline-2 outline-ink -outline-offset-2',
        )}
        onClick={onOpen}
      >
        {cosine === undefined ? '' : row === column ? '·' : shortCosine(cosine)}
      </button>
    </td>
  );
}

/** Stands for the columns that are not in sight. */
function Gap({ width }: { readonly width: number }) {
  return width <= 0 ? null : <td aria-hidden="true" className="border-0! p-0!" style={{ width }} />;
}

function Rest({ height }: { readonly height: number }) {
  if (height <= 0) return null;
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row without a control takes no focus
    <tr aria-hidden="true">
      <td className="border-0! p-0!" style={{ height }} />
    </tr>
  );
}
