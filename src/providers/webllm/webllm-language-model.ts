import { capabilitiesOf } from '../../core/model/known-capabilities';
import type { LanguageModel, ModelEvent } from '../../core/model/language-model';
import { ModelError } from '../../core/model/model-error';
import type { ModelRequest } from '../../core/model/model-request';
import { type Answer, createAnswer } from './answer';
import { toChatRequest } from './chat-request';
import { type PreparedChat, renderedTurns } from './chat-template';
import { alternativesSuffice, mostProbable, posteriorOfAlternatives, posteriorOfLogits } from './choice';
import { streamCompletion } from './completion';
import { engineFailure, NonsenseError } from './engine-errors';
import type { ChatChunk, ChatMessage, ChatRequest } from './engine-port';
import type { Lease, ModelOnSlot } from './engine-slot';
import { hasImages, streamImageCompletion } from './image-completion';
import { toMessages } from './messages';
import { type StreamedCall, streamedCall } from './streamed-call';

type ChatLease = Lease<PreparedChat>;

/** A reply of this many tokens has to fit, whatever the request allows: less is no answer to anything. */
const leastReply = 128;

/** A model on this device's GPU. Calls wait for each other; the first one loads the model, which may take minutes. */
export function webllmLanguageModel(
  model: ModelOnSlot<PreparedChat> & {
    /** From 0 up to, never reaching, 1: the seed of a completion that has none. */
    readonly random: () => number;
  },
): LanguageModel {
  const { ref, slot, silence, setTimer } = model;
  const { id } = ref;

  async function* stream(request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelEvent> {
    signal.throwIfAborted();
    if (request.purpose === 'complete') {
      const completed = hasImages(request.prompt) ? streamImageCompletion : streamCompletion;
      return yield* completed(model, request, signal);
    }
    for (let attempt = 1; ; attempt += 1) {
      const lease = await slot.borrow(id, signal);
      const tried = yield* once(lease, request, signal);
      // A device that was lost before the first word, in sleep for instance, is worth one new engine.
      if (tried.answered) return;
      if (tried.mayRepeat && attempt === 1) continue;
      throw tried.error;
    }
  }

  type Tried =
    | { readonly answered: true }
    | { readonly answered: false; readonly error: unknown; readonly mayRepeat: boolean };

  /** One call of the engine that was lent, which is given back when it is free again, whatever happens. */
  async function* once(
    lease: ChatLease,
    request: ModelRequest,
    signal: AbortSignal,
  ): AsyncGenerator<ModelEvent, Tried> {
    let call: StreamedCall | undefined;
    let broken: ModelError | undefined;
    const answer = createAnswer(request);
    try {
      call = streamedCall(lease.engine, { ...bodyOf(lease, request), signal, silence, setTimer });
      const events =
        request.reply.type === 'choice' ? choose(lease, call, request.reply.options) : tell(lease, call, answer);
      for await (const event of events) {
        signal.throwIfAborted();
        yield event;
      }
      return { answered: true };
    } catch (thrown) {
      if (signal.aborted) return { answered: false, error: signal.reason, mayRepeat: false };
      const failure = engineFailure(thrown, { id, during: 'call', partialText: answer.shownText() });
      if (failure.fate !== 'usable') broken = failure.error;
      const mayRepeat = failure.fate === 'rebuild' && answer.shownText() === '';
      return { answered: false, error: failure.error, mayRepeat };
    } finally {
      // Also when the reader goes away in the middle. Nobody waits for the engine here but the next call.
      if (broken !== undefined || call === undefined) lease.giveBack(broken);
      else
        void call
          .end()
          .then(() => tidy(lease, request))
          .then(lease.giveBack, (error) => lease.giveBack(engineFailure(error, { id, during: 'call' }).error));
    }
  }

  async function* tell({ engine }: ChatLease, call: StreamedCall, answer: Answer): AsyncGenerator<ModelEvent> {
    let interrupted = false;
    for (let chunk = await call.next(); chunk !== undefined; chunk = await call.next()) {
      const text = answer.add(chunk);
      if (answer.isNonsense()) throw new NonsenseError();
      if (text !== '') yield { type: 'text', text };
      if (interrupted || !answer.isEnough()) continue;
      // And read on: the last chunk has the usage.
      interrupted = true;
      engine.interruptGenerate();
    }
    const rest = answer.finish();
    if (rest !== '') yield { type: 'text', text: rest };
    yield { type: 'done', reply: answer.reply(id), cached: false };
  }

  async function* choose(lease: ChatLease, call: StreamedCall, options: readonly string[]): AsyncGenerator<ModelEvent> {
    const { engine } = lease;
    let posterior: readonly number[] | undefined;
    const byLogits = !alternativesSuffice(options);
    if (byLogits) {
      // One token, so one look at the logits.
      engine.watchLogits(id, (logits) => {
        posterior = posteriorOfLogits(options, { logits, textOf: (token) => engine.tokenText(id, token) });
      });
    }
    const chunks: ChatChunk[] = [];
    for (let chunk = await call.next(); chunk !== undefined; chunk = await call.next()) chunks.push(chunk);
    const first = chunks.flatMap(({ choices }) => choices[0]?.logprobs?.content ?? [])[0];
    if (!byLogits && first !== undefined) posterior = posteriorOfAlternatives(options, first);
    if (posterior === undefined) throw new NonsenseError();
    const text = mostProbable(options, posterior);
    const usage = chunks.find((chunk) => chunk.usage !== undefined)?.usage;
    yield { type: 'text', text };
    yield {
      type: 'done',
      cached: false,
      reply: {
        text,
        finish: { kind: 'stop', code: 'choice' },
        usage: {
          inputTokens: usage?.prompt_tokens ?? 0,
          outputTokens: usage?.completion_tokens ?? 1,
          thoughtTokens: 0,
          estimated: usage === undefined,
        },
        choice: posterior,
      },
    };
  }

  /** Not before the call is over: the engine looks for whoever watches more than once in a step. */
  function tidy({ engine }: ChatLease, { reply }: ModelRequest): undefined {
    if (reply.type === 'choice' && !alternativesSuffice(reply.options)) engine.watchLogits(id, null);
    return undefined;
  }

  /** Throws ModelError `too-long` or `bad-request` before the engine is asked. */
  function bodyOf(
    lease: ChatLease,
    request: ModelRequest,
  ): { readonly request: ChatRequest; readonly promptTokens: number } {
    const { template } = lease.prepared;
    const messages = toMessages(request.prompt, { template, reply: request.reply });
    const { promptTokens, room } = roomFor(lease, { request, messages });
    return { request: toChatRequest(request, { id, template, messages, mostTokens: room }), promptTokens };
  }

  function roomFor(
    { engine, stored, prepared: { template } }: ChatLease,
    { request, messages }: { readonly request: ModelRequest; readonly messages: readonly ChatMessage[] },
  ): { readonly promptTokens: number; readonly room: number } {
    const { contextTokens } = stored.model;
    const promptTokens = renderedTurns(template, messages).reduce(
      (sum, text) => sum + engine.tokens(id, text).length,
      template.prefixTokens.length,
    );
    const wanted =
      request.reply.type === 'choice' ? 1 : Math.min(request.settings.maxOutputTokens ?? leastReply, leastReply);
    if (promptTokens + wanted <= contextTokens) return { promptTokens, room: contextTokens - promptTokens };
    throw new ModelError({
      kind: 'too-long',
      code: 'CONTEXT',
      message: `This prompt has ${promptTokens} tokens and its reply needs ${wanted} at least, but the local model ${id} holds ${contextTokens} in all. Shorten the prompt, or choose a model with a longer context.`,
    });
  }

  return { ref, capabilities: capabilitiesOf(ref), stream };
}
