import { describe, expect, it } from 'vitest';
import type { CallRecord } from '../../core/model/call-record';
import type { EmbeddingModel } from '../../core/model/embedding-model';
import { finished } from '../../core/model/finished';
import type { LanguageModel } from '../../core/model/language-model';
import { ModelError, type ModelErrorKind } from '../../core/model/model-error';
import { type ModelRef, practiceModel } from '../../core/model/model-ref';
import type { ModelsConfig } from '../../core/model/models-port';
import { nothingSpent, type Spending } from '../../core/model/spending';
import { defaultDeviceSettings } from '../../core/project/device-settings';
import { modelsConfig } from '../../core/project/models-config';
import { beginCall } from '../../testing/begin-call';
import { fakeClock } from '../../testing/fake-clock';
import { aRequest, type Step, stepwiseModel } from '../../testing/stepwise-model';
import { createModelStack } from './model-stack';

const usage = { inputTokens: 3, outputTokens: 4, thoughtTokens: 0, estimated: false };
const config: ModelsConfig = modelsConfig(defaultDeviceSettings, {
  gemini: 'sk-very-secret',
  server: 'sk-of-the-server',
});

const withLimit = (parallelRequests: number): ModelsConfig['services'] => ({
  ...config.services,
  gemini: { ...config.services.gemini, parallelRequests },
});

const onServer: ModelRef = { provider: 'server', id: 'gemma3' };
const onGemini: ModelRef = { provider: 'gemini', id: 'gemini-flash-latest' };

function given(
  tries: readonly (readonly Step[])[],
  { ref = onGemini, ...change }: Partial<ModelsConfig> & { readonly ref?: ModelRef } = {},
) {
  const clock = fakeClock();
  const records: CallRecord[] = [];
  const spendings: Spending[] = [];
  const stack = createModelStack({
    clock,
    random: () => 0.5,
    newId: () => 'id',
    onCall: (record) => records.push(record),
    onSpending: (spending) => spendings.push(spending),
    spent: nothingSpent,
    config: { ...config, ...change },
  });
  const inner = stepwiseModel({ tries, clock, usage, ref });
  return { clock, records, spendings, stack, inner, paid: stack.paid(inner) };
}

/** Its stream goes on for some turns after the whole answer, as those of services do. */
function slowToEnd(model: LanguageModel): LanguageModel {
  return {
    ...model,
    async *stream(request, signal) {
      yield* model.stream(request, signal);
      for (let turn = 0; turn < 50; turn += 1) await undefined;
    },
  };
}

const call = (model: LanguageModel, cache: 'fresh' | 'reuse' = 'fresh') => beginCall(model, aRequest({ cache }));

describe('the stack around a paid model', () => {
  it('traces an answer from memory, and neither counts nor pays it', async () => {
    const { clock, records, spendings, paid, inner } = given([['hello']], { budget: { calls: 1, tokens: null } });
    call(paid, 'reuse');
    await clock.settle();
    call(paid, 'reuse');
    await clock.settle();

    expect(inner.tries).toHaveLength(1);
    expect(records.map(({ outcome }) => outcome)).toMatchObject([
      { status: 'running' },
      { status: 'answered', cached: false },
      { status: 'running' },
      { status: 'answered', cached: true },
    ]);
    expect(spendings).toEqual([{ all: { calls: 1, tokens: 7 }, paid: { calls: 1, tokens: 7 } }]);
  });

  it('stops a call that goes on and on, asks no second time, and books what came', async () => {
    const { clock, spendings, paid, inner } = given([['- '.repeat(200_000), '- ', 'HANG']]);
    const { events } = call(paid);
    await clock.settle();

    expect(events.at(-1)).toMatchObject({ type: 'done', reply: { finish: { kind: 'length', code: 'TOO_LONG' } } });
    expect(inner.tries).toHaveLength(1);
    expect(inner.tries[0]?.signal.aborted).toBe(true);
    expect(spendings.at(-1)?.paid.tokens).toBeGreaterThan(50_000);
  });

  it('aborts no whole answer whose reader stops at the last event, so that a refusal is not forgotten by it', async () => {
    const refused = new ModelError({ kind: 'rate-limited-minute', code: '429', message: 'Too many.' });
    const { clock, stack, inner } = given([[refused], ['one'], ['two', 'HANG'], ['three', 'HANG'], ['four', 'HANG']], {
      services: withLimit(4),
    });
    const paid = stack.paid(slowToEnd(inner));
    const answer = finished(paid.stream(aRequest({ cache: 'reuse' }), new AbortController().signal));
    await clock.advance(60_000);
    expect((await answer).reply.text).toBe('one');
    expect(inner.tries[1]?.signal.aborted).toBe(false);
    expect(inner.tries[1]?.ended()).toBe(true);

    for (const _ of 'four') call(paid);
    await clock.settle();

    expect(inner.tries).toHaveLength(2 + 3);
  });

  it('traces a call that the budget stops', async () => {
    const { clock, records, paid } = given([], { budget: { calls: 0, tokens: null } });
    const { failure } = call(paid);
    await clock.settle();
    expect(failure()).toMatchObject({ data: { kind: 'over-budget' } });
    expect(records.at(-1)?.outcome).toMatchObject({ status: 'failed', error: { kind: 'over-budget' } });
  });

  it('goes on after a refusal and a cut, and shows each wait once', async () => {
    const { clock, records, paid, spendings } = given([
      [
        new ModelError({
          kind: 'rate-limited-minute',
          code: '429',
          message: 'Too many.',
          until: '2026-11-21T09:00:20.000Z',
        }),
      ],
      ['Hel', new ModelError({ kind: 'unavailable', code: 'STREAM_CUT', message: 'Cut.' })],
      ['Hello'],
    ]);
    const { events } = call(paid);
    await clock.advance(120_000);

    expect(events).toMatchObject([
      { type: 'wait', reason: 'rate-limit', attempt: 2 },
      { type: 'text', text: 'Hel' },
      { type: 'wait', reason: 'retry', attempt: 3 },
      { type: 'restart' },
      { type: 'text', text: 'Hello' },
      { type: 'done' },
    ]);
    expect(records.at(-1)?.retries.map(({ code }) => code)).toEqual(['429', 'STREAM_CUT']);
    expect(spendings.at(-1)?.paid.calls).toBe(2);
  });

  it('counts neither the refused nor those who left the queue', async () => {
    const { clock, paid, spendings } = given([['HANG']], {
      services: { ...config.services, gemini: { ...config.services.gemini, parallelRequests: 1 } },
    });
    const queued = new AbortController();
    call(paid);
    const waiting = (async () => {
      for await (const _event of paid.stream(aRequest(), queued.signal)) queued.abort('stopped');
    })();
    await expect(waiting).rejects.toBe('stopped');
    await clock.settle();
    expect(spendings).toEqual([]);
  });

  it('takes new limits and a new budget for calls that wait', async () => {
    const { clock, stack, inner, paid } = given([['HANG'], ['two']], {
      services: { ...config.services, gemini: { ...config.services.gemini, parallelRequests: 1 } },
    });
    call(paid);
    const second = call(paid);
    await clock.settle();
    expect(inner.tries).toHaveLength(1);

    stack.configure({ ...config, budget: { calls: 2, tokens: null } });
    await clock.settle();

    expect(second.events.at(-1)).toMatchObject({ type: 'done', reply: { text: 'two' } });
  });
});

describe('the stack after a refusal for rate', () => {
  const refusal = () =>
    new ModelError({ kind: 'rate-limited-minute', code: '429', message: 'No.', until: '2026-11-21T09:00:57.000Z' });
  const abortable = (model: LanguageModel) => {
    const abort = new AbortController();
    const ended = (async () => {
      for await (const _event of model.stream(aRequest(), abort.signal));
    })().catch(() => {});
    return { abort, ended };
  };

  it('answers at once after Stop, and does not wait out the pause', async () => {
    const { clock, paid } = given([[refusal()], ['hello']]);
    const { abort } = abortable(paid);
    await clock.advance(1_000);
    abort.abort('stopped');
    await clock.settle();

    const { events } = call(paid);
    await clock.settle();
    expect(events).toMatchObject([{ type: 'text' }, { type: 'done' }]);
  });

  it('answers at once with another key, and with another model, while the first call waits', async () => {
    const { clock, stack, paid } = given([[refusal()], ['never']]);
    call(paid);
    await clock.advance(1_000);

    const other: ModelRef = { provider: 'gemini', id: 'gemini-pro-latest' };
    const otherModel = call(stack.paid(stepwiseModel({ tries: [['other model']], clock, ref: other })));
    stack.configure({
      ...config,
      services: { ...config.services, gemini: { ...config.services.gemini, key: 'sk-another' } },
    });
    const otherKey = call(stack.paid(stepwiseModel({ tries: [['other key']], clock, ref: onGemini })));
    await clock.settle();

    expect(otherModel.events.at(-1)).toMatchObject({ type: 'done' });
    expect(otherKey.events.at(-1)).toMatchObject({ type: 'done' });
  });

  it('asks again when somebody would rather try now, after a failure of the service too', async () => {
    const busy = new ModelError({
      kind: 'unavailable',
      code: '503',
      message: 'Busy.',
      until: '2026-11-21T09:01:57.000Z',
    });
    const { clock, stack, inner, paid } = given([[refusal()], [busy], ['hello']]);
    const { events } = call(paid);
    await clock.settle();

    stack.tryNow();
    await clock.settle();
    expect(inner.tries).toHaveLength(2);
    stack.tryNow();
    await clock.settle();
    expect(events.at(-1)).toMatchObject({ type: 'done', reply: { text: 'hello' } });
  });

  it('shares the places of a service among its models, and the requests a minute of each with no other', async () => {
    const gemini = { ...config.services.gemini, parallelRequests: 1, requestsPerMinute: 1 };
    const services = { ...config.services, gemini };
    const { clock, stack, paid } = given([[{ pauseMs: 1_000 }, 'one']], { services });
    const other: ModelRef = { provider: 'gemini', id: 'gemini-pro-latest' };
    call(paid);
    const second = call(stack.paid(stepwiseModel({ tries: [['two']], clock, ref: other })));
    await clock.settle();
    expect(second.events).toMatchObject([{ type: 'wait', reason: 'queue' }]);

    await clock.advance(1_000);
    expect(second.events.at(-1)).toMatchObject({ type: 'done' });
  });
});

describe('the stack around a server', () => {
  it('has limits of its own, that follow the settings', async () => {
    const server = { ...config.services.server, parallelRequests: 1 };
    const services = { ...config.services, server };
    const { clock, stack, inner, paid } = given([['HANG'], ['two']], { ref: onServer, services });
    const gemini = stepwiseModel({ tries: [['HANG'], ['HANG']], clock });
    call(stack.paid(gemini));
    call(stack.paid(gemini));
    call(paid);
    call(paid);
    await clock.settle();
    expect(gemini.tries).toHaveLength(2);
    expect(inner.tries).toHaveLength(1);

    stack.configure({ ...config, services: { ...services, server: { ...server, parallelRequests: 2 } } });
    await clock.settle();
    expect(inner.tries).toHaveLength(2);
  });

  it('is another one at another address', async () => {
    const server = { ...config.services.server, parallelRequests: 1 };
    const services = { ...config.services, server };
    const { clock, stack, inner, paid } = given([['HANG'], ['two']], { ref: onServer, services });
    call(paid);
    await clock.settle();

    stack.configure({
      ...config,
      services: { ...services, server: { ...server, address: 'http://localhost:1234/v1' } },
    });
    call(stack.paid(inner));
    await clock.settle();
    expect(inner.tries).toHaveLength(2);
  });

  it('is not asked anew while it loads a large model for minutes', async () => {
    const { clock, inner, paid } = given([[{ pauseMs: 599_000 }, 'at last']], { ref: onServer });
    const { events } = call(paid);
    await clock.advance(599_000);
    expect(inner.tries).toHaveLength(1);
    expect(events.at(-1)).toMatchObject({ type: 'done', reply: { text: 'at last' } });
  });

  it('is given up once it has said nothing for a quarter of an hour', async () => {
    const { clock, inner, paid } = given([['HANG'], ['the second time']], { ref: onServer });
    call(paid);
    await clock.advance(899_999);
    expect(inner.tries[0]?.signal.aborted).toBe(false);
    await clock.advance(1);
    expect(inner.tries[0]?.signal.aborted).toBe(true);
  });

  it('is not answered for from memory of another address', async () => {
    const { clock, stack, inner, paid } = given([['one'], ['two']], { ref: onServer });
    call(paid, 'reuse');
    await clock.settle();

    stack.configure({
      ...config,
      services: { ...config.services, server: { ...config.services.server, address: 'http://localhost:1234/v1' } },
    });
    const { events } = call(stack.paid(inner), 'reuse');
    await clock.settle();
    expect(events.at(-1)).toMatchObject({ type: 'done', cached: false, reply: { text: 'two' } });
  });

  it('keeps its answers when another model is chosen for embeddings, or its limits change', async () => {
    const { clock, stack, inner, paid } = given([['one']], { ref: onServer });
    call(paid, 'reuse');
    await clock.settle();

    const server = { ...config.services.server, embeddingModel: 'nomic-embed-text', requestsPerMinute: 7 };
    stack.configure({ ...config, services: { ...config.services, server } });
    const { events } = call(stack.paid(inner), 'reuse');
    await clock.settle();
    expect(events.at(-1)).toMatchObject({ type: 'done', cached: true, reply: { text: 'one' } });
  });

  it('keeps its key out of the log, also one that was replaced', async () => {
    const refused = new ModelError({ kind: 'bad-key', code: '401', message: 'No such key: sk-of-the-server.' });
    const { clock, stack, records, paid } = given([[refused]], { ref: onServer });
    const { failure } = call(paid);
    stack.configure({
      ...config,
      services: { ...config.services, server: { ...config.services.server, key: 'sk-a-newer-one' } },
    });
    await clock.settle();
    expect(failure()).toMatchObject({ data: { message: 'No such key: [key].' } });
    expect(JSON.stringify(records)).not.toContain('sk-of-the-server');
  });

  it('keeps its key out of an answer that repeats it, cut in two', async () => {
    const { clock, records, paid } = given([['You sent sk-of-the', '-server.']], { ref: onServer });
    const { events } = call(paid);
    await clock.settle();
    expect(JSON.stringify(events)).toContain('You sent [key].');
    expect(JSON.stringify(events)).not.toContain('sk-of-the');
    expect(records.at(-1)?.outcome).toMatchObject({ text: 'You sent [key].' });
  });
});

describe('the stack while data never leaves this device', () => {
  const refusal = {
    data: {
      kind: 'private',
      message: expect.stringMatching(/^Gemini: gemini-flash-latest is not on this device, .*Settings\.$/),
    },
  };

  it('sends nothing, costs nothing, and shows the refusal in the log', async () => {
    const { clock, inner, records, spendings, paid } = given([], { privateMode: true });
    const { failure } = call(paid);
    await clock.advance(600_000);
    expect(failure()).toMatchObject(refusal);
    expect(inner.tries).toHaveLength(0);
    expect(records.at(-1)?.outcome).toMatchObject({ status: 'failed', error: { kind: 'private' } });
    expect(spendings).toEqual([]);
  });

  it('refuses a server on this very machine as well', async () => {
    const { clock, inner, paid } = given([], { ref: onServer, privateMode: true });
    const { failure } = call(paid);
    await clock.settle();
    expect(failure()).toMatchObject({
      data: { kind: 'private', message: expect.stringMatching(/^Server: gemma3 is/) },
    });
    expect(inner.tries).toHaveLength(0);
  });

  it('refuses what it could answer from memory', async () => {
    const { clock, stack, paid } = given([['one']]);
    call(paid, 'reuse');
    await clock.settle();
    stack.configure({ ...config, privateMode: true });
    const { failure } = call(paid, 'reuse');
    await clock.settle();
    expect(failure()).toMatchObject(refusal);
  });

  it('refuses a call that waited since before', async () => {
    const gemini = { ...config.services.gemini, parallelRequests: 1 };
    const services = { ...config.services, gemini };
    const { clock, stack, inner, paid } = given([[{ pauseMs: 1_000 }, 'one']], { services });
    const first = call(paid);
    const second = call(paid);
    await clock.settle();
    stack.configure({ ...config, services, privateMode: true });
    await clock.advance(2_000);
    expect(first.events.at(-1)).toMatchObject({ type: 'done' });
    expect(second.failure()).toMatchObject(refusal);
    expect(inner.tries).toHaveLength(1);
  });

  it('does not repeat a call that failed before', async () => {
    const cut = new ModelError({ kind: 'unavailable', code: '503', message: 'Busy.' });
    const { clock, stack, inner, paid } = given([[cut]]);
    const { failure } = call(paid);
    await clock.settle();
    stack.configure({ ...config, privateMode: true });
    await clock.advance(60_000);
    expect(failure()).toMatchObject(refusal);
    expect(inner.tries).toHaveLength(1);
  });

  it('refuses embeddings, and lets those of this device pass', async () => {
    const { stack } = given([], { privateMode: true });
    const embedding = (ref: ModelRef): EmbeddingModel => ({ ref, embed: async () => [Float32Array.of(1)] });
    const ask = { texts: ['hello'], signal: new AbortController().signal, onEvent: () => {} };
    await expect(stack.paidEmbeddings(embedding(onGemini)).embed(ask)).rejects.toMatchObject(refusal);
    await expect(stack.freeEmbeddings(embedding(practiceModel)).embed(ask)).resolves.toHaveLength(1);
  });
});

describe('the stack around a model on this device', () => {
  function onDevice(tries: readonly (readonly Step[])[], change: Partial<ModelsConfig> = {}) {
    const ref: ModelRef = { provider: 'webllm', id: 'gemma3-1b-it-q4f16_1-MLC' };
    const { clock, stack, spendings } = given([], change);
    return { clock, spendings, free: stack.free(stepwiseModel({ tries, clock, usage, ref })) };
  }

  it('counts calls in the totals, and no budget stops them', async () => {
    const { clock, free, spendings } = onDevice([['one'], ['two']], { budget: { calls: 0, tokens: 0 } });
    call(free);
    call(free);
    await clock.settle();
    expect(spendings.at(-1)).toEqual({ all: { calls: 2, tokens: 14 }, paid: { calls: 0, tokens: 0 } });
  });

  it('asks one call after the other, and says so to who waits', async () => {
    const { clock, free } = onDevice([[{ pauseMs: 1_000 }, 'one'], ['two']]);
    call(free);
    const second = call(free);
    await clock.settle();
    expect(second.events).toEqual([{ type: 'wait', reason: 'queue', attempt: 1, code: 'QUEUED' }]);
    await clock.advance(1_000);
    expect(second.events.at(-1)).toMatchObject({ type: 'done', reply: { text: 'two' } });
  });

  it('asks the practice model at once, however often', async () => {
    const { clock, stack } = given([]);
    const practice = stepwiseModel({ tries: [['HANG'], ['HANG']], clock, ref: practiceModel });
    const free = stack.free(practice);
    call(free);
    call(free);
    await clock.settle();
    expect(practice.tries).toHaveLength(2);
  });

  it('waits for it as long as it takes', async () => {
    const { clock, free } = onDevice([[{ pauseMs: 600_000 }, 'slow', { pauseMs: 600_000 }, ' but sure']]);
    const { events } = call(free);
    await clock.advance(1_200_000);
    expect(events.at(-1)).toMatchObject({ type: 'done', reply: { text: 'slow but sure' } });
  });

  it('answers while data never leaves this device', async () => {
    const { clock, free } = onDevice([['hello']], { privateMode: true });
    const { events } = call(free);
    await clock.settle();
    expect(events.at(-1)).toMatchObject({ type: 'done' });
  });

  it.each<ModelErrorKind>(['too-long', 'no-model', 'device', 'private'])(
    'counts no call that failed as %s',
    async (kind) => {
      const { clock, free, spendings } = onDevice([[new ModelError({ kind, code: 'X', message: 'No.' })]]);
      const { failure } = call(free);
      await clock.settle();
      expect(failure()).toMatchObject({ data: { kind } });
      expect(spendings).toEqual([]);
    },
  );

  it('is no paid service', () => {
    const { clock, stack } = given([]);
    expect(() => stack.paid(stepwiseModel({ tries: [], clock, ref: { provider: 'browser' } }))).toThrow(
      'on this device',
    );
  });
});
