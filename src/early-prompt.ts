import { firstPreamble } from './core/project/first-preamble';
import { parseTemplate } from './core/prompt/template';
import { earlyWordsPrefix, keysFrom, unsavedChangesPrefix } from './persistence/database-names';
import { keepEarlyWords } from './persistence/early-words';
import { readOpenPrompt } from './persistence/read-open-prompt';
import { alignLayout } from './views/align/layout/align-layout';
import { inkPieces, longestInked } from './views/align/prompt/ink-pieces';
import { routeOf } from './views/shared/routes';
import { startingWidths } from './views/ui/workbench/saved-widths';
import { newId } from './workers/new-id';

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
  const prompt = { projectId: open?.projectId ?? null, stored: area.value, area, isComposing };
  keepWhenLeft(prompt, stored);
  return prompt;
}

/** As long as the words are in no project, they end with the page. `stored`: with the line ends that it is stored with. */
function keepWhenLeft({ projectId, stored: shown, area }: EarlyPrompt, stored: string): void {
  const pageId = newId();
  const keep = (isLeft: boolean) => {
    const typed = area.value;
    const isUnsaved = isLeft && area.isConnected && typed !== shown;
    try {
      keepEarlyWords(localStorage, pageId, isUnsaved ? { projectId, stored, typed } : null);
    } catch {
      // It is full or switched off.
    }
  };
  addEventListener('pagehide', () => keep(true));
  // A page that was only put aside goes on with them itself.
  addEventListener('pageshow', () => keep(false));
}

/** Undefined where something that was not saved is to be brought back first, and where the storage cannot be asked. */
async function readStored() {
  try {
    const isWaiting = (prefix: string) => keysFrom(localStorage, prefix).length > 0;
    if ([unsavedChangesPrefix, earlyWordsPrefix].some(isWaiting)) return undefined;
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
