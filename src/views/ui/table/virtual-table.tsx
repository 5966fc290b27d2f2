import { useVirtualizer, type VirtualItem, type Virtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useMemo, useRef } from 'react';
import { classNames } from '../class-names';
import { useOverflows } from './use-overflows';

type Rows = Virtualizer<HTMLDivElement, HTMLTableRowElement>;

export interface VirtualColumn {
  readonly title: ReactNode;
  /** Of its heading: how wide the column is. */
  readonly className?: string | undefined;
}

interface VirtualTableProps {
  /** Names the table. */
  readonly label: string;
  /** Of the frame: how high it is. */
  readonly frameClassName: string;
  readonly className?: string | undefined;
  readonly columns: readonly VirtualColumn[];
  readonly count: number;
  /** What is counted as rows, where some of `count` only belong to the row above them. */
  readonly rowCount?: number | undefined;
  /** Of a row, in CSS pixels: exact, or a guess where rows measure themselves. */
  readonly rowHeight: number;
  readonly keyOf?: ((index: number) => string) | undefined;
  /** A row of the table, as a `tr`; one that is higher than `rowHeight` gives `measure` as its ref and `data-index`. */
  readonly children: (item: VirtualItem, measure: Rows['measureElement']) => ReactNode;
  /** Told which rows are in sight, for what has to be fetched. */
  readonly onWindow?: ((first: number, last: number) => void) | undefined;
}

/** A table that scrolls in its own frame, with only the rows in sight in the page: a million scroll as easily as ten. */
export function VirtualTable(props: VirtualTableProps) {
  const { label, frameClassName, className, columns, count, rowCount, rowHeight, keyOf, children, onWindow } = props;
  const frame = useRef<HTMLDivElement>(null);
  const [watch, overflows] = useOverflows<HTMLDivElement>();
  const ref = useMemo(() => {
    return (element: HTMLDivElement) => {
      frame.current = element;
      return watch(element);
    };
  }, [watch]);
  const rows = useVirtualizer<HTMLDivElement, HTMLTableRowElement>({
    count,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    ...(keyOf && { getItemKey: keyOf }),
    onChange: ({ range }) => {
      if (range) onWindow?.(range.startIndex, range.endIndex);
    },
  });
  const items = rows.getVirtualItems();
  return (
    // biome-ignore lint/a11y/useSemanticElements: no set of fields; and no region: those are the parts of the page
    <div
      role="group"
      ref={ref}
      className={classNames('relative overflow-auto border-line border-y [overflow-anchor:none]', frameClassName)}
      aria-label={`${label}, scrollable`}
      // Where it scrolls, the keyboard must reach it.
      tabIndex={overflows ? 0 : undefined}
    >
      <table
        className={classNames('min-w-[640px] table-fixed', className)}
        aria-label={label}
        aria-rowcount={(rowCount ?? count) + 1}
      >
        <thead>
          <tr>
            {columns.map(({ title, className: width }, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
              <th key={column} scope="col" className={classNames('sticky top-0 z-1 bg-surface', width)}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Gap height={items[0]?.start ?? 0} />
          {items.map((item) => children(item, rows.measureElement))}
          <Gap height={rows.getTotalSize() - (items.at(-1)?.end ?? 0)} />
        </tbody>
      </table>
    </div>
  );
}

/** Stands for the rows that are not in sight. Of one cell: where a narrow window has fewer columns, more would be columns of their own. */
function Gap({ height }: { readonly height: number }) {
  if (height <= 0) return null;
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row without a control takes no focus
    <tr aria-hidden="true">
      <td className="border-0 p-0" style={{ height }} />
    </tr>
  );
}
