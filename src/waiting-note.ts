/**
 * Says what the studio waits for before it can be shown at all, in the place that `index.html` has until then. React replaces it once
 * the wait is over.
 */
export function showWaitingNote(message: string): void {
  const note = document.createElement('div');
  note.className = 'boot-note';
  note.setAttribute('role', 'alert');
  const words = document.createElement('p');
  words.textContent = message;
  const retry = document.createElement('button');
  retry.type = 'button';
  retry.textContent = 'Retry';
  retry.addEventListener('click', () => window.location.reload());
  note.append(words, retry);
  document.getElementById('early-bar')?.append(note);
}
