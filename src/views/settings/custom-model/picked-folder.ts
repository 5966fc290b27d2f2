import type { FolderFile } from '../../../core/local/local-models-port';
import { withoutBeginning, withoutEnd } from '../../../core/text-ends';

/** The files of a picked folder, by their path with the folder's own name first. */
export function folderFiles(files: Iterable<File>): readonly FolderFile[] {
  return [...files].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
}

/** An id from the name of the folder that was picked: what an id may not hold becomes a hyphen. Empty when nothing is left. */
export function idOfFolder(files: readonly FolderFile[]): string {
  const [folder = ''] = (files[0]?.path ?? '').split('/');
  return withoutBeginning(withoutEnd(folder.replace(/[^\w.-]+/g, '-'), '-.'), '-.');
}
