import type { ShellPage } from './shell-page';

/** The event by which Chromium lets a page open its install dialog, once. Other browsers have a menu item of their own. */
export interface InstallPrompt extends Event {
  prompt(): Promise<unknown>;
}

/** Tells of the dialog that can be opened, and `null` when there is none any more. It comes early: listen at once. */
export function onInstallPrompt(
  page: Pick<ShellPage, 'addEventListener'>,
  hear: (prompt: InstallPrompt | null) => void,
): void {
  page.addEventListener('beforeinstallprompt', (event) => {
    // Otherwise some browsers show a banner of their own over the work.
    event.preventDefault();
    if (isInstallPrompt(event)) hear(event);
  });
  page.addEventListener('appinstalled', () => hear(null));
}

function isInstallPrompt(event: Event): event is InstallPrompt {
  return 'prompt' in event && typeof event.prompt === 'function';
}
