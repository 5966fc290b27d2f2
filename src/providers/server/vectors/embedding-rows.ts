import { ModelError } from '../../../core/model/model-error';
import { isRecord } from '../content-parts';
import { type AskedModel, strange } from '../cut-text';
import { askJson } from '../send';

export type EmbeddedInputs = readonly string[] | readonly (readonly number[])[];

export interface Rows {
  /** For each input one vector, or one for each of its tokens; all of the same number of dimensions. */
  readonly rows: readonly (readonly Float32Array[])[];
  /** Absent where the server does not count. */
  readonly inputTokens?: number;
}

export async function rowsOfOpenAi(
  input: EmbeddedInputs,
  dimensions: number | undefined,
  asked: AskedModel,
): Promise<Rows> {
  const { connection, model, signal } = asked;
  const body = { model, input, encoding_format: 'float', ...(dimensions === undefined ? {} : { dimensions }) };
  const came = await askJson(connection, { path: '/embeddings', body, model, signal });
  const usage = isRecord(came) && isRecord(came.usage) ? came.usage.prompt_tokens : undefined;
  return {
    rows: rowsIn(isRecord(came) ? came.data : undefined, input.length, { came, asked }),
    ...(typeof usage === 'number' ? { inputTokens: usage } : {}),
  };
}

/** Its own call beside the version: it also gives token vectors, and does not normalise where it is told not to. */
export async function rowsOfLlama(input: EmbeddedInputs, asked: AskedModel): Promise<Rows> {
  const { connection, model, signal } = asked;
  const body = { model, input, embd_normalize: -1 };
  const came = await askJson(connection, { path: '/embeddings', at: 'beside', body, model, signal });
  return { rows: rowsIn(came, input.length, { came, asked }) };
}

function rowsIn(
  data: unknown,
  count: number,
  { came, asked }: { readonly came: unknown; readonly asked: AskedModel },
): Rows['rows'] {
  if (!Array.isArray(data) || data.length !== count) throw strange(came, asked);
  const rows = (data as readonly unknown[])
    .map((entry, at) => {
      if (!isRecord(entry) || !Array.isArray(entry.embedding) || entry.embedding.length === 0)
        throw strange(came, asked);
      const embedding: readonly unknown[] = entry.embedding;
      const vectors = Array.isArray(embedding[0]) ? embedding : [embedding];
      return { index: typeof entry.index === 'number' ? entry.index : at, vectors: vectors.map(vectorOf) };
    })
    .toSorted((one, other) => one.index - other.index)
    .map(({ vectors }) => vectors);
  const dimensions = rows[0]?.[0]?.length ?? 0;
  if (dimensions === 0 || rows.some((row) => row.some(({ length }) => length !== dimensions)))
    throw strange(came, asked);
  return rows;
}

/** JSON has no NaN: servers write null for it. */
function vectorOf(values: unknown): Float32Array {
  const numbers: readonly unknown[] = Array.isArray(values) ? values : [];
  if (numbers.every((value) => typeof value === 'number' && Number.isFinite(value)))
    return Float32Array.from(numbers as readonly number[]); // each was looked at
  const message =
    'The model gave a vector with a number that is none (NaN). Leave the text out, or choose another embedding model.';
  throw new ModelError({ kind: 'unreadable', code: 'NAN', message });
}
