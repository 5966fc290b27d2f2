import { useEffect, useState } from 'react';
import type { JobRow } from '../../../core/labeler/files/label-file';
import type { Prediction } from '../../../core/labeler/prediction/prediction';
import type { LabelJob } from '../../../core/labeler/run/labeler-run';
import { own } from '../../../core/own';
import { classNames } from '../../ui/class-names';
import { ContentBoundary } from '../../ui/content-boundary';
import { Notice } from '../../ui/notice';
import { type VirtualColumn, VirtualTable } from '../../ui/table/virtual-table';
import { useActions, useStudio } from '../../use-studio';
import { predictionWords } from './prediction-words';

const rowHeight = 34;
/** Rows are fetched by the hundred, so that scrolling asks seldom. */
const page = 100;

/** The rows of a file with their labels. The rows live in the worker; a window of them is fetched as it comes in sight. */
export function JobTable({ job }: { readonly job: LabelJob }) {
  const { label } = useActions();
  const fetched = useStudio((state) => own(state.jobs.label.rows, job.id));
  const known = fetched ?? nothing;
  const asked = fetched !== undefined;
  const isElsewhere = asked && job.status.status === 'finished' && Object.keys(known).length === 0;
  const [first, setFirst] = useState(0);
  const from = Math.floor(first / page) * page;
  const count = Math.min(job.total - from, 2 * page);
  // While the job runs, the window is asked for again as its rows are done.
  const done = Math.min(from + count, Math.max(from, job.done));

  // biome-ignore lint/correctness/useExhaustiveDependencies: `done` is no input, it says when the same window has news
  useEffect(() => {
    void label.showJobRows(job.id, { from, count });
  }, [label, job.id, from, count, done]);

  if (isElsewhere) {
    return (
      <Notice>
        The rows of “{job.name}” are not on this device: a project keeps their counts, and the rows stay where they were
        labeled. To have them here, choose the file and label it again.
      </Notice>
    );
  }
  return (
    <VirtualTable
      label={`Labeled rows of ${job.name}`}
      frameClassName="h-[380px]"
      columns={columns}
      count={job.total}
      rowHeight={rowHeight}
      onWindow={setFirst}
    >
      {({ index }) => (
        <ContentBoundary key={index} what={`Row ${index + 1}`} within="table">
          <Row index={index} row={known[index]} />
        </ContentBoundary>
      )}
    </VirtualTable>
  );
}

const columns: readonly VirtualColumn[] = [
  { title: 'Row', className: 'w-[72px]' },
  { title: 'Prediction', className: 'w-[200px]' },
  { title: 'Text' },
];

const nothing: Readonly<Record<number, JobRow>> = {};

function Row({ index, row }: { readonly index: number; readonly row: JobRow | undefined }) {
  const words = row?.prediction ? predictionWords(row.prediction) : null;
  return (
    <tr aria-rowindex={index + 2} style={{ height: rowHeight }}>
      <td className="mono truncate">{row?.row}</td>
      <td className={classNames('truncate', row?.prediction && toneOf(row.prediction))}>
        {words?.label ?? <span className="faint">{row === undefined ? '' : 'waiting'}</span>}
        {words !== null && words.detail !== '' && <small className="faint"> {words.detail}</small>}
      </td>
      <td className="truncate">{row?.fields.map(({ text }) => text).join(' · ') ?? ''}</td>
    </tr>
  );
}

/** A label that is held back is as the author wants it. */
function toneOf({ label, outcome }: Prediction): string | undefined {
  if (outcome === 'abstained') return 'muted';
  return label === null ? 'warn' : undefined;
}
