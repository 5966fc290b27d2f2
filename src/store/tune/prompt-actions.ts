import type { DatasetRef } from '../../core/dataset/dataset-ref';
import { defaultReadOptions } from '../../core/dataset/table';
import { embeddingModelFor } from '../../core/model/embedding-model';
import { isLocal, localModel, type ModelRef } from '../../core/model/model-ref';
import { sameData } from '../../core/prompt/same-data';
import type { PromptSource, TuningWork } from '../../core/tuning/run/tuning-work';
import { errorData } from '../model-choice';
import { readTableFile, type TableFile } from '../read-table-file';
import type { SettledCheck } from '../settled-check';
import type { TuneActions } from './tune-actions';
import type { TuneContext } from './tune-context';

type PromptActions = Pick<
  TuneActions,
  | 'choosePrompts'
  | 'cancelReading'
  | 'changeReadOptions'
  | 'removePrompts'
  | 'setPrompts'
  | 'removeDuplicates'
  | 'keepDuplicates'
  | 'setSettings'
>;

/** What data is made from, and how; each change is checked. */
export function promptActions(context: TuneContext, checks: SettledCheck): PromptActions {
  const { tune, setTune, tuning, setTuning } = context;

  const setPrompts = (change: Partial<PromptSource>) => {
    const before = tuning().prompts;
    const wanted = { ...before, ...change };
    const isSame = sameData(textsOf(before), textsOf(wanted));
    // Rows repeat others in their texts: of other texts, or by another measure, nobody has looked.
    const after = isSame || change.duplicates !== undefined ? wanted : { ...wanted, duplicates: null };
    if (sameData(before, after)) return;
    if (!isSame) stopLooking();
    setTuning((work) => ({ ...work, prompts: after }));
    checks.schedule();
  };

  const stopLooking = () => {
    void context.work.stop('project/tune/duplicates');
    if (tune().duplicates.status !== 'idle') setTune({ duplicates: { status: 'idle' } });
  };

  const read = (file: Omit<TableFile, 'size'>) =>
    readTableFile(context, context.port.tables, {
      scope: 'project/tune/read',
      file: { ...file, size: file.file?.size ?? tuning().prompts.dataset?.table.size ?? 0 },
      show: (state) => setTune({ file: state }),
      take: (dataset) => setPrompts({ dataset, duplicates: null, ...columnsFor(dataset, tuning().prompts) }),
    });

  return {
    async choosePrompts(file) {
      const isRead = await read({ file, name: file.name, ...placeFor(file, context) });
      // Another file may be of the same size and have the same columns.
      if (isRead) checks.schedule();
    },
    cancelReading() {
      void context.work.stop('project/tune/read');
      setTune({ file: { status: 'idle' } });
    },
    async changeReadOptions(options) {
      const { dataset } = tuning().prompts;
      if (dataset === null) return;
      const { id: datasetId, table } = dataset;
      const isRead = await read({ datasetId, file: null, name: table.name, read: { ...dataset.read, ...options } });
      if (isRead) checks.schedule();
    },
    removePrompts() {
      void context.work.stop('project/tune/read');
      setTune({ file: { status: 'idle' } });
      setPrompts({ dataset: null, promptColumn: null, idColumn: null });
    },
    setPrompts,
    async removeDuplicates() {
      const { prompts } = tuning();
      const embeddingModel = embeddingModelOf(context);
      const failed = (error: unknown) => setTune({ duplicates: { status: 'failed', error: errorData(error) } });
      await context.work.run({ scope: 'project/tune/duplicates', failed }, async (signal) => {
        setTune({ duplicates: { status: 'working' } });
        const request = { prompts, embeddingModel, limits: context.limits([embeddingModel]) };
        const found = await context.port.tuning.findDuplicates(request, signal);
        signal.throwIfAborted();
        setTune({ duplicates: { status: 'idle' } });
        if (found.ok) setPrompts({ duplicates: found.value });
        else setTune({ prompts: { status: 'refused', problem: found.error } });
      });
    },
    keepDuplicates() {
      stopLooking();
      setPrompts({ duplicates: null });
    },
    setSettings(change) {
      const before = tuning().settings;
      const after = { ...before, ...change };
      if (sameData(before, after)) return;
      setTuning((work) => ({ ...work, settings: after }));
      checks.schedule();
    },
  };
}

function textsOf({ dataset, typed, promptColumn, near }: PromptSource) {
  return dataset === null ? { typed, near } : { id: dataset.id, read: dataset.read, promptColumn, near };
}

/** The columns that were chosen, where the file has them; else the ones that such files have. */
function columnsFor(
  { table }: DatasetRef,
  { dataset, promptColumn, idColumn }: PromptSource,
): Pick<PromptSource, 'promptColumn' | 'idColumn'> {
  const has = (name: string | null) => name !== null && table.columns.some((column) => column.name === name);
  const kept = dataset !== null && has(promptColumn) ? promptColumn : null;
  return {
    promptColumn: kept ?? ['prompt', 'messages'].find(has) ?? null,
    idColumn: dataset !== null && has(idColumn) ? idColumn : null,
  };
}

/** One that is not on this device any more, chosen again, takes its old place: runs that were made from it can go on. */
function placeFor(file: File, context: TuneContext): Pick<TableFile, 'datasetId' | 'read'> {
  const lost = lostFiles(context.tuning(), context).find(
    ({ table }) => table.name === file.name && table.size === file.size,
  );
  return lost === undefined
    ? { datasetId: context.deps.newId(), read: defaultReadOptions }
    : { datasetId: lost.id, read: lost.read };
}

function lostFiles({ prompts, runs }: TuningWork, { tune }: TuneContext): readonly DatasetRef[] {
  const found = tune().prompts;
  const isLost = found.status === 'refused' && found.problem.kind === 'gone';
  const ofRuns = runs.flatMap(({ status, prompts: { dataset } }) =>
    dataset !== null && status.status === 'paused' && status.error?.code === goneCode ? [dataset] : [],
  );
  return [...(isLost && prompts.dataset !== null ? [prompts.dataset] : []), ...ofRuns];
}

/** What a call that needs the file fails with: the kind of its `TableProblem`. */
const goneCode = 'GONE';

/** Compares prompts beside the prompt model. */
function embeddingModelOf({ get }: TuneContext): ModelRef {
  const { promptModel, local } = get().settings;
  return isLocal(promptModel) ? localModel(local.embeddingModel) : embeddingModelFor(promptModel);
}
