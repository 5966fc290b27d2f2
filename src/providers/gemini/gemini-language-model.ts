import { orAbort } from '../../core/model/abort';
import { withoutCodeFence } from '../../core/model/code-fence';
import { capabilitiesOf } from '../../core/model/known-capabilities';
import type { LanguageModel, ModelEvent } from '../../core/model/language-model';
import { ModelError } from '../../core/model/model-error';
import type { ModelRef } from '../../core/model/model-ref';
import type { ModelRequest, ReplyFormat, ReplySchema } from '../../core/model/model-request';
import type { GeminiConfig } from '../../core/model/models-port';
import { type Answer, addChunk, chunkText, noAnswer, toReply } from './answer';
import { checkModelId, type GeminiCall, prepareCall } from './call';
import { readChunk } from './chunk';
import { streamCut } from './outcome-errors';
import { readDetails } from './refusal';
import { mayRefuseSchema, refusalError } from './refusal-error';
import { type SchemaPlace, toGeminiRequest } from './request';
import { openStream } from './sdk';

export interface GeminiOptions {
  readonly ref: Extract<ModelRef, { provider: 'gemini' }>;
  readonly config: GeminiConfig;
  /** Milliseconds since 1970: says until when a used-up quota lasts. */
  readonly now: () => number;
}

/** One try per call: waiting and trying again is the wrappers' work. The key is sent to the endpoint alone. */
export function geminiLanguageModel({ ref, config, now }: GeminiOptions): LanguageModel {
  const capabilities = capabilitiesOf(ref);

  async function* stream(request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelEvent> {
    signal.throwIfAborted();
    const call = prepareCall(config, now);
    const model = checkModelId(ref.id);
    const line = new AbortController();
    const hangUp = () => line.abort(signal.reason);
    let transferred = false;
    const onEnd = () => {
      transferred = true;
    };
    signal.addEventListener('abort', hangUp, { once: true });
    const open = (schemaPlace: SchemaPlace) =>
      orAbort(
        openStream(call, {
          model,
          whole: isChoice(request.reply),
          body: toGeminiRequest(request, { safety: config.safety, capabilities, schemaPlace }),
          signal: line.signal,
        }),
        signal,
      );
    try {
      let schemaPlace: SchemaPlace = capabilities.replySchema === 'constrained' ? 'setting' : 'text';
      let opened = await open(schemaPlace);
      if (
        !opened.opened &&
        request.reply.type === 'json' &&
        schemaPlace === 'setting' &&
        mayRefuseSchema(opened.refusal)
      ) {
        schemaPlace = 'text';
        opened = await open(schemaPlace);
      }
      if (!opened.opened) throw refusalError(opened.refusal, call);
      const asked = request.reply.type === 'json' && schemaPlace === 'text';
      const texts = answerTexts(opened.events, { call, signal, onEnd });
      yield* deliver(asked ? unfenced(texts) : texts, request);
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      throw error;
    } finally {
      signal.removeEventListener('abort', hangUp);
      // Also when the caller stops listening: a transfer that nobody reads is cut. One that is over is let be: an abort is dear.
      if (!transferred) line.abort();
    }
  }

  return { ref, capabilities, stream };
}

/** An answer of labels and numbers alone is short, and of no use before it is whole. */
function isChoice(reply: ReplyFormat): boolean {
  return reply.type === 'json' && isChosen(reply.schema);
}

function isChosen(schema: ReplySchema): boolean {
  switch (schema.type) {
    case 'object':
      return Object.values(schema.properties).every(isChosen);
    case 'array':
      return isChosen(schema.items);
    case 'string':
      return schema.enum !== undefined;
    case 'integer':
    case 'number':
    case 'boolean':
      return true;
  }
}

type AnswerTexts = AsyncGenerator<string, Answer, undefined>;

/** Yields each piece of text; returns the whole answer with how it ended. */
async function* answerTexts(
  events: AsyncIterator<unknown>,
  { call, signal, onEnd }: { readonly call: GeminiCall; readonly signal: AbortSignal; readonly onEnd: () => void },
): AnswerTexts {
  let answer = noAnswer;
  for (;;) {
    const next = await orAbort(
      readEvent(events, () => answer),
      signal,
    );
    if (next.done === true) {
      onEnd();
      return answer;
    }
    const chunk = readChunk(next.value);
    if (chunk === undefined) throw unreadableChunk(answer);
    if (chunk.error !== undefined) {
      const { code = 500, message = '', details } = chunk.error;
      throw refusalError({ status: code, message, details: readDetails(details) }, call, answer.text);
    }
    answer = addChunk(answer, chunk);
    const text = chunkText(chunk);
    if (text !== '') yield text;
    signal.throwIfAborted();
  }
}

async function* deliver(texts: AnswerTexts, { prompt }: ModelRequest): AsyncGenerator<ModelEvent> {
  for (;;) {
    const next = await texts.next();
    if (next.done === true) {
      yield { type: 'done', reply: toReply(next.value, prompt), cached: false };
      return;
    }
    yield { type: 'text', text: next.value };
  }
}

/** Holds the text back until it is whole: only then can a code fence be told from the JSON in it. */
async function* unfenced(texts: AnswerTexts): AnswerTexts {
  for (;;) {
    const next = await texts.next();
    if (next.done !== true) continue;
    const text = withoutCodeFence(next.value.text);
    if (text !== '') yield text;
    return { ...next.value, text };
  }
}

/** Whatever breaks while the answer comes (the network, half an event, a page that is no event stream) is a cut stream. */
async function readEvent(events: AsyncIterator<unknown>, sofar: () => Answer): Promise<IteratorResult<unknown>> {
  try {
    return await events.next();
  } catch {
    throw streamCut(sofar());
  }
}

function unreadableChunk(answer: Answer): ModelError {
  return new ModelError({
    kind: 'unavailable',
    code: 'UNKNOWN_FORMAT',
    message:
      'What came is not an answer of Gemini. Check the Gemini endpoint in Settings; if it is right, try again in a moment.',
    partialText: answer.text,
  });
}
