import type { UnsavedChanges } from './unsaved-changes';

/**
 * Saves when the page goes out of sight: the last moment that a browser promises before it may end the page. Returns the way to
 * stop.
 */
export function flushOnHide(
  flush: () => Promise<void>,
  page: {
    readonly window: Window;
    readonly document: Document;
    readonly unsavedChanges?: Pick<UnsavedChanges, 'keep' | 'keepWhileOpen'> | null;
  },
): () => void {
  // A telephone may end the page from here on without another word.
  const onHide = (): void => void flush().then(() => page.unsavedChanges?.keepWhileOpen());
  const onVisibility = (): void => {
    if (page.document.visibilityState === 'hidden') onHide();
  };
  const onLeave = (): void => {
    page.unsavedChanges?.keep();
    // A page that is only put aside goes on, and then they are not needed.
    void flush().then(() => page.unsavedChanges?.keep());
  };
  page.document.addEventListener('visibilitychange', onVisibility);
  page.window.addEventListener('pagehide', onLeave);
  return () => {
    page.document.removeEventListener('visibilitychange', onVisibility);
    page.window.removeEventListener('pagehide', onLeave);
  };
}
