import type { ReactNode } from 'react';
import { Button } from '../button';
import { classNames } from '../class-names';
import { HidePaneContext } from './hide-pane';
import { type PaneName, PaneSwitch } from './pane-switch';
import { paneSlot, ResizablePane } from './resizable-pane';
import type { PaneWidths, Side, SidePane } from './saved-widths';

export interface WorkbenchLayout<Id extends string> {
  readonly start: SidePane & PaneName<Id>;
  readonly main: PaneName<Id>;
  /** Under the main one, in its column; a narrow window shows it by itself. It takes the height that the main one leaves. */
  readonly below?: PaneName<Id>;
  /** Without it, the main pane has the rest of a window that is not narrow. */
  readonly end?: SidePane & PaneName<Id>;
  /** A strip under the others. */
  readonly foot?: PaneName<Id>;
  /** On which side a window of middle width shows one of the two side panes: the one of that side, unless the other is asked for. */
  readonly sharedColumn: Side;
}

interface WorkbenchProps<Id extends string> {
  /** The page's heading, for screen readers: the navigation shows it. */
  readonly title: string;
  readonly layout: WorkbenchLayout<Id>;
  /** Made once where it can be: then switching or resizing panes renders none of them again. */
  readonly panes: Readonly<Record<Id, ReactNode>>;
  /** Above all panes. */
  readonly bar?: ReactNode;
  /** In front on windows that cannot show all. */
  readonly shown: Id;
  readonly onShow: (id: Id) => void;
  /** Panes in which something new waits to be seen. */
  readonly news?: ReadonlySet<Id> | undefined;
  readonly widths: PaneWidths;
  /** Called while a separator moves, in pixels; 0 hides the pane. */
  readonly onResize: (side: Side, width: number) => void;
  /** Called when it has come to rest. */
  readonly onSettle: (side: Side, width: number) => void;
}

/**
 * The frame of a screen that is worked on: a main pane between two that can be resized and hidden. A window of middle width shows one of
 * the two beside the main pane, a narrow one a single pane; a switch says which. Every pane is mounted once, so nothing that is half typed
 * is lost when a window narrows; those that are not shown are not displayed.
 */
export function Workbench<Id extends string>(props: WorkbenchProps<Id>) {
  const { title, layout, panes, bar, shown, onShow, news, widths, onResize, onSettle } = props;
  const { start, main, below, end, foot, sharedColumn } = layout;
  const names = [start, main, ...(below ? [below] : []), ...(end ? [end] : []), ...(foot ? [foot] : [])];
  const usual = layout[sharedColumn] ?? start;
  const beside = shown === start.id || shown === end?.id ? shown : usual.id;

  const front = (id: Id) => shown === id || undefined;
  const side = (name: Side, pane: SidePane & PaneName<Id>) => ({
    className: classNames(
      'medium:max-wide:row-start-2 medium:max-wide:not-data-beside:hidden',
      columns[sharedColumn].side,
    ),
    'data-front': front(pane.id),
    'data-beside': beside === pane.id || undefined,
    label: `Width of the ${pane.noun} pane`,
    width: widths.hidden.includes(name) ? 0 : widths.shown[name],
    // What Enter and the buttons bring back.
    shownWidth: widths.shown[name],
    limits: pane.limits,
    onResize: (width: number) => onResize(name, width),
    onSettle: (width: number) => onSettle(name, width),
  });
  const rail = (name: Side, pane: SidePane) =>
    widths.hidden.includes(name) && (
      <Rail side={name} noun={pane.noun} onShow={() => onSettle(name, widths.shown[name])} />
    );

  return (
    <div className="flex h-full min-h-0 flex-col gap-px bg-line max-medium:gap-0">
      <h1 className="sr-only">{title}</h1>
      {bar}
      <div
        className={classNames(
          'min-h-0 flex-1 max-medium:contents wide:flex',
          'medium:max-wide:grid medium:max-wide:grid-rows-[auto_minmax(0,1fr)] medium:max-wide:gap-px',
          columns[sharedColumn].all,
        )}
      >
        <PaneSwitch
          className={columns[sharedColumn].side}
          panes={names}
          besides={end ? [start, end] : []}
          shown={shown}
          beside={beside}
          news={news}
          onShow={onShow}
        />
        {rail('start', start)}
        <HidePaneContext value={{ layout, hide: (name) => onSettle(name, 0) }}>
          <div className="contents wide:flex wide:min-w-0 wide:flex-1">
            <ResizablePane edge="end" {...side('start', start)}>
              {panes[start.id]}
            </ResizablePane>
            <div
              className={classNames(
                paneSlot,
                'medium:max-wide:row-span-full wide:min-w-[420px] wide:flex-[1_1_0]',
                columns[sharedColumn].main,
              )}
              data-main=""
              data-front={front(main.id) ?? (below && front(below.id))}
            >
              {below === undefined ? (
                panes[main.id]
              ) : (
                <div className="flex min-h-0 min-w-0 flex-col gap-px bg-line">
                  <div className={classNames(stacked, 'flex-none')} data-front={front(main.id)}>
                    {panes[main.id]}
                  </div>
                  <div className={classNames(stacked, 'flex-1')} data-front={front(below.id)}>
                    {panes[below.id]}
                  </div>
                </div>
              )}
            </div>
            {end && (
              <ResizablePane edge="start" {...side('end', end)}>
                {panes[end.id]}
              </ResizablePane>
            )}
          </div>
        </HidePaneContext>
        {end && rail('end', end)}
      </div>
      {foot !== undefined && (
        <div className={classNames(paneSlot, 'flex-none')} data-front={front(foot.id)}>
          {panes[foot.id]}
        </div>
      )}
    </div>
  );
}

/** A pane that shares its column. */
const stacked =
  'grid min-h-0 min-w-0 grid-cols-[minmax(0,1fr)] grid-rows-[minmax(0,1fr)] max-medium:flex-1 max-medium:not-data-front:hidden';

/** Of the grid that a window of middle width shows. */
const columns: Readonly<Record<Side, { readonly all: string; readonly side: string; readonly main: string }>> = {
  start: {
    all: 'medium:max-wide:grid-cols-[300px_minmax(0,1fr)]',
    side: 'medium:max-wide:col-start-1',
    main: 'medium:max-wide:col-start-2',
  },
  end: {
    all: 'medium:max-wide:grid-cols-[minmax(0,1fr)_300px]',
    side: 'medium:max-wide:col-start-2',
    main: 'medium:max-wide:col-start-1',
  },
};

interface RailProps {
  readonly side: Side;
  readonly noun: string;
  readonly onShow: () => void;
}

/** What is left of a hidden side pane on a wide window: the way back. */
function Rail({ side, noun, onShow }: RailProps) {
  const isStart = side === 'start';
  return (
    <div className={classNames('border-line bg-pane px-1 py-2 max-wide:hidden', isStart ? 'border-r' : 'border-l')}>
      <Button
        variant="ghost"
        icon={isStart ? 'sidebar-left' : 'sidebar-right'}
        label={`Show the ${noun} pane`}
        onClick={onShow}
      />
    </div>
  );
}
