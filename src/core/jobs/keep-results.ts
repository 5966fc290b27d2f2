import type { JobHead, JobStore } from './job-store';

/** What a job keeps of its rows, and in which form. */
export interface Keeping<Row, Result, Kept, Sums> {
  readonly none: Sums;
  readonly add: (sums: Sums, result: Result) => Sums;
  /** As the screen shows it; null: there is no result yet. */
  readonly kept: (row: Row, result: Result | null) => Kept;
  /** Of the output. With its line break, as each line. */
  readonly header: string;
  readonly line: (row: Row, result: Result) => string;
  /** Written at once, and read at once for one of them. Default: `rowsPerChunk`. */
  readonly rowsPerChunk?: number;
}

/** Takes results in the order of their rows, and writes them to the store some hundreds at a time. */
export interface ResultKeeper<Row, Result, Kept, Sums> {
  readonly head: JobHead<Sums>;
  /** Results that the store does not hold yet. */
  readonly unkept: readonly Kept[];
  /** Goes on from what an earlier life has kept. */
  begin(): Promise<void>;
  add(row: Row, result: Result): Promise<void>;
  /** Resolves when all that was added is kept. */
  flush(): Promise<void>;
}

/** So many rows are written at once, at most; fewer of long ones, so that memory holds no more than that many characters. */
export const rowsPerChunk = 500;
const charactersPerChunk = 4_000_000;

export function createResultKeeper<Row, Result, Kept, Sums>(
  jobId: string,
  { none, add, kept, header, line, rowsPerChunk: most = rowsPerChunk }: Keeping<Row, Result, Kept, Sums>,
  store: Pick<JobStore<Kept, Sums>, 'head' | 'append'>,
): ResultKeeper<Row, Result, Kept, Sums> {
  const waiting: { readonly row: Kept; readonly line: string }[] = [];
  let head: JobHead<Sums> = { done: 0, sums: none };
  let characters = 0;
  let flushing: Promise<void> = Promise.resolve();

  /** One after the other, since chunks follow on each other. */
  function flush(): Promise<void> {
    flushing = flushing.then(writeWaiting, writeWaiting);
    return flushing;
  }

  async function writeWaiting(): Promise<void> {
    const chunk = waiting.slice();
    if (chunk.length === 0) return;
    const isFirst = head.done === chunk.length;
    const lines = chunk.map((each) => each.line);
    await store.append(jobId, {
      head,
      rows: chunk.map(({ row }) => row),
      lines: (isFirst ? header : '') + lines.join(''),
    });
    waiting.splice(0, chunk.length);
    characters = waiting.reduce((sum, each) => sum + each.line.length, 0);
  }

  return {
    get head() {
      return head;
    },
    get unkept() {
      return waiting.map(({ row }) => row);
    },
    async begin() {
      head = (await store.head(jobId)) ?? head;
    },
    async add(row, result) {
      const made = { row: kept(row, result), line: line(row, result) };
      waiting.push(made);
      characters += made.line.length;
      head = { done: head.done + 1, sums: add(head.sums, result) };
      if (waiting.length >= most || characters >= charactersPerChunk) await flush();
    },
    flush,
  };
}
