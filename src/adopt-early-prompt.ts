import type { EarlyPrompt } from './early-prompt';
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
  const shown = prompt === null ? ':scope > *' : 'main > :not(.boot)';
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
  if (value !== prompt.stored) keepWords(value, { prompt, studio });
  // The app draws them in the task's next step, and sets a caret of its own.
  await null;
  if (!(field instanceof HTMLTextAreaElement)) return;
  if (focused) field.setSelectionRange(selectionStart, selectionEnd, selectionDirection);
  field.scrollTop = scrollTop;
  if (field.parentElement !== null) field.parentElement.scrollTop = scrolled;
}

/** A change of the open project like any other: what another tab may have written meanwhile is one Undo away. */
function keepWords(
  typed: string,
  { prompt, studio }: { readonly prompt: EarlyPrompt; readonly studio: StudioStore },
): void {
  const { project, actions } = studio.getState();
  const isFirst = prompt.projectId === null && project.prompt.preamble === prompt.stored;
  if (isFirst || prompt.projectId === project.id) {
    actions.align.setPreamble(typed);
    return;
  }
  actions.shell.notify({
    title: 'Another project was opened than the one that you were writing in',
    body: 'What you wrote is not part of this one:',
    details: [typed],
  });
}
