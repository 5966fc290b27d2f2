import { orAbort } from '../../core/model/abort';
import { capabilitiesOf } from '../../core/model/known-capabilities';
import type { LanguageModel, ModelEvent } from '../../core/model/language-model';
import { ModelError } from '../../core/model/model-error';
import type { ModelRef } from '../../core/model/model-ref';
import type { ModelRequest } from '../../core/model/model-request';
import type { Usage } from '../../core/model/reply';
import { serverOrigin } from '../../core/model/server-origin';
import { type Answer, addChunk, chunkText, noAnswer, partOf, toReply } from './answer';
import { type AnswerEvents, answerEvents } from './answer-events';
import { type ChatChunk, readChunk } from './chunk';
import { type Connection, connect, type ServerSurroundings } from './connection';
import { changedHabits, type KnownHabits } from './habits';
import { streamCut, unknownFormat } from './outcome-errors';
import { isWebPage, readError, readRefusal } from './refusal';
import { refusalError } from './refusal-error';
import { toChatRequest } from './request';
import { send } from './send';
import { createThoughtFilter, type Shown } from './thoughts';

export interface ServerModelOptions extends ServerSurroundings {
  readonly ref: Extract<ModelRef, { provider: 'server' }>;
  /** To be kept for the session, so that a refusal teaches all later calls. */
  readonly habits: KnownHabits;
}

/** One try per call: waiting and trying again is the wrappers' work. Prompt and key are sent to the address of the settings alone. */
export function serverLanguageModel({ ref, habits, ...surroundings }: ServerModelOptions): LanguageModel {
  const capabilities = capabilitiesOf(ref);

  async function* stream(request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelEvent> {
    signal.throwIfAborted();
    if (request.reply.type === 'choice') throw noChoices();
    const connection = connect(surroundings);
    const line = new AbortController();
    const hangUp = () => line.abort(signal.reason);
    signal.addEventListener('abort', hangUp, { once: true });
    let over = false;
    try {
      const call: Call = { connection, model: ref.id, request, habits, signal, line: line.signal };
      for await (const event of request.reply.type === 'json' ? answerJson(call) : answerText(call)) {
        over = event.type === 'done';
        yield event;
      }
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      throw error;
    } finally {
      signal.removeEventListener('abort', hangUp);
      // Also when the caller stops listening: a server that is not told goes on computing. An abort is dear, and a transfer that is
      // over needs none.
      if (!over) line.abort();
    }
  }

  return { ref, capabilities, stream };
}

interface Call {
  readonly connection: Connection;
  readonly model: string;
  readonly request: ModelRequest;
  readonly habits: KnownHabits;
  readonly signal: AbortSignal;
  /** Cut when the call is aborted, and when nobody reads it any more. */
  readonly line: AbortSignal;
}

/** Asks as this model is known to want it, and once more for each thing about the way of asking that it refuses. */
async function open({ connection, model, request, habits: known, signal, line }: Call) {
  let habits = known.of(connection.url, model);
  for (;;) {
    const body = toChatRequest(request, { model, habits });
    const response = await send(connection, { path: '/chat/completions', body, signal: line });
    if (response.ok && !isWebPage(response)) return { response, habits };
    const refusal = await orAbort(readRefusal(response), signal);
    const sent = { json: request.reply.type === 'json', system: request.prompt.system !== undefined };
    const next = changedHabits(habits, refusal, sent);
    if (next === undefined) throw refusalError(refusal, { connection, model });
    habits = next;
    known.learn(habits, connection.url, model);
  }
}

async function* answerText(call: Call): AsyncGenerator<ModelEvent> {
  const { response } = await open(call);
  const filter = createThoughtFilter();
  const pieces = readAnswer(response, call);
  for (;;) {
    const next = await pieces.next();
    if (next.done === true) {
      const reply = toReply(next.value, replyTo(call));
      yield* shown(filter.end());
      yield { type: 'done', reply, cached: false };
      return;
    }
    yield* shown(filter.take(next.value));
  }
}

/**
 * Holds the text back until it is whole: it is of no use before, and only then can thoughts and a code fence be told from the JSON.
 * A server that takes a schema and pays no heed to it is asked once more, with the schema in the text, and from then on.
 */
async function* answerJson(call: Call): AsyncGenerator<ModelEvent> {
  const { connection, model, habits: known } = call;
  const { response, habits } = await open(call);
  let reply = toReply(yield* inSilence(readAnswer(response, call)), replyTo(call));
  if (habits.json === 'schema' && reply.finish.kind === 'stop' && !isJson(reply.text)) {
    known.learn({ ...habits, json: 'object' }, connection.url, model);
    const again = await open(call);
    const second = toReply(yield* inSilence(readAnswer(again.response, call)), replyTo(call));
    reply = { ...second, usage: sum(reply.usage, second.usage) };
  }
  yield { type: 'text', text: reply.text };
  yield { type: 'done', reply, cached: false };
}

/** An empty text for each piece is a sign of life: it keeps an answer that takes minutes from being cut as stalled. */
async function* inSilence(pieces: Pieces): AsyncGenerator<ModelEvent, Answer> {
  for (;;) {
    const next = await pieces.next();
    if (next.done === true) return next.value;
    yield { type: 'text', text: '' };
  }
}

type Pieces = AsyncGenerator<string, Answer, undefined>;

/** Yields each piece of text as it comes, an empty one for a piece of thoughts; returns the whole answer with how it ended. */
async function* readAnswer(response: Response, call: Call): Pieces {
  const events = answerEvents(response);
  let answer = noAnswer;
  for (;;) {
    const next = await orAbort(nextEvent(events, answer, call), call.signal);
    if (next.done === true) return ended(answer, next.value);
    const chunk = chunkOf(next.value, answer, call);
    answer = addChunk(answer, chunk);
    yield chunkText(chunk);
    call.signal.throwIfAborted();
  }
}

function replyTo({ request: { prompt, reply }, connection: { key } }: Call) {
  return { prompt, json: reply.type === 'json', key };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function sum(one: Usage, other: Usage): Usage {
  return {
    inputTokens: one.inputTokens + other.inputTokens,
    outputTokens: one.outputTokens + other.outputTokens,
    thoughtTokens: one.thoughtTokens + other.thoughtTokens,
    estimated: one.estimated || other.estimated,
  };
}

function* shown({ kind, text }: Shown): Generator<ModelEvent> {
  if (kind === 'anew') yield { type: 'restart' };
  yield { type: 'text', text };
}

/** Whatever breaks while the answer comes is a cut stream; once the model has finished, nothing is missing that cannot be done without. */
async function nextEvent(events: AnswerEvents, answer: Answer, call: Call): ReturnType<AnswerEvents['next']> {
  try {
    return await events.next();
  } catch {
    if (answer.finishReason !== undefined) return { done: true, value: { saidDone: false } };
    throw streamCut({ ...partOf(answer, call.request.prompt), key: call.connection.key });
  }
}

/** Some servers name no reason, and say that they are done nevertheless. */
function ended(answer: Answer, { saidDone }: { readonly saidDone: boolean }): Answer {
  return saidDone && answer.finishReason === undefined ? { ...answer, finishReason: 'DONE' } : answer;
}

/** Throws a ModelError for an event that is an error, or nothing that we know. */
function chunkOf(event: unknown, answer: Answer, { connection, model, request }: Call): ChatChunk {
  const chunk = readChunk(event);
  const error = readError(event);
  if (chunk !== undefined && error === undefined) return chunk;
  const partialText = partOf(answer, request.prompt).text;
  if (error === undefined) throw unknownFormat(serverOrigin(connection.url), partialText);
  const refusal = { ...error, status: error.status ?? 500, isPage: false };
  throw refusalError(refusal, { connection, model, partialText });
}

function noChoices(): ModelError {
  return new ModelError({
    kind: 'internal',
    code: 'NO_CHOICES',
    message:
      'A server was asked for the probability of every label, which it cannot give. This is a fault of the studio: report it.',
  });
}
