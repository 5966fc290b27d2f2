import { type ReactNode, useState } from 'react';
import { Button } from '../../ui/button';
import { MainPane, ResizablePane } from '../../ui/panes';
import { Segmented } from '../../ui/radio-group';
import { media, useMedia } from '../../ui/use-media';
import { useStudio } from '../../use-studio';
import { type LabelPane, type LabelSide, labelLimits } from './label-panes';
import { useLabelPanes } from './use-label-panes';

interface LabelFrameProps {
  readonly bar: ReactNode;
  readonly panes: Readonly<Record<LabelPane, ReactNode>>;
}

/** Three panes under the run bar; on smaller windows fewer at a time. Every pane is mounted once, hidden ones are not displayed. */
export function LabelFrame({ bar, panes }: LabelFrameProps) {
  const { pane, show } = useShownPane();
  const { panes: sides, resize, settle } = useLabelPanes();
  const { hidden, widths } = sides;

  const side = (name: LabelSide) => ({
    width: hidden.includes(name) ? 0 : widths[name],
    limits: labelLimits[name],
    shownWidth: widths[name],
    onResize: (width: number) => resize(name, width),
    onSettle: (width: number) => settle(name, width),
  });

  return (
    <div className="labelv" data-pane={pane} data-hidden={hidden.join(' ')}>
      <h1 className="sr">Label</h1>
      {bar}
      <PaneSwitch pane={pane} onShow={show} />
      {hidden.includes('setup') && <Rail side="setup" onShow={() => settle('setup', widths.setup)} />}
      <div className="pane-group">
        <ResizablePane edge="end" label="Width of the set-up pane" {...side('setup')}>
          {panes.setup}
        </ResizablePane>
        <MainPane>{panes.results}</MainPane>
        <ResizablePane edge="start" label="Width of the rules pane" {...side('rules')}>
          {panes.rules}
        </ResizablePane>
      </div>
      {hidden.includes('rules') && <Rail side="rules" onShow={() => settle('rules', widths.rules)} />}
    </div>
  );
}

/** In front on windows that cannot show all: the set-up until there is a run, then what came of it; and the author's choice. */
function useShownPane() {
  const hasRun = useStudio(({ project }) => (project.labeler?.currentRunId ?? null) !== null);
  const trainingId = useStudio(({ label }) => label.training?.runId ?? null);
  const narrow = useMedia(media.narrow);
  const [chosen, show] = useState<LabelPane | null>(null);

  // A run that starts is what its author waits for.
  const [seen, setSeen] = useState(trainingId);
  if (seen !== trainingId) {
    setSeen(trainingId);
    if (trainingId !== null) show(null);
  }
  const usual: LabelPane = hasRun ? (narrow ? 'results' : 'rules') : 'setup';
  const pane = chosen ?? usual;
  return { pane: !narrow && pane === 'results' ? 'rules' : pane, show };
}

const names: Readonly<Record<LabelPane, string>> = { setup: 'Set-up', results: 'Results', rules: 'Rules' };

function PaneSwitch({ pane, onShow }: { readonly pane: LabelPane; readonly onShow: (pane: LabelPane) => void }) {
  const narrow = useMedia(media.narrow);
  const shown: readonly LabelPane[] = narrow ? ['setup', 'results', 'rules'] : ['setup', 'rules'];
  return (
    <div className="panes">
      <Segmented
        label="Pane"
        value={pane}
        options={shown.map((value) => ({ value, label: names[value] }))}
        onPick={onShow}
      />
    </div>
  );
}

/** What is left of a hidden side pane on a wide window: the way back. */
function Rail({ side, onShow }: { readonly side: LabelSide; readonly onShow: () => void }) {
  return (
    <div className="rail" data-side={side}>
      <Button
        variant="ghost"
        icon={side === 'setup' ? 'sidebar-left' : 'sidebar-right'}
        label={side === 'setup' ? 'Show the set-up pane' : 'Show the rules pane'}
        onClick={onShow}
      />
    </div>
  );
}
