import { canonicalJson } from '../../core/canonical-json';
import type { LanguageModel, ModelEvent } from '../../core/model/language-model';
import { modelKey } from '../../core/model/model-ref';
import type { ModelRequest } from '../../core/model/model-request';
import type { Reply } from '../../core/model/reply';
import { streaming } from './policed-model';
import type { ReplyMemory } from './reply-memory';
import { type SharedStream, shareStream } from './shared-stream';

/** Memory and calls under way, shared by all models of a session. */
export interface CallCache {
  readonly memory: ReplyMemory;
  readonly underWay: Map<string, SharedStream>;
}

/**
 * Answers a `reuse` request that equals an earlier one from memory, and lets equal ones that are under way share one call; the
 * `done` of who did not pay says `cached`. Equal means: model, scope, purpose, subject, prompt, settings and reply format (the subject
 * too, since the practice model answers from it). Only complete answers are kept. `fresh` neither reads nor writes: it is one sample
 * of many, and which of them a later `reuse` got would be an accident. So who could not read an answer asks again with `fresh`.
 */
export function withCache(
  model: LanguageModel,
  {
    cache,
    scope,
  }: {
    readonly cache: CallCache;
    /** Whatever else an answer depends on, the endpoint for one. No key: scopes are kept. */
    readonly scope: string;
  },
): LanguageModel {
  return streaming(model, async function* (request, signal) {
    signal.throwIfAborted();
    if (request.cache === 'fresh') return yield* model.stream(request, signal);
    const key = keyOf(model, { request, scope });
    const known = cache.memory.get(key);
    if (known !== undefined) return yield* fromMemory(known);
    const shared = cache.underWay.get(key);
    if (shared !== undefined) return yield* asCached(shared.read(signal));
    yield* begin(key, { model, request, cache }).read(signal);
  });
}

function begin(
  key: string,
  {
    model,
    request,
    cache,
  }: { readonly model: LanguageModel; readonly request: ModelRequest; readonly cache: CallCache },
): SharedStream {
  const stream = shareStream({
    start: (signal) => remembering(model.stream(request, signal), (reply) => cache.memory.set(key, reply)),
    onEnd: () => cache.underWay.delete(key),
  });
  cache.underWay.set(key, stream);
  return stream;
}

async function* remembering(
  events: AsyncIterable<ModelEvent>,
  keep: (reply: Reply) => void,
): AsyncGenerator<ModelEvent> {
  for await (const event of events) {
    if (event.type === 'done' && event.reply.finish.kind === 'stop') keep(event.reply);
    yield event;
  }
}

async function* fromMemory(reply: Reply): AsyncGenerator<ModelEvent> {
  yield { type: 'text', text: reply.text };
  yield { type: 'done', reply, cached: true };
}

async function* asCached(events: AsyncIterable<ModelEvent>): AsyncGenerator<ModelEvent> {
  for await (const event of events) yield event.type === 'done' ? { ...event, cached: true } : event;
}

function keyOf(
  model: LanguageModel,
  { request, scope }: { readonly request: ModelRequest; readonly scope: string },
): string {
  const { purpose, subject, prompt, settings, reply, thinking, completion } = request;
  return canonicalJson([modelKey(model.ref), scope, purpose, subject, prompt, settings, reply, thinking, completion]);
}
