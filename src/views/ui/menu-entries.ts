import type { IconName } from './icon-paths';

interface EntryBase {
  readonly label: string;
  /** Why it cannot be chosen now. It stays in the arrow keys' path, so that the reason can be read. */
  readonly unavailable?: string | undefined;
}

export interface MenuAction extends EntryBase {
  readonly kind: 'item';
  readonly icon?: IconName | undefined;
  /** At the end of the row, for instance a shortcut. */
  readonly aside?: string | undefined;
  readonly danger?: boolean | undefined;
  /** Runs after the menu has closed and the focus is back on its button, so that a dialog opened here returns there. */
  readonly onSelect: () => void;
}

export interface MenuCheck extends EntryBase {
  readonly kind: 'check';
  readonly checked: boolean;
  readonly onCheck: (checked: boolean) => void;
}

export type MenuEntry =
  | MenuAction
  | MenuCheck
  | { readonly kind: 'separator' }
  | { readonly kind: 'heading'; readonly label: string };
