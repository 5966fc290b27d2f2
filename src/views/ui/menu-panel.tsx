import { DropdownMenu as Radix } from 'radix-ui';
import { type FocusEvent, type RefObject, useRef, useState } from 'react';
import { classNames } from './class-names';
import { Icon } from './icon';
import type { MenuAction, MenuCheck, MenuEntry } from './menu-entries';

interface MenuPanelProps {
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  readonly align: 'start' | 'end';
  readonly button: RefObject<HTMLButtonElement | null>;
  /** Opened from the keyboard: the first entry has the focus, and not the menu as a whole. */
  readonly startsOnFirst: boolean;
  readonly onClose: () => void;
}

/** The loaded half of Menu. It is mounted only while the menu is open. */
export function MenuPanel({ label, entries, align, button, startsOnFirst, onClose }: MenuPanelProps) {
  const [open, setOpen] = useState(true);
  const started = useRef(false);
  const chosen = useRef<() => void>(undefined);

  function close() {
    setOpen(false);
  }

  // Radix decides this by the last key press it has seen, and it was not loaded yet when this one came.
  function start(event: FocusEvent<HTMLDivElement>) {
    if (started.current || event.target !== event.currentTarget) return;
    started.current = true;
    if (startsOnFirst) event.currentTarget.querySelector<HTMLElement>('[role^="menuitem"]')?.focus();
  }

  function finish(event: Event) {
    event.preventDefault();
    button.current?.focus();
    onClose();
    chosen.current?.();
  }

  return (
    <Radix.Root open={open} onOpenChange={(next) => !next && close()}>
      {/* The visible button is outside of this lazily loaded part; Radix measures this stand-in that covers it. */}
      <Radix.Trigger asChild>
        <span className="pointer-events-none absolute inset-0" aria-hidden="true" tabIndex={-1} />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          className="relative z-60 max-h-(--radix-dropdown-menu-content-available-height) min-w-[200px] max-w-[min(320px,100vw-16px)] animate-appear overflow-auto rounded-l border border-line-strong bg-raised p-1 shadow-mid focus-visible:outline-none"
          aria-label={label}
          aria-labelledby={undefined}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          loop
          onFocus={start}
          onCloseAutoFocus={finish}
        >
          {entries.map((entry, place) => (
            <Entry
              // biome-ignore lint/suspicious/noArrayIndexKey: separators have no identity, and a menu does not reorder while open
              key={place}
              entry={entry}
              choose={(action) => {
                chosen.current = action;
              }}
            />
          ))}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function itemLook(entry: MenuAction | MenuCheck): string {
  const blocked = entry.unavailable !== undefined;
  const danger = entry.kind === 'item' && entry.danger === true;
  return classNames(
    'grid min-h-target select-none grid-cols-[16px_minmax(0,1fr)_auto] items-center gap-x-2.5 rounded-m py-[5px] pr-2.5 pl-2',
    '-outline-offset-2 focus:bg-hover data-highlighted:bg-hover',
    'forced-colors:data-highlighted:bg-[Highlight] forced-colors:data-highlighted:text-[HighlightText] forced-colors:data-highlighted:forced-color-adjust-none forced-colors:focus-visible:outline-[CanvasText]',
    blocked
      ? 'cursor-not-allowed text-ink-3'
      : danger
        ? 'cursor-pointer text-bad'
        : 'cursor-pointer [&>svg]:text-ink-2',
  );
}

interface EntryProps {
  readonly entry: MenuEntry;
  readonly choose: (action: () => void) => void;
}

function Entry({ entry, choose }: EntryProps) {
  switch (entry.kind) {
    case 'separator':
      return <Radix.Separator className="mx-2 my-1 h-px bg-line" />;
    case 'heading':
      return <Radix.Label className="px-2 pt-1.5 pb-0.5 text-ink-3 text-small">{entry.label}</Radix.Label>;
    case 'item':
      return (
        <Radix.Item
          className={itemLook(entry)}
          aria-disabled={entry.unavailable !== undefined || undefined}
          textValue={entry.label}
          onSelect={(event) => (entry.unavailable === undefined ? choose(entry.onSelect) : event.preventDefault())}
        >
          {entry.icon ? <Icon name={entry.icon} /> : <span />}
          <Words entry={entry} />
          {entry.aside !== undefined && <span className="text-ink-3 text-small/5">{entry.aside}</span>}
        </Radix.Item>
      );
    case 'check':
      return (
        <Radix.CheckboxItem
          className={itemLook(entry)}
          aria-disabled={entry.unavailable !== undefined || undefined}
          textValue={entry.label}
          checked={entry.checked}
          onCheckedChange={(checked) => entry.unavailable === undefined && entry.onCheck(checked)}
          onSelect={(event) => event.preventDefault()}
        >
          {entry.checked ? <Icon name="check" /> : <span />}
          <Words entry={entry} />
        </Radix.CheckboxItem>
      );
  }
}

function Words({ entry }: { readonly entry: MenuAction | MenuCheck }) {
  return (
    <span>
      {entry.label}
      {entry.unavailable !== undefined && <span className="block text-ink-3 text-small">{entry.unavailable}</span>}
    </span>
  );
}
