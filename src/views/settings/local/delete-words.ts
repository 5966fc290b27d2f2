import { type LocalModel, type StoredModel, storedBytes } from '../../../core/local/local-model';
import { sizeWords } from '../../../core/local/size-words';

interface DeleteInput {
  readonly what: 'files' | 'model';
  readonly model: Pick<LocalModel, 'origin'>;
  readonly stored: StoredModel | undefined;
  /** As prompt, alignment or embedding model. */
  readonly isChosen: boolean;
}

/** What will be gone, and how it can come back. */
export function deleteWords({ what, model, stored, isChosen }: DeleteInput): string {
  const bytes = stored === undefined ? 0 : storedBytes(stored);
  const frees = bytes > 0 ? `This frees ${sizeWords(bytes)}.` : 'None of its files is here.';
  const chosen = isChosen ? ' It is chosen now: until you choose another model, its calls fail.' : '';
  return `${frees} ${wayBack(what, model)}${chosen}`;
}

function wayBack(what: DeleteInput['what'], { origin }: DeleteInput['model']): string {
  if (origin.kind === 'folder') return 'It came from a folder on disk, and can be copied from there again.';
  return what === 'model'
    ? 'It leaves the list, and can be added again with its addresses.'
    : 'It can be downloaded again.';
}
