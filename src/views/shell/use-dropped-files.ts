import { useActions, useStudioStore } from '../use-studio';
import { isTableFile } from './table-file';
import { useRoute } from './use-route';

/** On Label a dropped table is the training file, and on Tune the prompts; elsewhere, and for every other file, a drop is an import. */
export function useDroppedFiles() {
  const store = useStudioStore();
  const {
    label,
    tune,
    shell: { notify },
  } = useActions();
  const route = useRoute();
  const takes: DropTarget = route === 'label' ? 'labels' : route === 'tune' ? 'prompts' : 'imports';

  /** The one that is taken; the notices tell why none is, or why it is the only one. */
  function takeTable(files: readonly File[], place: TablePlace): void {
    const [table, ...more] = files;
    if (table === undefined) return;
    if (place.isLocked()) {
      notify({ title: `${table.name} was not read`, body: place.locked });
      return;
    }
    place.take(table);
    if (more.length > 0) notify({ title: 'Only one file was taken', body: `${table.name} ${place.only}` });
  }

  const places: Readonly<Record<Exclude<DropTarget, 'imports'>, TablePlace>> = {
    labels: {
      isLocked: () => store.getState().label.training !== null,
      locked: 'A run is under way. Stop it to train on another file.',
      take: (table) => void label.chooseFile('training', table),
      only: 'is the training file. Choose a test file, or a file of rows to label, in its own place.',
    },
    prompts: {
      isLocked: () => store.getState().jobs.tune.active !== null,
      locked: 'A run is under way. Stop it to make data of another file.',
      take: (table) => void tune.choosePrompts(table),
      only: 'holds the prompts. Put all prompts into one file to make data of them.',
    },
  };

  /** Answers the files that are to be imported. */
  function takeFiles(files: readonly File[]): readonly File[] {
    if (takes === 'imports') return files;
    takeTable(
      files.filter(({ name }) => isTableFile(name)),
      places[takes],
    );
    return files.filter(({ name }) => !isTableFile(name));
  }

  return { takes, takeFiles };
}

export type DropTarget = 'labels' | 'prompts' | 'imports';

interface TablePlace {
  readonly isLocked: () => boolean;
  readonly locked: string;
  readonly take: (table: File) => void;
  readonly only: string;
}
