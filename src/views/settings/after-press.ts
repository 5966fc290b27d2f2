/**
 * Runs at once, or when the press that is under way has become a click. A message that appears because a field was left moves
 * what is under it; when a press on a button took the focus away, the button would move off before it is released.
 */
export function afterPress(run: () => void): void {
  const pressed = document.querySelector('body :active') !== null;
  if (pressed) window.addEventListener('pointerup', () => window.setTimeout(run), { once: true });
  else run();
}
