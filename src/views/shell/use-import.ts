import { useState } from 'react';
import { announce } from '../ui/announce';
import { useStudioStore } from '../use-studio';
import { goTo } from './use-route';

/** Each file becomes a project of its own, the last one is open in the end. What is wrong with one is a notice. */
export function useImport() {
  const store = useStudioStore();
  const [pending, setPending] = useState(false);

  async function importFiles(files: readonly File[]) {
    if (files.length === 0) return;
    const { actions, project } = store.getState();
    setPending(true);
    announce('Reading the file');
    try {
      for (const file of files) await actions.importFile(file);
    } finally {
      setPending(false);
    }
    if (store.getState().project.id !== project.id) goTo('align');
  }

  return { pending, importFiles };
}
