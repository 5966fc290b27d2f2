import type { EarlyPrompt } from './early-prompt';
import type { WordsStorage } from './persistence/database-names';
import { takeEarlyWords } from './persistence/early-words';
import type { StudioStore } from './store/create-studio';
import { promptId } from './views/align/prompt/focus-prompt';

/**
 * Puts the app in the place of what index.html has until then: at its first picture, or, where "Prompt" is already in use, once the app
 * shows it, too. In the same task, so that no frame lies between.
 */
export function replaceEarlyPage(
  root: HTMLElement,
  { prompt, studio }: { readonly prompt: EarlyPrompt | null; readonly studio: StudioStore },
): void {
  // Or what stands in the place of an app that failed.
  const shown = prompt === null ? ':scope > *' : 'main > :not(.boot), :scope > :not(.app)';
  const observer = new MutationObserver(replaceOnceShown);
  observer.observe(root, { childList: true, subtree: true });
  prompt?.area.addEventListener('compositionend', () => setTimeout(replaceOnceShown));

  function replaceOnceShown(): void {
    if (root.querySelector(shown) === null || prompt?.isComposing() === true) return;
    observer.disconnect();
    root.classList.remove('waiting');
    if (prompt !== null) void adopt(prompt, studio);
    for (const id of ['early-bar', 'early']) document.getElementById(id)?.remove();
  }
}

/** Takes over the words, the focus and the caret. */
async function adopt(prompt: EarlyPrompt, studio: StudioStore): Promise<void> {
  const { area } = prompt;
  const focused = document.activeElement === area;
  const { value, selectionStart, selectionEnd, selectionDirection, scrollTop } = area;
  const scrolled = area.parentElement?.scrollTop ?? 0;
  const field = document.getElementById(promptId);
  if (focused) field?.focus({ preventScroll: true });
  if (value !== prompt.stored) {
    const { project } = studio.getState();
    const isFirst = prompt.projectId === null && project.prompt.preamble === prompt.stored;
    // What another tab may have written in these few moments is one Undo away.
    keepWords(value, { studio, isMeant: isFirst || prompt.projectId === project.id });
  }
  // The app draws them in the task's next step, and sets a caret of its own.
  await null;
  if (!(field instanceof HTMLTextAreaElement)) return;
  if (focused) field.setSelectionRange(selectionStart, selectionEnd, selectionDirection);
  field.scrollTop = scrollTop;
  if (field.parentElement !== null) field.parentElement.scrollTop = scrolled;
}

/** What was written into such a prompt of a page that was left before this. */
export function bringBackEarlyWords(storage: WordsStorage, studio: Pick<StudioStore, 'getState'>): void {
  for (const { projectId, stored, typed } of takeEarlyWords(storage)) {
    const { project } = studio.getState();
    // Some time may have passed: what was written since is not written over.
    const isAsItWas = project.prompt.preamble === stored;
    keepWords(typed, { studio, isMeant: isAsItWas && (projectId === null || projectId === project.id) });
  }
}

/** A change of the open project like any other, which Undo takes back; where they are not meant for it, they are told. */
function keepWords(
  typed: string,
  { studio, isMeant }: { readonly studio: Pick<StudioStore, 'getState'>; readonly isMeant: boolean },
): void {
  const { project, actions } = studio.getState();
  if (project.prompt.preamble === typed) return;
  if (isMeant) {
    actions.align.setPreamble(typed);
    return;
  }
  actions.shell.notify({
    title: 'What you wrote is not in this prompt',
    body: 'Another project was opened than the one that you were writing in, or its prompt was changed since. You wrote:',
    details: [typed],
  });
}
