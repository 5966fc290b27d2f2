import { orAbort } from '../../core/model/abort';
import { capabilitiesOf } from '../../core/model/known-capabilities';
import type { LanguageModel, ModelEvent } from '../../core/model/language-model';
import { ModelError } from '../../core/model/model-error';
import type { ModelRef } from '../../core/model/model-ref';
import type { ModelRequest } from '../../core/model/model-request';
import type { Usage } from '../../core/model/reply';
import { serverOrigin } from '../../core/model/server-origin';
import { onOwnLine } from '../wire/own-line';
import { type Answer, type AnswerCollector, collectAnswer, partOf, toReply } from './answer';
import { type AnswerEnd, type AnswerEvent, type AnswerEvents, answerEvents } from './answer-events';
import { readChunk } from './chunk';
import { type Connection, connect, type ServerSurroundings } from './connection';
import { endedByBody, endedByDone, isFailure, isLength } from './finish-reasons';
import { changedHabits, type KnownHabits, thinks } from './habits';
import { streamCut, unknownFormat } from './outcome-errors';
import { pageRefusal, readError, readRefusal } from './refusal';
import { refusalError } from './refusal-error';
import { holdsJson } from './reply-schema';
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
    yield* onOwnLine(signal, (line) => {
      const call: Call = { connection, model: ref.id, request, habits, signal, line };
      return request.reply.type === 'json' ? answerJson(call) : answerText(call);
    });
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
    // What came is seen by its beginning: content types are set by whoever passes it on.
    if (response.ok) return { response, habits };
    const refusal = await orAbort(readRefusal(response), signal);
    const sent = {
      json: request.reply.type === 'json',
      system: request.prompt.system !== undefined,
      thinking: body.reasoning_effort !== undefined,
    };
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
      noticeThoughts(next.value, call);
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
  const answer = yield* inSilence(readAnswer(response, call));
  noticeThoughts(answer, call);
  let reply = toReply(answer, replyTo(call));
  if (habits.json === 'schema' && reply.finish.kind === 'stop' && !holdsJson(reply.text)) {
    known.learn({ ...known.of(connection.url, model), json: 'object' }, connection.url, model);
    const again = await open(call);
    const second = toReply(yield* inSilence(readAnswer(again.response, call)), replyTo(call));
    reply = { ...second, usage: sum(reply.usage, second.usage) };
  }
  yield { type: 'text', text: reply.text };
  yield { type: 'done', reply, cached: false };
}

/** Also of an answer of which thoughts took all the room. */
function noticeThoughts(answer: Answer, { connection, model, request, habits }: Call): void {
  if (partOf(answer, request.prompt).usage.thoughtTokens > 0) thinks(habits, connection.url, model);
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

/** Yields each piece of text as it comes, an empty one for whatever else shows that the server is at work; returns the whole answer with how it ended. */
async function* readAnswer(response: Response, call: Call): Pieces {
  const events = answerEvents(response);
  const answer = collectAnswer();
  let stray = '';
  for (;;) {
    const next = await orAbort(nextEvent(events, answer, call), call.signal);
    if (next.done === true) return ended(answer.soFar(), { ...next.value, stray }, call);
    const taken = takeEvent(next.value, answer, call);
    if (taken.isLast) return answer.soFar();
    stray ||= taken.stray;
    yield taken.text;
    call.signal.throwIfAborted();
  }
}

interface Taken {
  readonly text: string;
  /** The beginning of an event that belongs to no answer. */
  readonly stray: string;
  /** What comes after it says nothing new. */
  readonly isLast: boolean;
}

/** Throws a ModelError for an event that is an error, or a piece of an answer that cannot be read. */
function takeEvent(event: AnswerEvent, answer: AnswerCollector, call: Call): Taken {
  const { connection, model, request } = call;
  const nothing = { text: '', stray: '', isLast: false };
  if (event.type === 'text') {
    // A sign of life, unless it was to be an event: then a piece of the answer is lost.
    if (!/^\s*[{[]/.test(event.text)) return { ...nothing, stray: event.text };
    throw unknownFormat(placeOf(call), { came: event.text, partialText: partOf(answer.soFar(), request.prompt).text });
  }
  const error = readError(event.value);
  const chunk = readChunk(event.value);
  if (error === undefined) {
    return chunk === undefined
      ? { ...nothing, stray: JSON.stringify(event.value) }
      : { ...nothing, text: answer.add(chunk) };
  }
  if (chunk !== undefined) answer.add(chunk);
  const soFar = answer.soFar();
  const { text } = partOf(soFar, request.prompt);
  if (isOver(soFar, text)) return { ...nothing, isLast: true };
  throw refusalError(error, { connection, model, partialText: text });
}

/** The model has finished, so that an error that comes after it says the same, or is about something else. */
function isOver({ finishReason }: Answer, text: string): boolean {
  if (finishReason === undefined || isFailure(finishReason)) return false;
  return isLength(finishReason) || text.trim() !== '';
}

function replyTo({ request: { prompt, reply }, connection: { key } }: Call) {
  return { prompt, json: reply.type === 'json', key };
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
async function nextEvent(
  events: AnswerEvents,
  collected: AnswerCollector,
  call: Call,
): ReturnType<AnswerEvents['next']> {
  try {
    return await events.next();
  } catch {
    const answer = collected.soFar();
    if (answer.finishReason === undefined) throw cut(answer, call);
    return { done: true, value: { form: 'events', cut: false, saidDone: false } };
  }
}

/**
 * Some servers name no reason, and say that they are done nevertheless, or send the answer as a whole. Throws a ModelError when the transfer
 * broke, or when nothing of it belongs to an answer.
 */
function ended(answer: Answer, end: AnswerEnd & { readonly stray: string }, call: Call): Answer {
  if (answer.finishReason !== undefined) return answer;
  if (answer.form === 'nothing' && !end.cut && end.stray !== '') {
    const { connection, model } = call;
    const page = pageRefusal(end.stray);
    if (page !== undefined) throw refusalError(page, { connection, model });
    throw unknownFormat(placeOf(call), { came: end.stray, partialText: '' });
  }
  if (end.saidDone) return { ...answer, finishReason: endedByDone };
  if (answer.form === 'whole' && !end.cut) return { ...answer, finishReason: endedByBody };
  throw cut(answer, call);
}

function cut(answer: Answer, { request, connection }: Call): ModelError {
  return streamCut({ ...partOf(answer, request.prompt), key: connection.key });
}

function placeOf({ connection }: Call) {
  return { at: serverOrigin(connection.url), key: connection.key };
}

function noChoices(): ModelError {
  return new ModelError({
    kind: 'internal',
    code: 'NO_CHOICES',
    message:
      'A server was asked for the probability of every label, which it cannot give. This is a fault of the studio: report it.',
  });
}
