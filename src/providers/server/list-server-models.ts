import { orAbort } from '../../core/model/abort';
import type { ListedModel } from '../../core/model/models-port';
import { serverOrigin } from '../../core/model/server-origin';
import { connect, type ServerSurroundings } from './connection';
import { isRecord } from './content-parts';
import { type KnownHabits, thinks } from './habits';
import { unknownFormat } from './outcome-errors';
import { pageRefusal, type Refusal, readError, readRefusal } from './refusal';
import { refusalError } from './refusal-error';
import { send } from './send';

/**
 * The models of the server, in its order, those for embeddings among them: most servers do not say which they are. Empty for a server that
 * has no list at an address that has the form of one: chat may work there all the same. Throws a ModelError, or the signal's reason once
 * aborted. `habits` are told of models that the list says think.
 */
export async function listServerModels({
  signal,
  habits,
  ...surroundings
}: ServerSurroundings & { readonly signal: AbortSignal; readonly habits: KnownHabits }): Promise<
  readonly ListedModel[]
> {
  signal.throwIfAborted();
  const connection = connect(surroundings);
  const response = await send(connection, { path: '/models', signal });
  if (!response.ok) {
    const refusal = await orAbort(readRefusal(response), signal);
    if (hasNoList(refusal) && /\/v\d\w*$/.test(connection.url)) return [];
    throw refusalError(refusal, { connection, model: '' });
  }
  const text = await orAbort(
    response.text().catch(() => ''),
    signal,
  );
  const body = parsed(text);
  const error = readError(body) ?? pageRefusal(text);
  if (error !== undefined) throw refusalError(error, { connection, model: '' });
  const entries = entriesOf(body);
  if (entries === undefined) {
    throw unknownFormat({ at: serverOrigin(connection.url), key: connection.key }, { came: text, partialText: '' });
  }
  const listed = new Map<string, ListedModel>();
  for (const model of entries.flatMap(toListed)) if (!listed.has(model.id)) listed.set(model.id, model);
  for (const { id, thinking } of listed.values()) if (thinking === true) thinks(habits, connection.url, id);
  return [...listed.values()];
}

/** Of a page nothing is known: it may be any web server. */
function hasNoList({ status, isPage }: Refusal): boolean {
  return !isPage && (status === 404 || status === 405 || status === 501);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A list in `data` (OpenAI), in `models` (Ollama's own, Cohere), or bare (Together). Ollama says null for a list of none. */
function entriesOf(body: unknown): readonly unknown[] | undefined {
  if (Array.isArray(body)) return body;
  if (!isRecord(body)) return undefined;
  const list = ['data', 'models'].map((name) => body[name]).find((each) => Array.isArray(each));
  if (Array.isArray(list)) return list;
  return body.data === null || body.models === null ? [] : undefined;
}

/** An entry without an id names no model, and costs no other. */
function toListed(entry: unknown): readonly ListedModel[] {
  const id = idOf(entry);
  if (id === undefined) return [];
  const limit = isRecord(entry) ? contextOf(entry) : undefined;
  return [
    {
      id,
      displayName: id,
      ...(limit === undefined ? {} : { inputTokenLimit: limit }),
      ...(isRecord(entry) && saysThatItThinks(entry) ? { thinking: true } : {}),
    },
  ];
}

function idOf(entry: unknown): string | undefined {
  const found = isRecord(entry)
    ? ['id', 'model', 'name'].map((name) => entry[name]).find((id) => typeof id === 'string' && id.trim() !== '')
    : entry;
  return typeof found === 'string' && found.trim() !== '' ? found.trim() : undefined;
}

/** vLLM; OpenRouter; LM Studio's own interface; llama.cpp. */
function contextOf(entry: Readonly<Record<string, unknown>>): number | undefined {
  const meta = isRecord(entry.meta) ? entry.meta : {};
  const told = [entry.max_model_len, entry.context_length, entry.max_context_length, meta.n_ctx];
  const limit = told.find((tokens) => typeof tokens === 'number' && tokens >= 1);
  return typeof limit === 'number' ? limit : undefined;
}

/** OpenRouter's parameters; capabilities as a list (Ollama's own, LM Studio) or as a record (Mistral). Most lists do not say. */
function saysThatItThinks({ supported_parameters, capabilities }: Readonly<Record<string, unknown>>): boolean {
  const named = [supported_parameters, capabilities].flatMap((each): readonly unknown[] => {
    if (Array.isArray(each)) return each;
    return isRecord(each) ? Object.keys(each).filter((name) => each[name] === true) : [];
  });
  return named.some((name) => name === 'reasoning' || name === 'reasoning_effort' || name === 'thinking');
}
