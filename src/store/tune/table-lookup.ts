import type { RowWindow } from '../../core/jobs/job-store';
import { feedbackExamples } from '../../core/tuning/feedback/feedback-examples';
import type { ExportRequest } from '../../core/tuning/tuning-port';
import { errorData } from '../model-choice';
import { notifyOnce } from '../notify-failure';
import { shownRuns } from './select-tune';
import type { TuneContext } from './tune-context';

/** Keeps what is shown of made rows true to the runs, the filter and the edits. */
export interface TableLookup {
  /** The window that is on the screen. */
  readonly show: (window: RowWindow) => Promise<void>;
  /** Rows have come or were edited: all that is shown of them is looked up again. */
  readonly refresh: () => void;
  /** As `refresh`, without the figures over all rows. */
  readonly refreshRows: () => void;
  /** What an export of the runs in the table is made from. */
  readonly request: () => Omit<ExportRequest, 'as'>;
}

export function tableLookup(context: TuneContext): TableLookup {
  const { tune, setTune, tuning, get } = context;
  const { port } = context;
  let window: RowWindow = { from: 0, count: 100 };

  const request = (): Omit<ExportRequest, 'as'> => {
    const { edits, exported } = tuning();
    const { project } = get();
    return {
      runs: shownRuns(get()),
      edits,
      lateDifference: exported.lateDifference,
      settings: exported,
      feedback: exported.includeFeedback ? feedbackExamples(project.turns, { selected: exported.includeSelected }) : [],
      projectName: project.name,
    };
  };

  const lookUpRows = async (signal: AbortSignal) => {
    const { runs, edits, lateDifference } = request();
    const { filter, opened } = tune().table;
    const { from } = window;
    if (runs.length === 0) {
      if (tune().table.page !== null) setTune({ table: { ...tune().table, page: null } });
      return;
    }
    const page = await port.tuning.rows({ runs, edits, lateDifference, filter, window });
    signal.throwIfAborted();
    setTune({ table: { ...tune().table, page: { ...page, from } } });
    // It was under way, or not kept yet, when it was opened.
    if (opened === null || (opened.made?.made ?? null) !== null) return;
    const made = await port.tuning.row({ runId: opened.runId, row: opened.row });
    signal.throwIfAborted();
    if (tune().table.opened === opened && made !== null)
      setTune({ table: { ...tune().table, opened: { ...opened, made } } });
  };

  const lookUpFigures = async (signal: AbortSignal) => {
    const asked = request();
    const { runs, edits, lateDifference, settings } = asked;
    const hasRows = runs.length > 0;
    const [statistics, exportCheck] = await Promise.all([
      hasRows ? port.tuning.statistics({ runs, edits, lateDifference }) : null,
      hasRows || settings.includeFeedback ? port.tuning.checkExport({ ...asked, as: 'jsonl' }, signal) : null,
    ]);
    signal.throwIfAborted();
    setTune({ statistics, exportCheck });
  };

  const rows = oneAtATime(context, 'project/tune/rows', lookUpRows);
  const figures = oneAtATime(context, 'project/tune/figures', lookUpFigures);
  return {
    async show(wanted) {
      window = wanted;
      await rows();
    },
    refreshRows: () => void rows(),
    refresh() {
      void rows();
      void figures();
    },
    request,
  };
}

/** However often it is asked for while it is under way, it is done once more after that: rows come faster than they can be looked up. */
function oneAtATime(
  context: TuneContext,
  scope: 'project/tune/rows' | 'project/tune/figures',
  lookUp: (signal: AbortSignal) => Promise<void>,
): () => Promise<void> {
  const notice = { title: 'The examples could not be read', body: (error: unknown) => errorData(error).message };
  let isWanted = false;
  let isUnderWay = false;

  const untilSettled = async (signal: AbortSignal) => {
    // Another project is open by then: what it asks for waits for nobody.
    signal.addEventListener('abort', () => (isUnderWay = false), { once: true });
    while (isWanted && !signal.aborted) {
      isWanted = false;
      await lookUp(signal).catch((error: unknown) => {
        if (!signal.aborted) notifyOnce(context, { title: notice.title, body: notice.body(error) });
      });
    }
    if (!signal.aborted) isUnderWay = false;
  };

  return async () => {
    isWanted = true;
    if (isUnderWay) return;
    isUnderWay = true;
    await context.work.run({ scope }, untilSettled);
  };
}
