import { suggestMapping } from '../../core/dataset/suggest-mapping';
import { defaultReadOptions, type ReadOptions, type ReadProgress, type TableProblem } from '../../core/dataset/table';
import type { DatasetRef, LabelerSetup } from '../../core/labeler/labeler-run';
import { errorData } from '../model-choice';
import type { SetupChecks } from './check-setup';
import { fileOfCorrections, fileOfRow, isSameFile, putAside } from './corrections';
import { doLatest, stopWork } from './exclusive-work';
import type { LabelActions } from './label-actions';
import type { LabelKit } from './label-kit';
import type { DataFile, FileState } from './label-state';
import { isMissing } from './missing-file';

type FileActions = Pick<LabelActions['label'], 'chooseFile' | 'cancelReading' | 'removeTestFile' | 'changeReadOptions'>;

export function fileActions(kit: LabelKit, checks: SetupChecks): FileActions {
  return {
    async chooseFile(which, file) {
      if (which === 'training') stopWork(kit, 'label/sample');
      await chooseFile(kit, checks, { which, file });
    },
    cancelReading(which) {
      stopWork(kit, `label/read/${which}`);
      showFile(kit, which, { status: 'idle' });
    },
    removeTestFile() {
      stopWork(kit, 'label/read/test');
      showFile(kit, 'test', { status: 'idle' });
      if (kit.work().setup.test === null) return;
      kit.setSetup({ test: null });
      checks.schedule();
    },
    async changeReadOptions(which, options) {
      const present = kit.work().setup[which];
      if (present === null) return;
      const read = { ...present.read, ...options };
      await readFile(kit, { which, datasetId: present.id, file: null, name: present.table.name, read });
      if (which !== 'rows') checks.schedule();
    },
  };
}

interface Chosen {
  readonly which: DataFile;
  readonly file: File;
}

/** Whether it could be read; the screen tells why not. */
export async function chooseFile(kit: LabelKit, checks: SetupChecks, { which, file }: Chosen): Promise<boolean> {
  const isRead = await readFile(kit, { which, file, name: file.name, ...placeFor(kit, { which, file }) });
  if (isRead && which !== 'rows') checks.schedule();
  return isRead;
}

/** One that is not on this device any more, chosen again, takes its old place: what was made from it can go on. */
function placeFor(kit: LabelKit, { which, file }: Chosen): Pick<Reading, 'datasetId' | 'read'> {
  const before = kit.work().setup[which];
  const isSame = before !== null && before.table.name === file.name && before.table.size === file.size;
  if (isSame && isMissing(which, { work: kit.work(), check: kit.label().check }))
    return { datasetId: before.id, read: before.read };
  return { datasetId: kit.deps.newId(), read: defaultReadOptions };
}

interface Reading {
  readonly which: DataFile;
  readonly datasetId: string;
  /** Null: the one that is kept under this id. */
  readonly file: File | null;
  readonly name: string;
  readonly read: ReadOptions;
}

/** The file before stays until this one is read: a wrong choice costs nothing. */
async function readFile(kit: LabelKit, { which, datasetId, file, name, read }: Reading): Promise<boolean> {
  let isRead = false;
  const ofBytes = file?.size ?? kit.work().setup[which]?.table.size ?? 0;
  await doLatest(kit, `label/read/${which}`, async (signal) => {
    showFile(kit, which, { status: 'reading', name, progress: { bytes: 0, ofBytes, rows: 0 } });
    const onProgress = (progress: ReadProgress) => {
      if (!signal.aborted) showFile(kit, which, { status: 'reading', name, progress });
    };
    const found = await kit.labeler.readTable({ datasetId, file, read, onProgress }, signal).catch(couldNotRead);
    signal.throwIfAborted();
    if (!found.ok) {
      showFile(kit, which, { status: 'failed', name, problem: found.error });
      return;
    }
    kit.deps.requestPersistence();
    takeFile(kit, which, { id: datasetId, read, table: found.value });
    showFile(kit, which, { status: 'idle' });
    isRead = true;
  });
  return isRead;
}

function takeFile(kit: LabelKit, which: DataFile, ref: DatasetRef): void {
  const { setup } = kit.work();
  if (which === 'rows') {
    kit.setSetup({ rows: ref });
    return;
  }
  const before = fileOfCorrections(kit.work(), which);
  kit.setSetup(which === 'test' ? { test: ref } : { training: ref, mapping: mappingFor(ref, setup) });
  if (before !== null && isSameFile(before, ref)) return;
  const made = before === null ? 'another file' : `“${before.table.name}”`;
  const why = `They were made for the rows of ${made}, and “${ref.table.name}” is not the same file.`;
  putAside(kit, why, (id) => fileOfRow(id) === which);
}

/** The same columns mean the same: then what the author has chosen is kept. */
function mappingFor(ref: DatasetRef, { training, mapping }: LabelerSetup) {
  const isKept = mapping !== null && training !== null && columnsOf(training) === columnsOf(ref);
  return isKept ? mapping : suggestMapping(ref.table);
}

function columnsOf({ table }: DatasetRef): string {
  return JSON.stringify(table.columns.map(({ name }) => name).sort());
}

function showFile(kit: LabelKit, which: DataFile, state: FileState): void {
  kit.setLabel({ files: { ...kit.label().files, [which]: state } });
}

function couldNotRead(error: unknown): { readonly ok: false; readonly error: TableProblem } {
  return {
    ok: false,
    error: { kind: 'unreadable', title: 'The file could not be read', message: errorData(error).message },
  };
}
