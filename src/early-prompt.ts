import { firstPreamble } from './core/project/first-preamble';
import { parseTemplate } from './core/prompt/template';
import { unsavedChangesPrefix } from './persistence/database-names';
import { readOpenPrompt } from './persistence/read-open-prompt';
import { alignLayout } from './views/align/layout/align-layout';
import { inkPieces, longestInked } from './views/align/prompt/ink-pieces';
import { routeOf } from './views/shared/routes';
import { startingWidths } from './views/ui/workbench/saved-widths';

/** "Prompt" as index.html has it, in use before the app is there. */
export interface EarlyPrompt {
  /** Null on a first visit, whose project is still to be made. */
  readonly projectId: string | null;
  /** The text that it was shown with. */
  readonly stored: string;
  readonly area: HTMLTextAreaElement;
  /** Between two texts: an input method is at work, and what it writes belongs to this element. */
  readonly isComposing: () => boolean;
}

/**
 * Shows Align's prompt with the text that is stored, so that it can be written in while the app is loaded and its project read. Null where
 * that is not the page to come, or not for certain its text.
 */
export async function showEarlyPrompt(): Promise<EarlyPrompt | null> {
  const page = document.getElementById('early');
  const area = page?.querySelector('textarea') ?? null;
  // Windows that show one pane at a time begin with another one.
  if (
    page === null ||
    area === null ||
    routeOf(location.hash) !== 'align' ||
    !matchMedia('(min-width: 1201px)').matches
  )
    return null;
  const open = await readStored();
  if (open === undefined) return null;
  const { shown, hidden } = startingWidths(alignLayout, { saved: open?.panes ?? {}, windowWidth: innerWidth });
  if (hidden.includes('start')) return null;
  page.style.setProperty('--early-prompt', `${shown.start}px`);
  page.style.setProperty('--early-principles', hidden.includes('end') ? '0px' : `${shown.end}px`);
  const stored = open?.preamble ?? firstPreamble;
  area.value = stored;
  // A text in which only line ends differ is no other text.
  const isComposing = startEditor(area);
  page.classList.add('shown');
  return { projectId: open?.projectId ?? null, stored: area.value, area, isComposing };
}

/** Undefined where something that was not saved is to be brought back first, and where the storage cannot be asked. */
async function readStored() {
  try {
    if (Object.keys(localStorage).some((key) => key.startsWith(unsavedChangesPrefix))) return undefined;
    return await readOpenPrompt();
  } catch {
    return undefined;
  }
}

/** The text under the transparent letters of the field follows what is typed, as it does in the app. */
function startEditor(area: HTMLTextAreaElement): () => boolean {
  const ink = area.previousElementSibling;
  let composing = false;
  const draw = () => {
    const isLong = area.value.length > longestInked;
    area.parentElement?.classList.toggle('editor-long', isLong);
    ink?.replaceChildren(...(isLong ? [] : inkOf(area.value)));
  };
  draw();
  area.addEventListener('input', draw);
  area.addEventListener('compositionstart', () => {
    composing = true;
  });
  area.addEventListener('compositionend', () => {
    composing = false;
  });
  return () => composing;
}

function inkOf(text: string): readonly (Node | string)[] {
  const pieces = inkPieces(parseTemplate(text)).map(({ kind, text: written }) => {
    if (kind === 'text') return written;
    const span = document.createElement('span');
    span.className = kind === 'variable' ? 'var' : 'escape';
    span.textContent = written;
    return span;
  });
  return [...pieces, '\u200b'];
}
