import { type RadioOption, Segmented } from '../../ui/radio-group';
import { media, useMedia } from '../../ui/use-media';
import type { PaneName } from './pane-names';

interface PaneSwitchProps {
  readonly pane: PaneName;
  readonly onShow: (pane: PaneName) => void;
  /** Panes in which something new waits to be seen. */
  readonly news: ReadonlySet<PaneName>;
}

/** Which pane a window shows that has no room for all. A wide one does not display it. */
export function PaneSwitch({ pane, onShow, news }: PaneSwitchProps) {
  const narrow = useMedia(media.narrow);
  const names: readonly PaneName[] = narrow ? ['prompt', 'responses', 'principles', 'history'] : sharedColumn;
  const shown = names.includes(pane) ? pane : 'prompt';
  return (
    <div className="panes">
      <Segmented
        label="Pane"
        value={shown}
        options={names.map((name) => option(name, news.has(name) && name !== shown))}
        onPick={onShow}
      />
    </div>
  );
}

const sharedColumn: readonly PaneName[] = ['prompt', 'principles'];

const labels: Readonly<Record<PaneName, string>> = {
  prompt: 'Prompt',
  responses: 'Responses',
  principles: 'Principles',
  history: 'History',
};

function option(name: PaneName, isNew: boolean): RadioOption<PaneName> {
  return { value: name, label: labels[name], ...(isNew ? { icon: 'plus', className: 'news' } : {}) };
}
