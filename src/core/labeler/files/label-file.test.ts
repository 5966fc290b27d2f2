import { describe, expect, it } from 'vitest';
import { deviceOfJobs } from '../../../testing/jobs-on-device';
import type { SourceRow } from '../../dataset/row-source';
import type { Prediction } from '../prediction/prediction';
import { type JobRow, type LabelSums, labelFileJob, outputColumns } from './label-file';

describe('labeling a file', () => {
  it('counts labels, rows that were held back and rows without one, most frequent first', async () => {
    const { store } = await labeled(['a', 'b', 'b', 'c'].map(read), [
      { label: null, outcome: 'unread' },
      { label: null, outcome: 'abstained', confidence: 0.2 },
    ]);
    expect(await store.head('job')).toEqual({
      done: 6,
      sums: {
        counts: [
          { label: 'b', count: 2 },
          { label: 'a', count: 1 },
          { label: 'c', count: 1 },
        ],
        unread: 1,
        abstained: 1,
      },
    });
  });

  it('keeps what the labeler read of each row', async () => {
    const { store } = await labeled([read('a'), read('b')]);
    expect(await store.rows('job', { from: 1, count: 1 })).toEqual([
      { row: 2, fields: [{ name: 'body', text: 'text 2' }], prediction: read('b') },
    ]);
  });

  it('writes what a cell holds so that it can be read again', async () => {
    const { lines } = await labeled([{ ...read('a, b'), confidence: 0.123456, expert: 1 }], [], {
      cells: ['say "hi",\nplease'],
      experts: true,
    });
    expect(lines).toBe(
      'text,prediction,confidence,expert,outcome\r\n"say ""hi"",\nplease","a, b",0.1235,expert-2,read\r\n',
    );
  });

  it('makes no formula of a label, and leaves the author’s own columns alone', async () => {
    const { lines } = await labeled([read('=HYPERLINK(A1)'), read('-1.5')], [], { cells: ['=1+1', '-1.5'] });
    expect(lines).toBe(
      "text,prediction,confidence,expert,outcome\r\n=1+1,'=HYPERLINK(A1),,,read\r\n-1.5,-1.5,,,read\r\n",
    );
  });

  it('gives its columns names that the file does not have', () => {
    expect(outputColumns(['text', 'prediction', 'prediction (2)'])).toEqual([
      ...['text', 'prediction', 'prediction (2)'],
      ...['prediction (3)', 'confidence', 'expert', 'outcome'],
    ]);
  });
});

async function labeled(
  some: readonly Prediction[],
  others: readonly Prediction[] = [],
  { cells, experts = false }: { readonly cells?: readonly string[]; readonly experts?: boolean } = {},
) {
  const predictions = [...some, ...others];
  const rows = predictions.map(
    (_, index): SourceRow => ({ number: index + 1, cells: [cells?.[index] ?? `text ${index + 1}`] }),
  );
  const { store, live } = deviceOfJobs<JobRow, LabelSums>();
  const job = labelFileJob({
    jobId: 'job',
    source: {
      columns: ['text'],
      total: rows.length,
      delimiter: ',',
      async *pieces() {
        yield rows;
      },
    },
    inputs: [{ name: 'body', column: 'text' }],
    experts,
    work: {
      begin: (lot) => lot.map(async ({ number }) => predictions[number - 1] ?? read('')),
      lot: 2,
      underWay: 4,
      together: 1,
    },
  });
  await live(job, { answer: () => '' }).ended;
  return { store, lines: await (await store.file('job')).text() };
}

function read(label: string): Prediction {
  return { label, outcome: 'read' };
}
