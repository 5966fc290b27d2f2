/**
 * Saves when the page goes out of sight: the last moment that a browser promises before it may end the page. Returns the way to
 * stop.
 */
export function flushOnHide(
  flush: () => Promise<void>,
  page: { readonly window: Window; readonly document: Document },
): () => void {
  const onHide = (): void => void flush();
  const onVisibility = (): void => {
    if (page.document.visibilityState === 'hidden') onHide();
  };
  page.document.addEventListener('visibilitychange', onVisibility);
  page.window.addEventListener('pagehide', onHide);
  return () => {
    page.document.removeEventListener('visibilitychange', onVisibility);
    page.window.removeEventListener('pagehide', onHide);
  };
}
