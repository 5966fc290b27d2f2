import type { DatasetRef } from '../../core/dataset/dataset-ref';
import { defaultReadOptions } from '../../core/dataset/table';
import { errorData } from '../model-choice';
import { notifyAndFallBack } from '../notify-failure';
import { readTableFile, type TableFile } from '../read-table-file';
import type { PlaygroundActions } from './playground-actions';
import type { PlaygroundContext } from './playground-context';
import { latestScores } from './select-playground';

type TableActions = Pick<
  PlaygroundActions,
  | 'chooseRankFile'
  | 'changeRankOptions'
  | 'cancelReading'
  | 'removeFile'
  | 'chooseTexts'
  | 'changeTextsOptions'
  | 'scoresFile'
>;
type SetUp = Pick<PlaygroundActions, 'setEvaluate' | 'setEmbed'>;

/** Files of prompts and completions, and of texts. */
export function tableActions(context: PlaygroundContext, { setEvaluate, setEmbed }: SetUp): TableActions {
  const { kept, setShown, work, port, get, deps } = context;
  const rank = () => kept().evaluate.rank;

  const readRank = (file: Omit<TableFile, 'size'>) =>
    readTableFile(context, port.tables, {
      scope: 'project/playground/read-scores',
      file: { ...file, size: file.file?.size ?? rank().dataset?.table.size ?? 0 },
      show: (rankFile) => setShown({ rankFile }),
      take: (dataset) =>
        setEvaluate({
          rank: {
            ...rank(),
            dataset,
            promptColumn: columnOf(dataset, rank().promptColumn, ['prompt']),
            completionColumn: columnOf(dataset, rank().completionColumn, ['completion', 'expected', 'text', 'label']),
          },
        }),
    });

  const readTexts = (file: Omit<TableFile, 'size'>) =>
    readTableFile(context, port.tables, {
      scope: 'project/playground/read-texts',
      file: { ...file, size: file.file?.size ?? kept().embed.dataset?.table.size ?? 0 },
      show: (textsFile) => setShown({ textsFile }),
      take: (dataset) => {
        const { textColumn, colourColumn } = kept().embed;
        setEmbed({
          dataset,
          textColumn: columnOf(dataset, textColumn, ['text', 'texts', 'prompt']) ?? onlyColumn(dataset),
          colourColumn: columnOf(dataset, colourColumn, ['label', 'topic']),
        });
      },
    });

  const chosen = (file: File) => ({ datasetId: deps.newId(), file, name: file.name, read: defaultReadOptions });
  const again = ({ id, table, read }: DatasetRef, options: Partial<typeof read>) => ({
    datasetId: id,
    file: null,
    name: table.name,
    read: { ...read, ...options },
  });

  const cancelReading = (which: 'scores' | 'texts') => {
    void work.stop(`project/playground/read-${which}`);
    setShown(which === 'scores' ? { rankFile: { status: 'idle' } } : { textsFile: { status: 'idle' } });
  };

  return {
    async chooseRankFile(file) {
      await readRank(chosen(file));
    },
    async changeRankOptions(options) {
      const { dataset } = rank();
      if (dataset !== null) await readRank(again(dataset, options));
    },
    async chooseTexts(file) {
      await readTexts(chosen(file));
    },
    async changeTextsOptions(options) {
      const { dataset } = kept().embed;
      if (dataset !== null) await readTexts(again(dataset, options));
    },
    cancelReading,
    removeFile(which) {
      cancelReading(which);
      if (which === 'scores')
        setEvaluate({ rank: { ...rank(), dataset: null, promptColumn: null, completionColumn: null } });
      else setEmbed({ dataset: null, textColumn: null, colourColumn: null });
    },
    scoresFile() {
      const run = latestScores(get().project, 'rank');
      if (run === null) return Promise.resolve(null);
      const body = (error: unknown) => errorData(error).message;
      return notifyAndFallBack(
        context,
        { title: 'The scores could not be written', body, otherwise: null },
        port.playground.scoresFile(run.id),
      );
    },
  };
}

/** The one that was chosen, where the file has it; else the first of these names. */
function columnOf({ table }: DatasetRef, before: string | null, names: readonly string[]): string | null {
  const has = (name: string | null) => name !== null && table.columns.some((column) => column.name === name);
  return has(before) ? before : (names.find(has) ?? null);
}

function onlyColumn({ table }: DatasetRef): string | null {
  const [first, ...rest] = table.columns;
  return first !== undefined && rest.length === 0 ? first.name : null;
}
