import * as z from 'zod/mini';
import { orAbort } from '../../core/model/abort';
import type { ListedModel } from '../../core/model/models-port';
import { serverOrigin } from '../../core/model/server-origin';
import { connect, type ServerSurroundings } from './connection';
import { unknownFormat } from './outcome-errors';
import { isWebPage, readError, readRefusal } from './refusal';
import { refusalError } from './refusal-error';
import { jsonOf, send } from './send';

/**
 * The models of the server, in its order, those for embeddings among them: most servers do not say which they are. Throws a ModelError,
 * or the signal's reason once aborted.
 */
export async function listServerModels({
  signal,
  ...surroundings
}: ServerSurroundings & { readonly signal: AbortSignal }): Promise<readonly ListedModel[]> {
  signal.throwIfAborted();
  const connection = connect(surroundings);
  const response = await send(connection, { path: '/models', signal });
  if (!response.ok || isWebPage(response)) {
    throw refusalError(await orAbort(readRefusal(response), signal), { connection, model: '' });
  }
  const body = await jsonOf(response, signal);
  const error = readError(body);
  if (error !== undefined) throw refusalError({ status: 200, isPage: false, ...error }, { connection, model: '' });
  const list = listSchema.safeParse(body);
  if (!list.success) throw unknownFormat(serverOrigin(connection.url), '');
  const listed = (list.data.data ?? []).map(toListed);
  return listed.filter(({ id }, at) => listed.findIndex((other) => other.id === id) === at);
}

const tokens = z.catch(z.optional(z.nullable(z.number().check(z.gte(1)))), undefined);

/** Ollama says null for a list of none. */
const listSchema = z.object({
  data: z.nullable(
    z.array(
      z.object({
        id: z.string().check(z.minLength(1)),
        /** vLLM; OpenRouter; LM Studio's own interface; llama.cpp. */
        max_model_len: tokens,
        context_length: tokens,
        max_context_length: tokens,
        meta: z.catch(z.optional(z.nullable(z.object({ n_ctx: tokens }))), undefined),
      }),
    ),
  ),
});

type Listed = NonNullable<z.infer<typeof listSchema>['data']>[number];

function toListed({ id, max_model_len, context_length, max_context_length, meta }: Listed): ListedModel {
  const limit = max_model_len ?? context_length ?? max_context_length ?? meta?.n_ctx;
  return { id, displayName: id, ...(typeof limit === 'number' ? { inputTokenLimit: limit } : {}) };
}
