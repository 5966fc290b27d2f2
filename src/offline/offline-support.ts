import type { ShellPage } from './shell-page';

/** Why this page cannot be kept for offline use, in words; null when it can. */
export function whyNotOffline(page: ShellPage, development: boolean): string | null {
  if (development) return 'This is the development server, which always serves its newest files.';
  if (page.location.protocol === 'file:') {
    return 'This page was opened as a file. Serve its folder over http://localhost or https, and open it there.';
  }
  if (!page.isSecureContext) {
    return 'Browsers keep an app for offline use only from https or http://localhost. Open it from such an address.';
  }
  if (page.navigator.serviceWorker === undefined) {
    return 'This browser has no service workers, or withholds them in private windows. Open the app in an ordinary window of a current browser.';
  }
  return null;
}
