import { orAbort } from '../../core/model/abort';
import { withoutCodeFence } from '../../core/model/code-fence';
import { capabilitiesOf } from '../../core/model/known-capabilities';
import type { LanguageModel, ModelEvent } from '../../core/model/language-model';
import type { ModelRef } from '../../core/model/model-ref';
import type { ModelRequest, ReplyFormat, ReplySchema } from '../../core/model/model-request';
import type { ConfigOf } from '../../core/model/service-settings';
import { onOwnLine } from '../wire/own-line';
import { toReply } from './answer';
import { type AnswerTexts, answerTexts } from './answer-texts';
import { checkModelId, type GeminiCall, prepareCall } from './call';
import { openAnswer } from './open-answer';
import type { Refusal } from './refusal';
import { mayRefuseSchema, refusalError } from './refusal-error';
import {
  createKnownRefusals,
  type KnownRefusals,
  type RefusedPart,
  refusedSetting,
  refusesThinking,
} from './refused-settings';
import { type GeminiRequest, toGeminiRequest } from './request';
import { thinkingConfig } from './thinking-config';

export interface GeminiOptions {
  readonly ref: Extract<ModelRef, { provider: 'gemini' }>;
  readonly config: ConfigOf<'gemini'>;
  readonly fetch: typeof globalThis.fetch;
  /** Milliseconds since 1970: says until when a used-up quota lasts. */
  readonly now: () => number;
  /** To be kept for the session, so that a refusal teaches all later calls. */
  readonly refusals?: KnownRefusals;
}

/** One try per call: waiting and trying again is the wrappers' work. The key is sent to the endpoint alone. */
export function geminiLanguageModel({
  ref,
  config,
  fetch,
  now,
  refusals = createKnownRefusals(),
}: GeminiOptions): LanguageModel {
  const capabilities = capabilitiesOf(ref);

  async function* stream(request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelEvent> {
    signal.throwIfAborted();
    const call = prepareCall(config, now);
    const model = checkModelId(ref.id);
    yield* onOwnLine(signal, async function* (line) {
      const { body, asked, sent } = await open(call, { model, request, line, signal });
      const texts = answerTexts(body, { call, sent, signal });
      yield* deliver(asked ? unfenced(texts) : texts, request);
    });
  }

  /** Asks as this model is known to take it, and once more for each thing about the way of asking that it refuses. */
  async function open(
    call: GeminiCall,
    { model, request, line, signal }: { readonly model: string; readonly request: ModelRequest } & Signals,
  ): Promise<{
    readonly body: ReadableStream<Uint8Array> | null;
    readonly asked: boolean;
    readonly sent: ReadonlySet<string>;
  }> {
    let learnt: readonly RefusedPart[] = [];
    for (;;) {
      const refused = new Set([...refusals.of(call.endpoint, model), ...learnt]);
      const body = toRequest(request, { model, refused });
      const asked = request.reply.type === 'json' && body.generationConfig.responseSchema === undefined;
      const sent = new Set(Object.keys(body.generationConfig));
      const whole = isChoice(request.reply);
      const opened = await orAbort(openAnswer(call, { model, body, whole, fetch, signal: line }), signal);
      if (opened.opened) {
        refusals.learn(learnt, call.endpoint, model);
        return { body: opened.body, asked, sent };
      }
      const next = askedOtherwise(opened.refusal, sent);
      if (next === undefined) {
        // The author is told, and who runs again without reading it is not refused again.
        refusals.learn(refusedSetting(opened.refusal, sent)?.names ?? [], call.endpoint, model);
        throw refusalError(opened.refusal, call, { sent });
      }
      learnt = [...learnt, next];
    }
  }

  function toRequest(
    request: ModelRequest,
    { model, refused }: { readonly model: string; readonly refused: ReadonlySet<RefusedPart> },
  ): GeminiRequest {
    const thinking = refused.has('thinking')
      ? undefined
      : thinkingConfig(model, { level: request.thinking, events: !isChoice(request.reply) });
    const constrained = capabilities.replySchema === 'constrained' && !refused.has('schema');
    return toGeminiRequest(request, {
      safety: config.safety,
      capabilities,
      schemaPlace: constrained ? 'setting' : 'text',
      refused,
      ...(thinking === undefined ? {} : { thinkingConfig: thinking }),
    });
  }

  return { ref, capabilities, stream };
}

interface Signals {
  /** Cut when the call is aborted, and when nobody reads it any more. */
  readonly line: AbortSignal;
  readonly signal: AbortSignal;
}

/** What to leave out when asking again; undefined when the refusal is about something else. None is left out twice, so that it ends. */
function askedOtherwise(refusal: Refusal, sent: ReadonlySet<string>): RefusedPart | undefined {
  if (sent.has('thinkingConfig') && refusesThinking(refusal)) return 'thinking';
  return sent.has('responseSchema') && mayRefuseSchema(refusal) ? 'schema' : undefined;
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

async function* deliver(texts: AnswerTexts, { prompt }: ModelRequest): AsyncGenerator<ModelEvent> {
  for (;;) {
    const next = await texts.next();
    if (next.done === true) {
      const { answer, end } = next.value;
      yield { type: 'done', reply: toReply(answer, { prompt, end }), cached: false };
      return;
    }
    yield { type: 'text', text: next.value };
  }
}

/**
 * Holds the text back until it is whole: only then can a code fence be told from the JSON in it. An empty text for each piece is a sign of
 * life.
 */
async function* unfenced(texts: AnswerTexts): AnswerTexts {
  for (;;) {
    const next = await texts.next();
    if (next.done !== true) {
      yield '';
      continue;
    }
    const text = withoutCodeFence(next.value.answer.text);
    if (text !== '') yield text;
    return { ...next.value, answer: { ...next.value.answer, text } };
  }
}
