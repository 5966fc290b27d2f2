import type { ReactNode } from 'react';
import { Button } from '../../ui/button';
import { Pane, PaneGroup, PaneSeparator } from '../../ui/panes';
import type { PaneName, SidePane } from './pane-names';
import { PaneSwitch } from './pane-switch';
import { SidePanes } from './side-panes';
import { useRunShortcut } from './use-run-shortcut';
import { useShownPane } from './use-shown-pane';
import { defaultWidths, useSidePanes } from './use-side-panes';

interface AlignFrameProps {
  readonly panes: Readonly<Record<PaneName, ReactNode>>;
}

/** Three panes above History; on smaller windows fewer at a time. Every pane is mounted once, hidden ones are not displayed. */
export function AlignFrame({ panes }: AlignFrameProps) {
  const { pane, show, news } = useShownPane();
  const { layout, hidden, setHidden, save, handles, sidePanes } = useSidePanes();
  useRunShortcut();

  return (
    <div className="align" data-pane={pane} data-hidden={[...hidden].join(' ')}>
      <h1 className="sr">Align</h1>
      <PaneSwitch pane={pane} onShow={show} news={news} />
      {hidden.has('prompt') && <Rail pane="prompt" onShow={sidePanes.show} />}
      <SidePanes value={sidePanes}>
        <PaneGroup layout={layout} onLayout={save}>
          <Pane
            id="prompt"
            defaultSize={defaultWidths.prompt}
            minSize="240px"
            maxSize="560px"
            collapsible
            handle={handles.prompt}
            onCollapse={(collapsed) => setHidden('prompt', collapsed)}
          >
            {panes.prompt}
          </Pane>
          <PaneSeparator label="Width of the prompt pane" />
          <Pane id="responses" minSize="420px">
            {panes.responses}
          </Pane>
          <PaneSeparator label="Width of the principles pane" />
          <Pane
            id="principles"
            defaultSize={defaultWidths.principles}
            minSize="260px"
            maxSize="560px"
            collapsible
            handle={handles.principles}
            onCollapse={(collapsed) => setHidden('principles', collapsed)}
          >
            {panes.principles}
          </Pane>
        </PaneGroup>
      </SidePanes>
      {hidden.has('principles') && <Rail pane="principles" onShow={sidePanes.show} />}
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
