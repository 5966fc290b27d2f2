import { orAbort } from '../../core/model/abort';
import type { ModelError } from '../../core/model/model-error';
import type { ModelRequest } from '../../core/model/model-request';
import { serverOrigin } from '../../core/model/server-origin';
import { type Answer, type AnswerCollector, collectAnswer, partOf } from './answer';
import { type AnswerEnd, type AnswerEvent, type AnswerEvents, answerEvents } from './answer-events';
import { readChunk } from './chunk';
import type { Connection } from './connection';
import { endedByBody, endedByDone, isFailure, isLength } from './finish-reasons';
import type { KnownHabits } from './habits';
import { streamCut, unknownFormat } from './outcome-errors';
import { pageRefusal, readError } from './refusal';
import { refusalError } from './refusal-error';

export interface Call {
  readonly connection: Connection;
  readonly model: string;
  readonly request: ModelRequest;
  readonly habits: KnownHabits;
  readonly signal: AbortSignal;
  /** Cut when the call is aborted, and when nobody reads it any more. */
  readonly line: AbortSignal;
}

export type Pieces = AsyncGenerator<string, Answer, undefined>;

/** Yields each piece of text as it comes, an empty one for whatever else shows that the server is at work; returns the whole answer with how it ended. */
export async function* readAnswer(response: Response, call: Call): Pieces {
  const events = answerEvents(response);
  const answer = collectAnswer({ isPlain: call.request.completion?.rawPrompt === true });
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
