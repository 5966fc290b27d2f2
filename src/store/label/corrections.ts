import type { DatasetRef } from '../../core/dataset/dataset-ref';
import type { LabelerRun, LabelerWork } from '../../core/labeler/run/labeler-run';
import { sameData } from '../../core/prompt/same-data';
import type { LabelContext } from './label-context';

type Corrections = LabelerWork['corrections'];
type SourceFile = 'training' | 'test';

/** Which file a corrected row is of: a test file's rows have ids of their own. */
export function fileOfRow(exampleId: string): SourceFile {
  return exampleId.startsWith('test:') ? 'test' : 'training';
}

/** Whether it is one file, so that a row has the same id in both: read in another way, or chosen once more. */
export function isSameFile(a: DatasetRef, b: DatasetRef): boolean {
  // Only how it is read has changed: rows that are skipped count, so the others keep their numbers.
  if (a.id === b.id && !sameData(a.read, b.read)) return true;
  const [one, other] = [a.table, b.table];
  return (
    one.name === other.name &&
    one.size === other.size &&
    one.rowCount === other.rowCount &&
    // The same export in another order has the same size.
    sameData(one.preview, other.preview)
  );
}

/** The one of the set-up. A test file may have been removed since its rows were corrected: then the latest that was trained with. */
export function fileOfCorrections({ setup, runs }: LabelerWork, file: SourceFile): DatasetRef | null {
  return setup[file] ?? runs.findLast(({ settings }) => settings?.[file])?.settings?.[file] ?? null;
}

/** Whether the ids of a run's rows are those of the present set-up, so that what is said of a row there is said of it here. */
export function isOfSetup({ settings }: Pick<LabelerRun, 'settings'>, work: LabelerWork, file: SourceFile): boolean {
  const { mapping } = work.setup;
  const [made, present] = [settings?.[file] ?? null, fileOfCorrections(work, file)];
  if (settings === null || mapping === null || made === null || present === null) return false;
  const { idColumn, labelColumn } = settings.mapping;
  return isSameFile(made, present) && idColumn === mapping.idColumn && labelColumn === mapping.labelColumn;
}

/** The corrected labels that hold for a run's rows: the present ones where it was trained on the present file, else its own. */
export function correctionsOf(work: LabelerWork, run: LabelerRun): Corrections {
  const { corrections } = work;
  const isPresent = { training: isOfSetup(run, work, 'training'), test: isOfSetup(run, work, 'test') };
  if (isPresent.training && (isPresent.test || (run.settings?.test ?? null) === null)) return corrections;
  return Object.fromEntries([
    ...Object.entries(run.settings?.corrections ?? {}).filter(([id]) => !isPresent[fileOfRow(id)]),
    ...Object.entries(corrections).filter(([id]) => isPresent[fileOfRow(id)]),
  ]);
}

/** Takes them out of the set-up, and tells which they were: on other rows they would be wrong labels. */
export function putAside(
  context: LabelContext,
  why: string,
  isMeant: (exampleId: string) => boolean = () => true,
): void {
  const all = Object.entries(context.labeling().corrections);
  const meant = all.filter(([id]) => isMeant(id));
  if (meant.length === 0) return;
  const kept = Object.fromEntries(all.filter(([id]) => !isMeant(id)));
  context.setLabeling((work) => ({ ...work, corrections: kept }));
  context.notify({
    title: 'Corrections of labels were put aside',
    body: `${why} The runs that used them keep them.`,
    details: meant.map(([exampleId, label]) => `${exampleId}: ${label}`),
  });
}
