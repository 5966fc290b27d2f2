import { classNames } from '../class-names';
import { type RadioOption, Segmented } from '../radio-group';
import { media, useMedia } from '../use-media';

export interface PaneName<Id extends string> {
  readonly id: Id;
  /** On the switch. */
  readonly label: string;
}

interface PaneSwitchProps<Id extends string> {
  readonly panes: readonly PaneName<Id>[];
  /** Those that share a column where the main pane is always shown; empty: there is nothing to switch there. */
  readonly besides: readonly PaneName<Id>[];
  readonly shown: Id;
  readonly beside: Id;
  readonly news: ReadonlySet<Id> | undefined;
  readonly onShow: (id: Id) => void;
  readonly className: string;
}

/** Which pane a window shows that has no room for all. A wide one does not display it. */
export function PaneSwitch<Id extends string>(props: PaneSwitchProps<Id>) {
  const { panes, besides, shown, beside, news, onShow, className } = props;
  const narrow = useMedia(media.narrow);
  const value = narrow ? shown : beside;
  return (
    <div
      className={classNames(
        'flex min-h-pane-head items-center bg-pane px-3 wide:hidden',
        besides.length === 0 && 'medium:hidden',
        'max-medium:min-h-0 max-medium:border-b max-medium:border-line max-medium:py-2',
        'max-medium:[&_label]:min-h-9 max-medium:[&_label]:px-1.5',
        className,
      )}
    >
      <Segmented
        className="flex-1"
        label="Pane"
        value={value}
        options={(narrow ? panes : besides).map((pane) =>
          option(pane, news?.has(pane.id) === true && pane.id !== value),
        )}
        onPick={onShow}
      />
    </div>
  );
}

function option<Id extends string>({ id, label }: PaneName<Id>, isNew: boolean): RadioOption<Id> {
  return { value: id, label, ...(isNew ? { icon: 'plus', className: '[&>svg]:text-accent-ink' } : {}) };
}
