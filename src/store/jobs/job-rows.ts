import type { RowWindow } from '../../core/jobs/job-store';
import { errorData } from '../model-choice';
import { type Notifier, notifyAndFallBack } from '../notify-failure';
import type { ShownRows } from './jobs-state';

interface RowsRoom<Row> {
  readonly rowsUnread: string;
  readonly hasJob: (jobId: string) => boolean;
  readonly shown: () => ShownRows<Row>;
  readonly setShown: (change: ShownRows<Row>) => void;
  readonly rows: (jobId: string, window: RowWindow) => Promise<readonly Row[]>;
}

/** Windows of the rows of jobs, as they are scrolled to. */
export function jobRows<Row>(context: Notifier, { rowsUnread, hasJob, shown, setShown, rows }: RowsRoom<Row>) {
  return {
    async showRows(jobId: string, window: RowWindow): Promise<void> {
      const body = (error: unknown) => errorData(error).message;
      const notice = { title: rowsUnread, body, otherwise: [] };
      const found = await notifyAndFallBack<readonly Row[]>(context, notice, rows(jobId, window));
      // The job may have been removed by now.
      if (!hasJob(jobId)) return;
      const before = shown().rows;
      setShown({ rows: { ...before, [jobId]: withWindow(before[jobId] ?? {}, { from: window.from, rows: found }) } });
    },
    forget(jobId: string): void {
      const { [jobId]: _, ...others } = shown().rows;
      setShown({ rows: others });
    },
  };
}

/** Rows on either side of a window that are kept: enough to scroll back a little, whatever the size of the file. */
const keptAround = 1000;

function withWindow<Row>(
  before: Readonly<Record<number, Row>>,
  { from, rows }: { readonly from: number; readonly rows: readonly Row[] },
): Readonly<Record<number, Row>> {
  const near = Object.entries(before).filter(([place]) => Math.abs(Number(place) - from) <= keptAround);
  return Object.fromEntries([...near, ...rows.map((row, index) => [from + index, row] as const)]);
}
