import { sameData } from '../../core/prompt/same-data';
import type { RowEdit } from '../../core/tuning/run/made-row';
import type { TuningWork } from '../../core/tuning/run/tuning-work';
import { errorData } from '../model-choice';
import type { SettledCheck } from '../settled-check';
import type { TableLookup } from './table-lookup';
import type { RowEditChange, TuneActions } from './tune-actions';
import type { TuneContext } from './tune-context';
import type { RowChange } from './tune-state';
import { isRowChange, withChange } from './undo-stack';

type RowActions = Pick<TuneActions, 'showRun' | 'setFilter' | 'showRows' | 'openRow' | 'editRow' | 'undo' | 'redo'>;

/** What was made, and what the author does with it. */
export function rowActions(
  context: TuneContext,
  { checks, lookup }: { readonly checks: SettledCheck; readonly lookup: TableLookup },
): RowActions {
  const { tune, setTune, tuning, setTuning, port } = context;

  const put = ({ runId, row }: Place, edit: RowEdit | null) => {
    setTuning((work) => withEdit(work, { runId, row }, edit));
    const { table } = tune();
    const isMeant = (shown: Place) => shown.runId === runId && shown.row === row;
    // At once; what follows from it for outcomes and counts is looked up.
    if (table.page?.rows.some(isMeant))
      setTune({
        table: {
          ...table,
          page: {
            ...table.page,
            rows: table.page.rows.map((shown) => (isMeant(shown) ? { ...shown, edit } : shown)),
          },
        },
      });
    lookup.refresh();
  };

  const step = (from: 'past' | 'future', to: 'past' | 'future') => {
    const { undo } = tune();
    const change = undo[from].at(-1);
    if (change === undefined) return;
    setTune({ undo: { ...undo, [from]: undo[from].slice(0, -1), [to]: [...undo[to], change] } });
    if (isRowChange(change)) {
      put(change, from === 'past' ? change.before : change.after);
      return;
    }
    const constitution = from === 'past' ? change.before : change.after;
    setTuning((work) => ({ ...work, constitution }));
    checks.schedule();
  };

  return {
    showRun(runId) {
      setTune({ table: { ...tune().table, runId } });
      lookup.refresh();
    },
    setFilter(filter) {
      setTune({ table: { ...tune().table, filter } });
      lookup.refreshRows();
    },
    showRows: lookup.show,
    async openRow(place) {
      void context.work.stop('project/tune/row');
      const show = (opened: ReturnType<TuneContext['tune']>['table']['opened']) =>
        setTune({ table: { ...tune().table, opened } });
      if (place === null) {
        show(null);
        return;
      }
      const failed = (error: unknown) => {
        show(null);
        context.notify({ title: `Row ${place.row} could not be read`, body: errorData(error).message });
      };
      await context.work.run({ scope: 'project/tune/row', failed }, async (signal) => {
        show({ ...place, made: null });
        const made = await port.tuning.row(place);
        signal.throwIfAborted();
        if (made !== null) {
          show({ ...place, made });
          return;
        }
        show(null);
        context.notify(notHere(place.row));
      });
    },
    editRow(place, change, what) {
      const before = editOf(tuning(), place);
      const after = changedEdit(before, change);
      if (sameData(before, after)) return;
      const { runId, row } = place;
      const made: RowChange = { runId, row, what, before, after };
      setTune({ undo: withChange(tune().undo, made) });
      put(place, after);
    },
    undo: () => step('past', 'future'),
    redo: () => step('future', 'past'),
  };
}

interface Place {
  readonly runId: string;
  readonly row: number;
}

function notHere(row: number) {
  return {
    title: `Row ${row} is not on this device`,
    body: 'A project carries its runs and what you did with their rows; the rows themselves stay where they were made. Open the project there, or generate again.',
  };
}

function editOf({ edits }: TuningWork, { runId, row }: Place): RowEdit | null {
  const ofRun = Object.hasOwn(edits, runId) ? edits[runId] : undefined;
  return ofRun !== undefined && Object.hasOwn(ofRun, row) ? (ofRun[row] ?? null) : null;
}

/** Null where nothing of it is left. */
function changedEdit(before: RowEdit | null, change: RowEditChange): RowEdit | null {
  const fields = Object.entries({ ...before, ...change }).filter(([, value]) => value !== undefined);
  return fields.length === 0 ? null : Object.fromEntries(fields);
}

/** The work as it is where the run has gone. */
function withEdit(work: TuningWork, { runId, row }: Place, edit: RowEdit | null): TuningWork {
  if (!work.runs.some(({ id }) => id === runId)) return work;
  const { [row]: _, ...others } = work.edits[runId] ?? {};
  const ofRun = edit === null ? others : { ...others, [row]: edit };
  const { [runId]: _before, ...rest } = work.edits;
  return { ...work, edits: Object.keys(ofRun).length === 0 ? rest : { ...rest, [runId]: ofRun } };
}
