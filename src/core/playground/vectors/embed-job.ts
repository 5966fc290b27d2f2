import { meaningOf } from '../../calls/failed-call';
import type { RowCalls, RowsJob } from '../../jobs/run-rows';
import { completionCapabilitiesOf } from '../../model/completion-capabilities-of';
import { ModelError, type ModelErrorData } from '../../model/model-error';
import type { VectorInput, VectorRequest } from '../../model/vector-model';
import type { KeptVector, VectorSums } from '../kept-rows';
import type { EmbedRequest } from '../playground-port';
import type { RowsToEmbed, RowToEmbed } from './embed-rows';

type MadeVector = Pick<KeptVector, 'vector' | 'cut' | 'error'>;

/** Embeds as many inputs in a call as the model takes. Where a call fails, its inputs are asked for one by one: one is no bar to others. */
export function embedJob(
  { run, limits }: Pick<EmbedRequest, 'run' | 'limits'>,
  rows: RowsToEmbed,
): RowsJob<RowToEmbed, MadeVector, KeptVector, VectorSums> {
  const lot = Math.max(1, completionCapabilitiesOf(run.model).vectors.perCall);
  const options = vectorOptions(run.setup);

  async function made(inputs: readonly VectorInput[], calls: RowCalls): Promise<readonly MadeVector[]> {
    const { models, signal } = calls;
    try {
      const { vectors, cut } = await models.vectorModel(run.model).vectors({ inputs, ...options }, signal);
      return vectors.map((vector, place) => withCut(vector, cut[place]));
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      if (inputs.length > 1) return (await Promise.all(inputs.map((input) => made([input], calls)))).flat();
      if (meaningOf(error.kind).meaning === 'pause') throw error;
      return [{ vector: null, error: error.data }];
    }
  }

  return {
    id: run.id,
    pieces: (signal) => withInput(rows.pieces(signal)),
    work: {
      begin(lotOfRows, calls) {
        const all = made(
          lotOfRows.flatMap(({ input }) => (input === null ? [] : [input])),
          calls,
        );
        return lotOfRows.map((_, place) => all.then((vectors) => vectors[place] ?? missing));
      },
      lot,
      underWay: lot * (limits.parallelRequests + 1),
      together: 1,
    },
    none: { failed: 0, normalise: run.setup.normalise },
    add: (sums, { vector }) => (vector === null ? { ...sums, failed: sums.failed + 1 } : sums),
    kept: ({ row, text, colour }, result) => ({ row, text, colour, ...(result ?? { vector: null }) }),
    header: '',
    line: () => '',
    rowsPerChunk,
  };
}

/** A vector is some kilobytes. */
const rowsPerChunk = 200;

export function vectorOptions(setup: EmbedRequest['run']['setup']): Omit<VectorRequest, 'inputs'> {
  const { taskType, dimensions, pooling } = setup;
  return {
    ...(taskType !== null && { taskType }),
    ...(dimensions !== null && { dimensions }),
    ...(pooling !== null && { pooling }),
  };
}

function withCut(vector: Float32Array, cut: KeptVector['cut']): MadeVector {
  if (vector.length === 0 || !vector.every(Number.isFinite)) return { vector: null, error: noNumber };
  return { vector, ...(cut !== undefined && { cut }) };
}

const noNumber: ModelErrorData = {
  kind: 'unreadable',
  code: 'NOT_A_NUMBER',
  message: 'The model gave a vector in which a number is none (NaN), so nothing can be compared with it.',
  partialText: '',
};
const missing: MadeVector = {
  vector: null,
  error: { ...noNumber, code: 'NO_VECTOR', message: 'The model gave fewer vectors than it was given texts.' },
};

async function* withInput(pieces: AsyncIterable<readonly RowToEmbed[]>): AsyncGenerator<readonly RowToEmbed[]> {
  for await (const piece of pieces) yield piece.filter(({ input }) => input !== null);
}
