/** The app itself: whether it works offline, whether a newer version is there, whether it can be installed. */
export interface AppShell {
  /** Told the present state at once, then every change; returns the way to stop listening. */
  onState(listener: (state: AppShellState) => void): () => void;
  /** Reloads into the newer version; only when the author asks, once everything is saved. */
  update(): void;
  /** The browser's own dialog. */
  install(): void;
  /** A local model is used from here on: its engine is kept for offline use, too. */
  keepEngine(): void;
}

export interface AppShellState {
  readonly offline: /** Not a secure context, a `file:` page, or a browser without service workers; in words. */
    | { readonly status: 'unsupported'; readonly why: string }
    | { readonly status: 'preparing' }
    /** A cold start without network works; `engine`: local models as well. */
    | { readonly status: 'ready'; readonly engine: boolean }
    | { readonly status: 'failed'; readonly why: string };
  /** A newer version waits, or runs in another tab already. */
  readonly updateReady: boolean;
  /** Another tab runs the newer version. This one goes on with its own until it is reloaded. */
  readonly updatedElsewhere: boolean;
  readonly installable: boolean;
  readonly installed: boolean;
}

export const blankAppShell: AppShellState = {
  offline: { status: 'preparing' },
  updateReady: false,
  updatedElsewhere: false,
  installable: false,
  installed: false,
};
