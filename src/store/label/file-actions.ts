import type { DatasetRef } from '../../core/dataset/dataset-ref';
import { suggestMapping } from '../../core/dataset/suggest-mapping';
import { defaultReadOptions } from '../../core/dataset/table';
import type { LabelerSetup } from '../../core/labeler/run/labeler-run';
import { readTableFile, type TableFile } from '../read-table-file';
import type { SettledCheck } from '../settled-check';
import type { TableFileState } from '../table-file-state';
import { fileOfCorrections, fileOfRow, isSameFile, putAside } from './corrections';
import type { LabelActions } from './label-actions';
import type { LabelContext } from './label-context';
import type { DataFile } from './label-state';
import { isMissing } from './missing-file';

type FileActions = Pick<LabelActions, 'chooseFile' | 'cancelReading' | 'removeTestFile' | 'changeReadOptions'>;

export function fileActions(context: LabelContext, checks: SettledCheck): FileActions {
  return {
    async chooseFile(which, file) {
      if (which === 'training') void context.work.stop('project/label/sample');
      await chooseFile(context, checks, { which, file });
    },
    cancelReading(which) {
      void context.work.stop('project/label/read', which);
      showFile(context, which, { status: 'idle' });
    },
    removeTestFile() {
      void context.work.stop('project/label/read', 'test');
      showFile(context, 'test', { status: 'idle' });
      if (context.labeling().setup.test === null) return;
      context.setSetup({ test: null });
      checks.schedule();
    },
    async changeReadOptions(which, options) {
      const present = context.labeling().setup[which];
      if (present === null) return;
      const read = { ...present.read, ...options };
      await readFile(context, { which, datasetId: present.id, file: null, name: present.table.name, read });
      if (which !== 'rows') checks.schedule();
    },
  };
}

interface Chosen {
  readonly which: DataFile;
  readonly file: File;
}

/** Whether it could be read; the screen tells why not. */
export async function chooseFile(
  context: LabelContext,
  checks: SettledCheck,
  { which, file }: Chosen,
): Promise<boolean> {
  const isRead = await readFile(context, { which, file, name: file.name, ...placeFor(context, { which, file }) });
  if (isRead && which !== 'rows') checks.schedule();
  return isRead;
}

/** One that is not on this device any more, chosen again, takes its old place: what was made from it can go on. */
function placeFor(context: LabelContext, { which, file }: Chosen): Pick<Reading, 'datasetId' | 'read'> {
  const before = context.labeling().setup[which];
  const isSame = before !== null && before.table.name === file.name && before.table.size === file.size;
  if (isSame && isMissing(which, { work: context.labeling(), check: context.label().check }))
    return { datasetId: before.id, read: before.read };
  return { datasetId: context.deps.newId(), read: defaultReadOptions };
}

interface Reading extends TableFile {
  readonly which: DataFile;
}

function readFile(context: LabelContext, { which, ...file }: Omit<Reading, 'size'>): Promise<boolean> {
  const size = file.file?.size ?? context.labeling().setup[which]?.table.size ?? 0;
  return readTableFile(context, context.labeler.tables, {
    scope: 'project/label/read',
    key: which,
    file: { ...file, size },
    show: (state) => showFile(context, which, state),
    take: (ref) => takeFile(context, which, ref),
  });
}

function takeFile(context: LabelContext, which: DataFile, ref: DatasetRef): void {
  const { setup } = context.labeling();
  if (which === 'rows') {
    context.setSetup({ rows: ref });
    return;
  }
  const before = fileOfCorrections(context.labeling(), which);
  context.setSetup(which === 'test' ? { test: ref } : { training: ref, mapping: mappingFor(ref, setup) });
  if (before !== null && isSameFile(before, ref)) return;
  const made = before === null ? 'another file' : `“${before.table.name}”`;
  const why = `They were made for the rows of ${made}, and “${ref.table.name}” is not the same file.`;
  putAside(context, why, (id) => fileOfRow(id) === which);
}

/** The same columns mean the same: then what the author has chosen is kept. */
function mappingFor(ref: DatasetRef, { training, mapping }: LabelerSetup) {
  const isKept = mapping !== null && training !== null && columnsOf(training) === columnsOf(ref);
  return isKept ? mapping : suggestMapping(ref.table);
}

function columnsOf({ table }: DatasetRef): string {
  return JSON.stringify(table.columns.map(({ name }) => name).sort());
}

function showFile(context: LabelContext, which: DataFile, state: TableFileState): void {
  context.setLabel({ files: { ...context.label().files, [which]: state } });
}
