import { Zip, ZipDeflate, ZipPassThrough } from 'fflate/browser';
import type { Instant } from '../../core/effects';
import {
  npyHeader,
  npyRows,
  textsHeader,
  textsLine,
  vectorsCsvHeader,
  vectorsCsvLine,
  vectorsJsonEntry,
  type WrittenVector,
  writtenVectors,
} from '../../core/playground/vectors/vector-files';
import { realSleep } from '../set-timer';
import type { WorkContext, WorkTable } from '../work/work-context';
import { noRows } from './no-rows';
import type { PlaygroundRuns } from './playground-runs';

type FileMethod = Pick<WorkTable, 'vectors-file'>;

const rowsPerRead = 200;

/** Vectors as files: no more of them is in memory than is written. */
export function fileMethod(work: WorkContext, { embedding }: Pick<PlaygroundRuns, 'embedding'>): FileMethod {
  const store = work.jobs.vectors;

  return {
    async 'vectors-file'({ runId, as }, { signal }) {
      await embedding.get(runId)?.flush();
      const head = await store.head(runId);
      if (head === null) throw noRows('embedded');
      const pieces = () => written(runId, { ...head, signal });
      switch (as) {
        case 'json':
          return { name: 'vectors.json', file: await jsonFile(pieces()) };
        case 'csv':
          return { name: 'vectors.csv', file: await csvFile(pieces()) };
        case 'npy':
          return {
            name: 'vectors.zip',
            file: await npyFile(pieces, { expected: head.done - head.sums.failed, now: work.now() }),
          };
      }
    },
  };

  async function* written(
    runId: string,
    {
      done,
      sums,
      signal,
    }: { readonly done: number; readonly sums: { readonly normalise: boolean }; readonly signal: AbortSignal },
  ): AsyncGenerator<readonly WrittenVector[]> {
    let dimensions: number | undefined;
    for (let from = 0; from < done; from += rowsPerRead) {
      const rows = await store.rows(runId, { from, count: Math.min(rowsPerRead, done - from) });
      const all = writtenVectors(rows, sums.normalise);
      dimensions ??= all[0]?.vector.length;
      yield all.filter(({ vector }) => vector.length === dimensions);
      await realSleep(0, signal);
    }
  }
}

type Pieces = AsyncIterable<readonly WrittenVector[]>;

async function jsonFile(pieces: Pieces): Promise<Blob> {
  const parts: Blob[] = [];
  for await (const rows of pieces) {
    const before = parts.length === 0 ? '[\n' : ',\n';
    if (rows.length > 0) parts.push(new Blob([before, rows.map(vectorsJsonEntry).join(',\n')]));
  }
  return new Blob([...(parts.length === 0 ? ['['] : parts), '\n]\n'], { type: 'application/json' });
}

async function csvFile(pieces: Pieces): Promise<Blob> {
  const parts: Blob[] = [];
  for await (const rows of pieces) {
    const [first] = rows;
    if (parts.length === 0 && first !== undefined)
      parts.push(new Blob(['\ufeff', vectorsCsvHeader(first.vector.length)]));
    parts.push(new Blob(rows.map(vectorsCsvLine)));
  }
  return new Blob(parts, { type: 'text/csv;charset=utf-8' });
}

/**
 * The numbers, and beside them the texts in the same order. How many come is written before them: where a vector of other dimensions is
 * left out, fewer do than expected, and they are written once more.
 */
async function npyFile(
  pieces: () => Pieces,
  { expected, now }: { readonly expected: number; readonly now: Instant },
): Promise<Blob> {
  const { file, count } = await zippedNumbers(pieces(), { expected, now });
  return count === expected ? file : (await zippedNumbers(pieces(), { expected: count, now })).file;
}

async function zippedNumbers(
  pieces: Pieces,
  { expected, now }: { readonly expected: number; readonly now: Instant },
): Promise<{ readonly file: Blob; readonly count: number }> {
  let count = 0;
  let isBegun = false;
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const blobs: Blob[] = [];
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    // fflate's own buffers are no shared ones.
    parts.push(piece as Uint8Array<ArrayBuffer>);
  });
  // Numbers of a model hardly shrink.
  const numbers = new ZipPassThrough('vectors.npy');
  numbers.mtime = now;
  zip.add(numbers);
  const begin = (dimensions: number) => {
    if (!isBegun) numbers.push(npyHeader(expected, dimensions));
    isBegun = true;
  };
  const encoder = new TextEncoder();
  const texts: Uint8Array<ArrayBuffer>[] = [encoder.encode(`\ufeff${textsHeader}`)];
  for await (const rows of pieces) {
    const [first] = rows;
    if (first === undefined) continue;
    begin(first.vector.length);
    numbers.push(npyRows(rows.map(({ vector }) => vector)));
    texts.push(encoder.encode(rows.map(textsLine).join('')));
    blobs.push(new Blob(parts.splice(0)));
    count += rows.length;
  }
  begin(0);
  numbers.push(new Uint8Array(), true);
  const beside = new ZipDeflate('texts.csv', { level: quickly });
  beside.mtime = now;
  zip.add(beside);
  for (const text of texts) beside.push(text);
  beside.push(new Uint8Array(), true);
  zip.end();
  return { file: new Blob([...blobs, ...parts], { type: 'application/zip' }), count };
}

/** Of 1 to 9. */
const quickly = 1;
