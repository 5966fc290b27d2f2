import { type CSSProperties, type KeyboardEvent, type PointerEvent, type ReactNode, useId, useRef } from 'react';
import { draggedWidth, type PaneEdge, type PaneLimits, pressedWidth } from './pane-width';

/**
 * Panes side by side: `<div className="pane-group">` round resizable panes and one main pane, which takes what they leave.
 * Below the breakpoint of the screen's style sheet the group dissolves (`display: contents`) and the panes become items
 * of the screen's own grid, so nothing is mounted anew when a window narrows.
 */
export function MainPane({ children }: { readonly children: ReactNode }) {
  return (
    <div className="pane-slot" data-main="">
      {children}
    </div>
  );
}

interface ResizablePaneProps {
  readonly children: ReactNode;
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

/** A pane with a separator: drag, arrow keys, Enter to hide and show, double-click for the usual width. */
export function ResizablePane({ children, ...props }: ResizablePaneProps) {
  const id = useId();
  const { edge, width, limits } = props;
  const style = { '--pane-width': `${width}px`, '--pane-min': `${limits.min}px` } as CSSProperties; // custom properties are not in the type
  const slot = (
    <div id={id} className="pane-slot" style={style} data-hidden={width === 0 || undefined}>
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

type SeparatorProps = Omit<ResizablePaneProps, 'children'> & { readonly paneId: string };

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
      className="pane-separator"
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
