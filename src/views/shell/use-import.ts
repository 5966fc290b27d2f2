import { useState } from 'react';
import { announce } from '../ui/announce';
import { useStudioStore } from '../use-studio';
import { beginsAsConversation, isRowsFile } from './table-file';
import { goTo } from './use-route';

/**
 * Each project becomes one of the author's own, the last one is open in the end. A prompt as text, a table, and conversations of other
 * tools are asked about. What is wrong with a file is a notice.
 */
export function useImport() {
  const store = useStudioStore();
  const [pending, setPending] = useState(false);

  async function importFiles(files: readonly File[]) {
    if (files.length === 0) return;
    const { actions, project } = store.getState();
    setPending(true);
    announce('Reading the file');
    try {
      const asProject = files.length > 1;
      for (const file of files) {
        if (isRowsFile(file.name) && !(await holdsConversations(file))) await actions.imports.readRows(file);
        else await actions.project.importFile(file, { asProject });
      }
    } finally {
      setPending(false);
    }
    if (store.getState().project.id !== project.id) goTo('align');
  }

  return { pending, importFiles };
}

/** A table of lines and a list of conversations have the same ending: what it begins with tells. */
async function holdsConversations(file: File): Promise<boolean> {
  if (!/\.(?:jsonl|ndjson)$/i.test(file.name)) return false;
  // What cannot be read is said by who reads it.
  return beginsAsConversation(
    await file
      .slice(0, 4096)
      .text()
      .catch(() => ''),
  );
}
