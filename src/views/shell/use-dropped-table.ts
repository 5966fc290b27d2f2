import { useActions, useStudioStore } from '../use-studio';
import { isTableFile } from './table-file';
import { useRoute } from './use-route';

/** On Label a dropped table is the training file; elsewhere, and for every other file, a drop is an import. */
export function useDroppedTable() {
  const store = useStudioStore();
  const {
    label,
    shell: { notify },
  } = useActions();
  const takesTables = useRoute() === 'label';

  /** Answers the files that are no tables. */
  function takeTables(files: readonly File[]): readonly File[] {
    const [table, ...more] = files.filter(({ name }) => isTableFile(name));
    if (table === undefined) return files;
    if (store.getState().label.training !== null) {
      notify({ title: `${table.name} was not read`, body: 'A run is under way. Stop it to train on another file.' });
    } else {
      void label.chooseFile('training', table);
      if (more.length > 0) {
        notify({
          title: 'Only one file was taken',
          body: `${table.name} is the training file. Choose a test file, or a file of rows to label, in its own place.`,
        });
      }
    }
    return files.filter(({ name }) => !isTableFile(name));
  }

  return { takesTables, takeTables };
}
