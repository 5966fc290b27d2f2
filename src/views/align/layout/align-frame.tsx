import type { ReactNode } from 'react';
import { Button } from '../../ui/button';
import { MainPane, ResizablePane } from '../../ui/panes';
import type { PaneName, SidePane } from './pane-names';
import { PaneSwitch } from './pane-switch';
import { paneLimits } from './pane-widths';
import { SidePanes } from './side-panes';
import { useRunShortcut } from './use-run-shortcut';
import { useShownPane } from './use-shown-pane';
import { useSidePanes } from './use-side-panes';

interface AlignFrameProps {
  readonly panes: Readonly<Record<PaneName, ReactNode>>;
}

/** Three panes above History; on smaller windows fewer at a time. Every pane is mounted once, hidden ones are not displayed. */
export function AlignFrame({ panes }: AlignFrameProps) {
  const { pane, show, news } = useShownPane();
  const { panes: sides, resize, settle } = useSidePanes();
  const { hidden, widths } = sides;
  useRunShortcut();

  const side = (name: SidePane) => ({
    width: hidden.has(name) ? 0 : widths[name],
    limits: paneLimits[name],
    // What Enter and the buttons bring back.
    shownWidth: widths[name],
    onResize: (width: number) => resize(name, width),
    onSettle: (width: number) => settle(name, width),
  });
  const hide = (name: SidePane) => settle(name, 0);
  const bringBack = (name: SidePane) => settle(name, widths[name]);

  return (
    <div className="align" data-pane={pane} data-hidden={[...hidden].join(' ')}>
      <h1 className="sr">Align</h1>
      <PaneSwitch pane={pane} onShow={show} news={news} />
      {hidden.has('prompt') && <Rail pane="prompt" onShow={bringBack} />}
      <SidePanes hide={hide}>
        <div className="pane-group">
          <ResizablePane edge="end" label="Width of the prompt pane" {...side('prompt')}>
            {panes.prompt}
          </ResizablePane>
          <MainPane>{panes.responses}</MainPane>
          <ResizablePane edge="start" label="Width of the principles pane" {...side('principles')}>
            {panes.principles}
          </ResizablePane>
        </div>
      </SidePanes>
      {hidden.has('principles') && <Rail pane="principles" onShow={bringBack} />}
      {panes.history}
    </div>
  );
}

interface RailProps {
  readonly pane: SidePane;
  readonly onShow: (pane: SidePane) => void;
}

/** What is left of a hidden side pane on a wide window: the way back. */
function Rail({ pane, onShow }: RailProps) {
  return (
    <div className="rail">
      <Button
        variant="ghost"
        icon={pane === 'prompt' ? 'sidebar-left' : 'sidebar-right'}
        label={`Show the ${pane} pane`}
        onClick={() => onShow(pane)}
      />
    </div>
  );
}
