/** Does it once, when a key or the page is pressed for the first time; returns the way to call it off. */
export function atFirstTouch(work: () => void): () => void {
  const listening = new AbortController();
  const touched = () => {
    listening.abort();
    work();
  };
  for (const type of ['pointerdown', 'keydown']) {
    window.addEventListener(type, touched, { capture: true, passive: true, signal: listening.signal });
  }
  return () => listening.abort();
}
