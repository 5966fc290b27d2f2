import type { ReactNode, RefObject } from 'react';
import { Group, Panel, type PanelImperativeHandle, Separator } from 'react-resizable-panels';
import { classNames } from './class-names';

/** Widths (or heights) of the panes of a group, in percent, by pane id. */
export type PaneLayout = Readonly<Record<string, number>>;

export type PaneHandle = PanelImperativeHandle;

interface PaneGroupProps {
  readonly children: ReactNode;
  /** What was handed to `onLayout` the last time; without it the panes' own default sizes hold. */
  readonly layout?: PaneLayout | undefined;
  /** Called after the user has moved a separator, not while it moves. */
  readonly onLayout?: ((layout: PaneLayout) => void) | undefined;
  readonly orientation?: 'horizontal' | 'vertical' | undefined;
  readonly className?: string | undefined;
}

/**
 * Panes that are resized with separators between them: `<Pane/><PaneSeparator/><Pane/>`.
 * Below the breakpoint of the screen's style sheet the group dissolves (`display: contents`) and the panes become items
 * of the screen's own grid, so nothing is mounted anew when a window narrows.
 */
export function PaneGroup({ children, layout, onLayout, orientation, className }: PaneGroupProps) {
  return (
    <Group
      className={classNames('pane-group', className)}
      orientation={orientation}
      {...(layout && { defaultLayout: { ...layout } })}
      onLayoutChanged={(settled, { isUserInteraction, requestedLayout }) => {
        if (isUserInteraction) onLayout?.(requestedLayout ?? settled);
      }}
      resizeTargetMinimumSize={{ coarse: 24, fine: 8 }}
    >
      {children}
    </Group>
  );
}

interface PaneProps {
  readonly id: string;
  readonly children: ReactNode;
  /** With a unit, for instance "304px". A pane with a pixel size keeps it when the window is resized. */
  readonly defaultSize?: string | undefined;
  readonly minSize?: string | undefined;
  readonly maxSize?: string | undefined;
  /** Can be closed by dragging or with Enter on its separator. */
  readonly collapsible?: boolean | undefined;
  readonly onCollapse?: ((collapsed: boolean) => void) | undefined;
  /** For buttons that collapse, expand or resize it. */
  readonly handle?: RefObject<PaneHandle | null> | undefined;
}

export function Pane({ id, children, defaultSize, minSize, maxSize, collapsible, onCollapse, handle }: PaneProps) {
  return (
    <Panel
      id={id}
      className="pane-slot"
      defaultSize={defaultSize}
      minSize={minSize}
      maxSize={maxSize}
      collapsible={collapsible}
      collapsedSize={collapsible ? '0px' : undefined}
      groupResizeBehavior={defaultSize?.endsWith('px') ? 'preserve-pixel-size' : 'preserve-relative-size'}
      panelRef={handle}
      onResize={(size, _id, before) => {
        const collapsed = size.inPixels === 0;
        if (before && collapsed !== (before.inPixels === 0)) onCollapse?.(collapsed);
      }}
    >
      {children}
    </Panel>
  );
}

/** The line between two panes: drag, arrow keys, Enter to collapse, double-click for the default size. */
export function PaneSeparator({ label }: { readonly label: string }) {
  return <Separator className="pane-separator" aria-label={label} />;
}
