import { capabilitiesOf } from '../../core/model/known-capabilities';
import type { LanguageModel, ModelEvent } from '../../core/model/language-model';
import { ModelError } from '../../core/model/model-error';
import type { ModelRef } from '../../core/model/model-ref';
import { isCompletion, type ModelRequest } from '../../core/model/model-request';
import type { Usage } from '../../core/model/reply';
import { onOwnLine } from '../wire/own-line';
import { type Answer, partOf, toReply } from './answer';
import { complete } from './completion/complete';
import { connect, type ServerSurroundings } from './connection';
import { type KnownHabits, thinks } from './habits';
import { type Asking, open } from './open-call';
import type { KnownPrograms } from './program';
import { type Call, type Pieces, readAnswer } from './read-answer';
import { holdsJson } from './reply-schema';
import { toChatRequest } from './request';
import { createThoughtFilter, shown } from './thoughts';

export interface ServerModelOptions extends ServerSurroundings {
  readonly ref: Extract<ModelRef, { provider: 'server' }>;
  /** To be kept for the session, so that a refusal teaches all later calls. */
  readonly habits: KnownHabits;
  /** What a completion of the Playground may ask depends on what the server is. */
  readonly programs: KnownPrograms;
}

/** One try per call: waiting and trying again is the wrappers' work. Prompt and key are sent to the address of the settings alone. */
export function serverLanguageModel({ ref, habits, programs, ...surroundings }: ServerModelOptions): LanguageModel {
  const capabilities = capabilitiesOf(ref);

  async function* stream(request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelEvent> {
    signal.throwIfAborted();
    if (request.reply.type === 'choice') throw noChoices();
    const connection = connect(surroundings);
    yield* onOwnLine(signal, (line) => {
      const call: Call = { connection, model: ref.id, request, habits, signal, line };
      if (isCompletion(request)) return complete(call, programs);
      return request.reply.type === 'json' ? answerJson(call) : answerText(call);
    });
  }

  return { ref, capabilities, stream };
}

async function* answerText(call: Call): AsyncGenerator<ModelEvent> {
  const { response } = await open(call, chat(call));
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
  const { response, habits } = await open(call, chat(call));
  const answer = yield* inSilence(readAnswer(response, call));
  noticeThoughts(answer, call);
  let reply = toReply(answer, replyTo(call));
  if (habits.json === 'schema' && reply.finish.kind === 'stop' && !holdsJson(reply.text)) {
    known.learn({ ...known.of(connection.url, model), json: 'object' }, connection.url, model);
    const again = await open(call, chat(call));
    const second = toReply(yield* inSilence(readAnswer(again.response, call)), replyTo(call));
    reply = { ...second, usage: sum(reply.usage, second.usage) };
  }
  yield { type: 'text', text: reply.text };
  yield { type: 'done', reply, cached: false };
}

function chat({ request, model }: Call): Asking {
  return { path: '/chat/completions', bodyFor: (habits) => toChatRequest(request, { model, habits }) };
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

function noChoices(): ModelError {
  return new ModelError({
    kind: 'internal',
    code: 'NO_CHOICES',
    message:
      'A server was asked for the probability of every label, which it cannot give. This is a fault of the studio: report it.',
  });
}
