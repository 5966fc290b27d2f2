import { estimateTokens } from '../../../core/calls/estimate-tokens';
import { ModelError } from '../../../core/model/model-error';
import type { RefOf } from '../../../core/model/model-ref';
import { poolVectors } from '../../../core/model/pool-vectors';
import type { VectorModel, VectorRequest, Vectors } from '../../../core/model/vector-model';
import { connect, type ServerSurroundings } from '../connection';
import { type AskedModel, cutText, type TokenProgram } from '../cut-text';
import type { KnownPrograms } from '../program';
import { type EmbeddedInputs, type Rows, rowsOfLlama, rowsOfOpenAi } from './embedding-rows';

/** Which models of which servers give a vector for each token. */
export type KnownTokenVectors = Map<string, boolean>;

export interface ServerVectorOptions extends ServerSurroundings {
  readonly ref: RefOf<'server'>;
  readonly programs: KnownPrograms;
  /** To be kept for the session, so that no server is probed twice. */
  readonly tokenVectors: KnownTokenVectors;
}

/** One request per call; texts are embedded by the embedding model of the settings, or else by `ref`'s. */
export function serverVectorModel({ ref, programs, tokenVectors, ...surroundings }: ServerVectorOptions): VectorModel {
  return {
    ref,
    async vectors(request, signal) {
      signal.throwIfAborted();
      const texts = textsOf(request);
      if (texts.length === 0) return { vectors: [], cut: {}, inputTokens: 0 };
      const connection = connect(surroundings);
      const program = await programs.of(connection, signal);
      const asked = { connection, model: surroundings.config.embeddingModel.trim() || ref.id, signal };
      const ask = (input: EmbeddedInputs) =>
        program === 'llama.cpp' ? rowsOfLlama(input, asked) : rowsOfOpenAi(input, request.dimensions, asked);
      if (request.pooling !== undefined && !(await givesTokenVectors(ask, tokenVectors, asked))) throw pooledAlready();
      if (program !== 'vllm' && program !== 'llama.cpp') return pooled(await ask(texts), texts, request, {});
      return cutWhereTooLong(texts, request, { ask, program, asked });
    },
  };
}

type Ask = (input: EmbeddedInputs) => Promise<Rows>;

/** What is too long is refused as a whole: then it is cut where the model reads no further, and that is told. */
async function cutWhereTooLong(
  texts: readonly string[],
  request: VectorRequest,
  { ask, program, asked }: { readonly ask: Ask; readonly program: TokenProgram; readonly asked: AskedModel },
): Promise<Vectors> {
  try {
    return pooled(await ask(texts), texts, request, {});
  } catch (error) {
    asked.signal.throwIfAborted();
    if (!(error instanceof ModelError) || error.data.kind !== 'too-long') throw error;
    const all: (readonly number[])[] = [];
    let limit = limitIn(error);
    for (const text of texts) {
      const { tokens, contextTokens } = await cutText({ text, begins: true }, program, asked);
      all.push(tokens.map(({ id }) => id));
      limit ??= contextTokens;
    }
    if (limit === undefined || !all.some(({ length }) => length > (limit ?? length))) throw error;
    const read = limit;
    const rows = await ask(all.map((ids) => ids.slice(0, read)));
    const cut = all.flatMap(({ length }, place) =>
      length > read ? [[place, { tokens: length - read, limit: read }] as const] : [],
    );
    return pooled(rows, texts, request, Object.fromEntries(cut));
  }
}

/** As llama.cpp says it; vLLM's own limit comes with its tokens. */
function limitIn({ message }: ModelError): number | undefined {
  const [, limit] = /current batch size: (\d+)|context size \((\d+) tokens/.exec(message)?.filter(Boolean) ?? [];
  return limit === undefined ? undefined : Number(limit);
}

function pooled(
  { rows, inputTokens }: Rows,
  texts: readonly string[],
  { pooling = 'mean' }: VectorRequest,
  cut: Vectors['cut'],
): Vectors {
  return {
    // Of a text that came pooled there is one row. Where token vectors came and nobody said how to pool them, it is the mean.
    vectors: rows.map((row) => poolVectors(row, pooling)),
    cut,
    inputTokens: inputTokens ?? texts.reduce((sum, text) => sum + estimateTokens(text), 0),
  };
}

/** Of a probe of several tokens, asked once. */
async function givesTokenVectors(
  ask: Ask,
  known: KnownTokenVectors,
  { connection, model }: AskedModel,
): Promise<boolean> {
  const key = `${connection.url} ${model}`;
  const gives = known.get(key) ?? ((await ask(['one two three four'])).rows[0]?.length ?? 0) > 1;
  known.set(key, gives);
  return gives;
}

function textsOf({ inputs }: VectorRequest): readonly string[] {
  return inputs.map((input, place) => {
    if (input.type === 'image') throw refused('Servers embed text alone. Take the images out. Nothing was sent.');
    if (input.text.trim() === '') throw refused(`Text ${place + 1} is empty, so it has no vector. Nothing was sent.`);
    return input.text;
  });
}

function pooledAlready(): ModelError {
  return refused(
    'This server pools by itself: it gives one vector for a text. Leave "Pooling" to the model, or start llama.cpp with --pooling none.',
  );
}

function refused(message: string): ModelError {
  return new ModelError({ kind: 'bad-request', code: 'UNSUPPORTED', message });
}
