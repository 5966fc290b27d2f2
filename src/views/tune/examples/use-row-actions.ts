import { examplesOf } from '../../../core/tuning/export/examples-of';
import type { MadeRow, RowEdit } from '../../../core/tuning/run/made-row';
import { blankTuningWork, type TuningRun } from '../../../core/tuning/run/tuning-work';
import type { RowEditChange } from '../../../store/tune/tune-actions';
import type { TableState } from '../../../store/tune/tune-state';
import { announce } from '../../ui/announce';
import { useStudioStore } from '../../use-studio';
import { useTuneActions, useTuning } from '../use-tune';
import { type Blockers, whyNot } from './why-not';

/** Texts that are being edited, and of which row. */
export interface EditDraft {
  readonly runId: string;
  readonly row: number;
  readonly chosen: string;
  /** Null: there is none. */
  readonly rejected: string | null;
}

/** What can be done with the opened row. */
export interface RowActions {
  readonly made: MadeRow;
  readonly run: TuningRun;
  readonly edit: RowEdit;
  /** As they would be taken away; null where nothing would. */
  readonly texts: { readonly chosen: string; readonly rejected: string | null } | null;
  readonly draft: EditDraft | null;
  readonly cannot: Blockers;
  reject(): void;
  flag(): void;
  swap(): void;
  keep(): void;
  takeRound(n: number): void;
  /** Whether it has become one. */
  takeAsExample(): Promise<boolean>;
  startEdit(): void;
  changeDraft(draft: EditDraft): void;
  saveDraft(): void;
  dropDraft(): void;
  restoreTexts(): void;
}

interface Given {
  readonly opened: TableState['opened'];
  readonly draft: EditDraft | null;
  readonly onDraft: (draft: EditDraft | null) => void;
}

const noEdit: RowEdit = {};

/** Null while no row is open, or it is not here yet. */
export function useRowActions({ opened, draft, onDraft }: Given): RowActions | null {
  const tune = useTuneActions();
  const store = useStudioStore();
  const run = useTuning(({ runs }) => runs.find(({ id }) => id === opened?.runId));
  const edit = useTuning(({ edits }) => (opened === null ? noEdit : (edits[opened.runId]?.[opened.row] ?? noEdit)));
  const rounds = useTuning(({ exported }) => exported.rounds);
  if (opened === null || opened.made === null || run === undefined) return null;
  const { made } = opened;
  const countExamples = () => {
    const { constitution } = store.getState().project.tuning ?? blankTuningWork;
    return constitution.revisionExamples.length + constitution.comparisonExamples.length;
  };
  const place = { runId: opened.runId, row: opened.row };
  const texts = exportedTexts(made, { run, edit });
  const mine = draft?.runId === place.runId && draft.row === place.row ? draft : null;
  const cannot = whyNot(made, { run, edit, rounds, hasTexts: texts !== null, isPair: texts?.rejected != null });
  const name = `row ${made.id}`;
  return {
    made,
    run,
    edit,
    texts,
    draft: mine,
    cannot,
    reject() {
      const on = edit.isRejected === undefined;
      tune.editRow(place, { isRejected: on ? true : undefined }, on ? `reject ${name}` : `take ${name} back`);
      announce(on ? `Rejected ${name}` : `Took ${name} back`);
    },
    flag() {
      const on = edit.isFlagged === undefined;
      tune.editRow(place, { isFlagged: on ? true : undefined }, on ? `flag ${name}` : `remove the flag of ${name}`);
      announce(on ? `Flagged ${name}` : `Removed the flag of ${name}`);
    },
    swap() {
      if (cannot.swap !== undefined) return;
      // Words of the author's go with the text that they stand for.
      const { isSwapped, chosen, rejected } = edit;
      tune.editRow(
        place,
        { isSwapped: isSwapped ? undefined : true, chosen: rejected, rejected: chosen },
        `swap ${name}`,
      );
      announce(`Swapped chosen and rejected of ${name}`);
    },
    keep() {
      const on = edit.isKept === undefined;
      tune.editRow(place, { isKept: on ? true : undefined }, on ? `keep ${name}` : `leave ${name} out`);
    },
    takeRound(n) {
      if (cannot.takeRound !== undefined) return;
      // Words of the author's stand for the revision of another round.
      const words = edit.isSwapped ? { rejected: undefined } : { chosen: undefined };
      tune.editRow(place, { round: n, ...words }, `take round ${n} of ${name}`);
      // What is picked by hand is meant to be taken away: rows without a pick still give their last round.
      if (rounds === 'last') tune.setExport({ rounds: 'picked' });
    },
    async takeAsExample() {
      const before = countExamples();
      await tune.takeAsExample(place);
      const isOne = countExamples() > before;
      if (isOne) announce(`${name} is an example of the constitution now`);
      return isOne;
    },
    startEdit() {
      if (cannot.edit === undefined && texts !== null && mine === null) onDraft({ ...place, ...texts });
    },
    changeDraft: onDraft,
    saveDraft() {
      if (mine !== null) {
        // A text that was left as it is stays a model's.
        const change: RowEditChange = {
          ...(mine.chosen === texts?.chosen ? {} : { chosen: mine.chosen }),
          ...(mine.rejected === null || mine.rejected === texts?.rejected ? {} : { rejected: mine.rejected }),
        };
        if (Object.keys(change).length > 0) tune.editRow(place, change, `edit ${name}`);
      }
      onDraft(null);
    },
    dropDraft: () => onDraft(null),
    restoreTexts() {
      onDraft(null);
      tune.editRow(place, { chosen: undefined, rejected: undefined }, `restore the texts of ${name}`);
    },
  };
}

/** What the row gives a file of its run's own kind, with what the author did but leaving it out. */
function exportedTexts(
  made: MadeRow,
  { run, edit: { isRejected: _, ...edit } }: { readonly run: TuningRun; readonly edit: RowEdit },
): RowActions['texts'] {
  const format = run.settings.make === 'improvement' ? 'trl-messages' : 'trl-preference';
  const found = examplesOf(made, {
    run,
    edit: { ...edit, isKept: true },
    settings: { format, rounds: 'picked', splitByKind: false, includeFlipped: false },
  });
  const [example] = 'examples' in found ? found.examples : [];
  switch (example?.kind) {
    case 'supervised':
      return { chosen: example.completion, rejected: null };
    case 'preference':
      return { chosen: example.chosen, rejected: example.rejected };
    case 'unpaired':
    case undefined:
      return null;
  }
}
