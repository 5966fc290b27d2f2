import type { Actions } from '../../store/actions';
import { playgroundOf } from '../../store/playground/select-playground';
import type { StudioState } from '../../store/studio-state';
import { isImageFile } from '../shared/image-file';
import { isTableFile } from './table-file';

/** Where dropped files go. */
export type DropTarget = 'labels' | 'prompts' | 'images' | 'imports';

interface Dropping {
  readonly takes: DropTarget;
  readonly state: () => StudioState & { readonly actions: Actions };
}

/**
 * On Label a dropped table is the training file, and on Tune the prompts. Answers the files that are to be imported: elsewhere all of
 * them, and there every one that is no table. The notices tell why none is taken, or why it is the only one.
 */
export function takeDropped(files: readonly File[], { takes, state }: Dropping): readonly File[] {
  if (takes === 'imports') return files;
  if (takes === 'images') return takeImages(files, state);
  takeTable(
    files.filter(({ name }) => isTableFile(name)),
    places[takes],
    state,
  );
  return files.filter(({ name }) => !isTableFile(name));
}

/** In the Playground images are attached, behind what is there. */
function takeImages(files: readonly File[], state: Dropping['state']): readonly File[] {
  const images = files.filter(isImageFile);
  const { project, actions } = state();
  const { task, prompt, embed } = playgroundOf(project);
  images.forEach((file, at) => {
    const to =
      task === 'embed'
        ? ({ task, place: embed.images.length + at } as const)
        : ({ task: 'prompt', place: Math.max(1, prompt.parts.length) + 2 * at } as const);
    void actions.playground.attachImage(file, to);
  });
  return files.filter((file) => !isImageFile(file));
}

function takeTable([table, ...more]: readonly File[], place: TablePlace, state: Dropping['state']): void {
  if (table === undefined) return;
  const { notify } = state().actions.shell;
  if (place.isLocked(state())) {
    notify({ title: `${table.name} was not read`, body: place.locked });
    return;
  }
  place.take(table, state().actions);
  if (more.length > 0) notify({ title: 'Only one file was taken', body: `${table.name} ${place.only}` });
}

interface TablePlace {
  readonly isLocked: (state: StudioState) => boolean;
  readonly locked: string;
  readonly take: (table: File, actions: Actions) => void;
  readonly only: string;
}

const places: Readonly<Record<Exclude<DropTarget, 'images' | 'imports'>, TablePlace>> = {
  labels: {
    isLocked: ({ label }) => label.training !== null,
    locked: 'A run is under way. Stop it to train on another file.',
    take: (table, { label }) => void label.chooseFile('training', table),
    only: 'is the training file. Choose a test file, or a file of rows to label, in its own place.',
  },
  prompts: {
    isLocked: ({ jobs }) => jobs.tune.active !== null,
    locked: 'A run is under way. Stop it to make data of another file.',
    take: (table, { tune }) => void tune.choosePrompts(table),
    only: 'holds the prompts. Put all prompts into one file to make data of them.',
  },
};
