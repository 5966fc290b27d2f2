import { describe, expect, it } from 'vitest';
import type { LanguageModel } from '../../core/model/language-model';
import { ModelError } from '../../core/model/model-error';
import { userPrompt } from '../../core/model/model-prompt';
import type { ModelRequest } from '../../core/model/model-request';
import { beginCall } from '../../testing/begin-call';
import { fakeClock } from '../../testing/fake-clock';
import { aRequest, type Step, stepwiseModel } from '../../testing/stepwise-model';
import { createReplyMemory } from './reply-memory';
import { type CallCache, withCache } from './with-cache';

const reuse = aRequest({ cache: 'reuse' });

function given(...tries: readonly (readonly Step[])[]) {
  const clock = fakeClock();
  const inner = stepwiseModel({ tries, clock });
  const cache: CallCache = { memory: createReplyMemory(), underWay: new Map() };
  return { clock, inner, cache, model: withCache(inner, { cache, scope: '' }) };
}

const call = (model: LanguageModel, request: ModelRequest = reuse) => beginCall(model, request);

describe('withCache', () => {
  it('answers an equal request from memory: its text, then done', async () => {
    const { inner, model } = given(['Hel', 'lo']);
    const first = call(model);
    await first.ended;
    const second = call(model);
    await second.ended;

    expect(inner.tries).toHaveLength(1);
    expect(first.events.at(-1)).toMatchObject({ type: 'done', cached: false });
    expect(second.events).toMatchObject([
      { type: 'text', text: 'Hello' },
      { type: 'done', cached: true, reply: { text: 'Hello' } },
    ]);
  });

  it('finds requests equal whatever the order of their fields', async () => {
    const { inner, model } = given(['one']);
    await call(model, aRequest({ cache: 'reuse', settings: { topP: 0.5, seed: 1 } })).ended;
    await call(model, aRequest({ cache: 'reuse', settings: { seed: 1, topP: 0.5 } })).ended;
    expect(inner.tries).toHaveLength(1);
  });

  it.each<[string, Parameters<typeof aRequest>[0]]>([
    ['prompt', { prompt: userPrompt('Say goodbye.') }],
    ['settings', { settings: { seed: 1 } }],
    ['reply format', { reply: { type: 'json', name: 'x', schema: { type: 'boolean' } } }],
  ])('asks again when the %s differs', async (_name, change) => {
    const { inner, model } = given(['one'], ['two']);
    await call(model).ended;
    await call(model, aRequest({ cache: 'reuse', ...change })).ended;
    expect(inner.tries).toHaveLength(2);
  });

  it('asks again in another scope', async () => {
    const { inner, cache, model } = given(['one'], ['two']);
    await call(model).ended;
    await call(withCache(inner, { cache, scope: 'another endpoint' })).ended;
    expect(inner.tries).toHaveLength(2);
  });

  it('neither reads nor writes for a fresh request', async () => {
    const { inner, model } = given(['one'], ['two'], ['three']);
    await call(model, aRequest()).ended;
    await call(model).ended;
    const fresh = call(model, aRequest());
    await fresh.ended;

    expect(inner.tries).toHaveLength(3);
    expect(fresh.events.at(-1)).toMatchObject({ cached: false, reply: { text: 'three' } });
  });

  it('shares one call among equal ones under way, and gives late ones all of it', async () => {
    const { clock, inner, model } = given(['Hel', { pauseMs: 1_000 }, 'lo']);
    const first = call(model);
    await clock.settle();
    const second = call(model);
    await clock.advance(1_000);

    expect(inner.tries).toHaveLength(1);
    expect(second.events).toMatchObject([{ text: 'Hel' }, { text: 'lo' }, { type: 'done', cached: true }]);
    expect(first.events.at(-1)).toMatchObject({ type: 'done', cached: false });
  });

  it('goes on for the others when one aborts, and aborts when all have', async () => {
    const { clock, inner, cache, model } = given(['Hel', 'HANG'], ['again']);
    const [first, second] = [call(model), call(model)];
    await clock.settle();

    first.abort.abort('first');
    await clock.settle();
    expect(first.failure()).toBe('first');
    expect(inner.tries[0]?.signal.aborted).toBe(false);

    second.abort.abort('second');
    await clock.settle();
    expect(second.failure()).toBe('second');
    expect(inner.tries[0]?.signal.aborted).toBe(true);
    expect(cache.underWay.size).toBe(0);

    const third = call(model);
    await clock.settle();
    expect(third.events.at(-1)).toMatchObject({ type: 'done', reply: { text: 'again' } });
  });

  it('gives a failure to all who share it, and does not remember it', async () => {
    const failure = new ModelError({ kind: 'empty', code: 'STOP', message: 'Nothing came.' });
    const { clock, inner, model } = given([{ pauseMs: 1 }, failure], ['fine']);
    const [first, second] = [call(model), call(model)];
    await clock.advance(1);

    expect([first.failure(), second.failure()]).toEqual([failure, failure]);
    await call(model).ended;
    expect(inner.tries).toHaveLength(2);
  });
});

describe('a reply memory', () => {
  const reply = (text: string) => ({
    text,
    finish: { kind: 'stop', code: 'STOP' } as const,
    usage: { inputTokens: 1, outputTokens: 1, thoughtTokens: 0, estimated: false },
  });

  it('forgets what was not asked for the longest', () => {
    const memory = createReplyMemory({ entries: 2, chars: 1_000 });
    memory.set('a', reply('A'));
    memory.set('b', reply('B'));
    memory.get('a');
    memory.set('c', reply('C'));

    expect(['a', 'b', 'c'].map((key) => memory.get(key)?.text)).toEqual(['A', undefined, 'C']);
  });

  it('keeps within its characters, and does not keep what is larger than all of them', () => {
    const memory = createReplyMemory({ entries: 10, chars: 10 });
    memory.set('a', reply('1234'));
    memory.set('b', reply('1234'));
    memory.set('c', reply('1234'));
    memory.set('d', reply('1234567890'));

    expect(['a', 'b', 'c', 'd'].map((key) => memory.get(key)?.text)).toEqual([undefined, '1234', '1234', undefined]);
  });
});
