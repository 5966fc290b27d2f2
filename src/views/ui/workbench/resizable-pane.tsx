import { type CSSProperties, type KeyboardEvent, type PointerEvent, type ReactNode, useId, useRef } from 'react';
import { classNames } from '../class-names';
import { draggedWidth, type PaneEdge, type PaneLimits, pressedWidth } from './pane-width';

interface ResizablePaneProps {
  readonly children: ReactNode;
  readonly className: string;
  /** Present while it is the one pane that a narrow window shows. */
  readonly 'data-front': true | undefined;
  /** Present while it is the one that a window of middle width shows beside the main pane. */
  readonly 'data-beside': true | undefined;
  /** The edge with the separator. */
  readonly edge: PaneEdge;
  /** Names the separator. */
  readonly label: string;
  /** Pixels; 0 when hidden. */
  readonly width: number;
  /** The width that a hidden pane comes back to. */
  readonly shownWidth: number;
  readonly limits: PaneLimits;
  /** Called while the separator moves. */
  readonly onResize: (width: number) => void;
  /** Called when it has come to rest. */
  readonly onSettle: (width: number) => void;
}

/** What a pane of a workbench fills. On a narrow window only the one in front. */
export const paneSlot =
  'grid min-h-0 min-w-0 grid-cols-[minmax(0,1fr)] grid-rows-[minmax(0,1fr)] max-medium:flex-1 max-medium:not-data-front:hidden';

/** A pane with a separator: drag, arrow keys, Enter to hide and show, double-click for the usual width. */
export function ResizablePane({ children, className, ...props }: ResizablePaneProps) {
  const id = useId();
  const { edge, width, limits, 'data-front': front, 'data-beside': beside } = props;
  const style = { '--pane-width': `${width}px`, '--pane-min': `${limits.min}px` } as CSSProperties; // custom properties are not in the type
  const slot = (
    <div
      id={id}
      className={classNames(
        paneSlot,
        'wide:flex-[0_1_var(--pane-width)] wide:min-w-(--pane-min)',
        'wide:data-hidden:min-w-0 wide:data-hidden:overflow-hidden wide:data-hidden:*:hidden',
        className,
      )}
      style={style}
      data-hidden={width === 0 || undefined}
      data-front={front}
      data-beside={beside}
    >
      {children}
    </div>
  );
  const separator = <PaneSeparator {...props} paneId={id} />;
  return edge === 'end' ? (
    <>
      {slot}
      {separator}
    </>
  ) : (
    <>
      {separator}
      {slot}
    </>
  );
}

type SeparatorProps = Omit<ResizablePaneProps, 'children' | 'className' | 'data-front' | 'data-beside'> & {
  readonly paneId: string;
};

function PaneSeparator({ paneId, edge, label, width, shownWidth, limits, onResize, onSettle }: SeparatorProps) {
  const drag = useRef<{ readonly from: number; readonly width: number; readonly limits: PaneLimits } | null>(null);

  function start(event: PointerEvent<HTMLElement>) {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { from: event.clientX, width, limits: withinRoom(event.currentTarget, { width, limits }) };
  }

  function dragged(event: PointerEvent<HTMLElement>): number | null {
    if (drag.current === null) return null;
    const moved = event.clientX - drag.current.from;
    return draggedWidth(drag.current.width + (edge === 'end' ? moved : -moved), drag.current.limits);
  }

  function move(event: PointerEvent<HTMLElement>) {
    const next = dragged(event);
    if (next !== null && next !== width) onResize(next);
  }

  function end(event: PointerEvent<HTMLElement>) {
    const next = dragged(event);
    const moved = event.clientX !== drag.current?.from;
    drag.current = null;
    if (next !== null && moved) onSettle(next);
  }

  function press(event: KeyboardEvent<HTMLElement>) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const room = withinRoom(event.currentTarget, { width, limits });
    const next = pressedWidth({ key: event.key, width, shownWidth, edge, limits: room });
    if (next === null) return;
    event.preventDefault();
    onSettle(next);
  }

  return (
    // A window splitter: the separator that can be focused is a control, and no element of HTML is one.
    // biome-ignore lint/a11y/useSemanticElements: an hr cannot be moved
    <div
      className={separatorLook}
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation="vertical"
      aria-controls={paneId}
      aria-valuemin={0}
      aria-valuemax={limits.max}
      aria-valuenow={width}
      aria-valuetext={width === 0 ? 'hidden' : `${width} pixels`}
      onPointerDown={start}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={end}
      onDoubleClick={() => onSettle(limits.usual)}
      onKeyDown={press}
    />
  );
}

/** A line of 1 px at rest, 3 px in the accent when it can be moved; caught from farther off, above all by a finger. */
const separatorLook = classNames(
  'relative w-px flex-none cursor-col-resize touch-none select-none bg-line outline-none max-wide:hidden',
  'before:absolute before:-inset-x-1 before:inset-y-0 before:z-4 pointer-coarse:before:-inset-x-3',
  'after:absolute after:-inset-x-px after:inset-y-0 after:z-4 after:bg-accent after:opacity-0 after:transition-opacity',
  'hover:after:opacity-100 active:after:opacity-100 focus-visible:after:bg-focus focus-visible:after:opacity-100',
  'forced-colors:bg-[CanvasText] forced-colors:after:bg-[Highlight] forced-colors:after:forced-color-adjust-none',
);

/** The limits, as far as the main pane can give way. */
function withinRoom(
  separator: HTMLElement,
  { width, limits }: { readonly width: number; readonly limits: PaneLimits },
): PaneLimits {
  const main = separator.parentElement?.querySelector<HTMLElement>(':scope > [data-main]');
  if (!main) return limits;
  const spare = main.offsetWidth - Number.parseFloat(getComputedStyle(main).minWidth);
  return { ...limits, max: Math.max(limits.min, Math.min(limits.max, width + spare)) };
}
