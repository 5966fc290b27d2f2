import { describe, expect, it } from 'vitest';
import type { JobProgress } from '../../core/labeler/labeler-port';
import type { Prediction } from '../../core/labeler/prediction/prediction';
import { createMemoryTrainingStorage } from '../../persistence/memory-training-storage';
import { type LabelFile, labelFile, outputColumns, rowsPerChunk, type SourceRow } from './label-file';

describe('labeling a file', () => {
  it('keeps the order of the rows, whichever answer comes first', async () => {
    const { jobs } = createMemoryTrainingStorage();
    const answers: (() => void)[] = [];
    const predict: LabelFile['predict'] = (rows) =>
      rows.map(({ row }) => new Promise((resolve) => answers.push(() => resolve(read(`${row}`)))));
    const labeling = labelFile({ ...given(5), jobs, predict, lot: 5 });
    const running = labeling.run();
    while (answers.length < 5) await Promise.resolve();
    for (const answer of answers.toReversed()) answer();
    await running;
    const rows = await jobs.rows('job', { from: 0, count: 9 });
    expect(rows.map(({ row, prediction }) => [row, prediction?.label])).toEqual(
      [1, 2, 3, 4, 5].map((row) => [row, `${row}`]),
    );
  });

  it('shows what is labeled out of order before it is kept', async () => {
    const { jobs } = createMemoryTrainingStorage();
    let answerSecond: (prediction: Prediction) => void = () => {};
    const predict: LabelFile['predict'] = (rows) =>
      rows.map(({ row }) =>
        row === 2
          ? new Promise((resolve) => {
              answerSecond = resolve;
            })
          : new Promise<Prediction>(() => {}),
      );
    const labeling = labelFile({ ...given(3), jobs, predict, lot: 3 });
    void labeling.run();
    while (labeling.unkept().rows.length < 3) await Promise.resolve();
    answerSecond(read('a'));
    await new Promise((resolve) => setImmediate(resolve));
    expect(labeling.unkept()).toMatchObject({
      from: 0,
      rows: [{ prediction: null }, { prediction: { label: 'a' } }, { prediction: null }],
    });
  });

  it('counts labels and rows without one, over all lives', async () => {
    const { jobs } = createMemoryTrainingStorage();
    const told: JobProgress[] = [];
    const stopping = new AbortController();
    const first = labelFile({
      ...given(10),
      jobs,
      lot: 1,
      signal: stopping.signal,
      predict: (rows) =>
        rows.map(async ({ row }) => {
          if (row === 5) stopping.abort(new Error('stopped'));
          stopping.signal.throwIfAborted();
          return labelOf(row);
        }),
    });
    await expect(first.run()).rejects.toThrow('stopped');
    expect(await jobs.head('job')).toMatchObject({ done: 4, unread: 1 });
    const asked: number[] = [];
    const second = labelFile({
      ...given(10),
      jobs,
      lot: 1,
      predict: (rows) =>
        rows.map(async ({ row }) => {
          asked.push(row);
          return labelOf(row);
        }),
      onProgress: (progress) => told.push(progress),
    });
    await second.run();
    expect(asked).toEqual([5, 6, 7, 8, 9, 10]);
    expect(told[0]).toMatchObject({ done: 4 });
    expect(told.at(-1)).toEqual({
      status: { status: 'finished' },
      done: 10,
      total: 10,
      unread: 3,
      counts: [
        { label: 'a', count: 4 },
        { label: 'b', count: 3 },
      ],
    });
  });

  it('holds no more than a chunk of labeled rows, and a few that are under way', async () => {
    const { jobs } = createMemoryTrainingStorage();
    let most = 0;
    const labeling = labelFile({
      ...given(rowsPerChunk * 3 + 7),
      jobs,
      lot: 64,
      predict: (rows) => rows.map(async () => read('a')),
      onProgress() {
        most = Math.max(most, labeling.unkept().rows.length);
      },
    });
    await labeling.run();
    expect(most).toBeLessThanOrEqual(rowsPerChunk + 2 * 64);
    expect(await jobs.head('job')).toMatchObject({ done: rowsPerChunk * 3 + 7 });
  });

  it('writes what a cell holds so that it can be read again', async () => {
    const { jobs } = createMemoryTrainingStorage();
    const rows: readonly SourceRow[] = [{ number: 1, cells: ['say "hi",\nplease'] }];
    const predictions = [{ ...read('a, b'), confidence: 0.123456, expert: 1 }];
    await labelFile({
      ...given(1, rows),
      jobs,
      experts: true,
      predict: () => predictions.map(async (each) => each),
    }).run();
    expect(await (await jobs.file('job')).text()).toBe(
      'text,prediction,confidence,expert,outcome\r\n"say ""hi"",\nplease","a, b",0.1235,expert-2,read\r\n',
    );
  });

  it('makes no formula of a label, and leaves the author’s own columns alone', async () => {
    const { jobs } = createMemoryTrainingStorage();
    const rows: readonly SourceRow[] = [
      { number: 1, cells: ['=1+1'] },
      { number: 2, cells: ['-1.5'] },
    ];
    const predictions = [read('=HYPERLINK(A1)'), read('-1.5')];
    await labelFile({ ...given(2, rows), jobs, predict: () => predictions.map(async (each) => each) }).run();
    expect(await (await jobs.file('job')).text()).toBe(
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

function given(total: number, rows = numbered(total)): Omit<LabelFile, 'jobs' | 'predict'> {
  return {
    jobId: 'job',
    source: {
      columns: ['text'],
      total,
      delimiter: ',',
      async *rows() {
        yield* rows;
      },
    },
    inputs: [{ name: 'text', column: 'text' }],
    experts: false,
    signal: new AbortController().signal,
    lot: 10,
    together: 1,
    onProgress: () => {},
  };
}

function numbered(total: number): readonly SourceRow[] {
  return Array.from({ length: total }, (_, index) => ({ number: index + 1, cells: [`text ${index + 1}`] }));
}

function read(label: string): Prediction {
  return { label, outcome: 'read' };
}

/** Every third is unread, the others `b` and `a` in turn. */
function labelOf(row: number): Prediction {
  if (row % 3 === 0) return { label: null, outcome: 'unread' };
  return read(row % 2 === 0 ? 'a' : 'b');
}
