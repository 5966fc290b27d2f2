import { describe, expect, it } from 'vitest';
import type { CallRecord } from '../core/model/call-record';
import type { EmbeddingModel } from '../core/model/embedding-model';
import { type EngineState, emptyEngine } from '../core/model/engine-state';
import type { LanguageModel, ModelEvent } from '../core/model/language-model';
import { ModelError } from '../core/model/model-error';
import { type ModelRef, practiceModel } from '../core/model/model-ref';
import type { ModelsConfig, ModelsStatus } from '../core/model/models-port';
import { nothingSpent, type Spending } from '../core/model/spending';
import { defaultDeviceSettings } from '../core/project/device-settings';
import { modelsConfig } from '../core/project/models-config';
import { createModelStack, type ModelStack } from '../providers/wrappers/model-stack';
import { beginCall } from '../testing/begin-call';
import { fakeClock } from '../testing/fake-clock';
import { messageChannels, settleMessages } from '../testing/message-channels';
import { noInspection } from '../testing/no-inspection';
import { aRequest, type Step, type StepwiseModel, stepwiseModel } from '../testing/stepwise-model';
import { createModelsClient } from './models-client';
import type { ModelsNews } from './models-protocol';
import { createModelsServer, joinNews } from './models-server';
import { connectModels } from './remote-model';
import type { WorkerLike } from './rpc/link';
import type { Endpoint } from './rpc/protocol';

const config: ModelsConfig = modelsConfig(defaultDeviceSettings, { gemini: '', server: '' });
const gemini: ModelRef = { provider: 'gemini', id: 'gemini-flash-latest' };
const usage = { inputTokens: 3, outputTokens: 4, thoughtTokens: 0, estimated: false };

const { channel, ports } = messageChannels();

/** A client with the real server and the real wrappers behind it, over real message channels; only the model is scripted. */
function given(...workers: readonly (readonly (readonly Step[])[] | 'SILENT' | 'BROKEN')[]) {
  const clock = fakeClock();
  const spawned: { readonly model: StepwiseModel; readonly crash: () => void; terminated: boolean }[] = [];
  let ids = 0;
  const newId = () => `id-${++ids}`;

  const spawn = (): WorkerLike => {
    const script = workers[spawned.length] ?? 'BROKEN';
    const { port1, port2 } = channel();
    const model = stepwiseModel({ tries: Array.isArray(script) ? script : [], clock, usage });
    let onError: (event: { readonly message?: string }) => void = () => {};
    const self = { model, terminated: false, crash: () => onError({ message: 'Out of memory' }) };
    spawned.push(self);
    if (Array.isArray(script)) serveStack(port2, model);
    if (script === 'BROKEN') queueMicrotask(() => onError({}));
    port1.start();
    return {
      postMessage: (message, transfer) => port1.postMessage(message, transfer ?? []),
      addEventListener(type: string, listener: (event: never) => void) {
        // The overloads of WorkerLike pair each type with its event.
        if (type === 'error') onError = listener as typeof onError;
        if (type === 'message') port1.addEventListener('message', listener as (event: MessageEvent) => void);
      },
      terminate() {
        self.terminated = true;
        port1.close();
      },
    };
  };

  function serveStack(endpoint: Endpoint, model: LanguageModel): void {
    let stack: ModelStack | undefined;
    createModelsServer({
      now: clock.now,
      setTimer: clock.setTimer,
      createService: (events) => ({
        ...noInspection,
        configure(next, spent) {
          stack ??= createModelStack({ ...events, clock, random: () => 0.5, newId, spent, config: next });
          stack.configure(next);
        },
        model(ref) {
          if (stack === undefined) throw new Error('The client did not configure.');
          return ref.provider === 'practice' ? stack.free(model) : stack.paid(model);
        },
        embeddingModel(ref) {
          if (stack === undefined) throw new Error('The client did not configure.');
          const lengths: EmbeddingModel = {
            ref,
            embed: async (texts) => texts.map((text) => Float32Array.of(text.length)),
          };
          return ref.provider === 'practice' ? stack.freeEmbeddings(lengths) : stack.paidEmbeddings(lengths);
        },
        list: async () => [{ id: 'gemini-flash-latest', displayName: 'Gemini Flash' }],
        unloadLocal: () => {},
        tryNow: () => stack?.tryNow(),
      }),
    }).serve(endpoint);
  }

  const client = createModelsClient({ spawn, now: clock.now, setTimer: clock.setTimer });
  client.configure(config);
  const records: CallRecord[] = [];
  const totals: Spending[] = [];
  const statuses: ModelsStatus[] = [];
  client.onCall((record) => records.push(record));
  client.onTotals((next) => totals.push(next));
  client.onStatus((status) => statuses.push(status));
  /** In steps, because messages cross between two timers. */
  const advance = async (ms: number) => {
    await settleMessages();
    for (let left = ms; left > 0; left -= 1_000) {
      await clock.advance(Math.min(left, 1_000));
      await settleMessages();
    }
  };
  return { clock, advance, client, spawned, records, totals, statuses };
}

const textOf = (events: readonly ModelEvent[]) =>
  events.map((event) => (event.type === 'text' ? event.text : '')).join('');

describe('a models client', () => {
  it('starts its worker at once, so that the first call does not wait for it', () => {
    const { spawned } = given([['hello']]);
    expect(spawned).toHaveLength(1);
  });

  it('streams an answer, with its record, totals and status', async () => {
    const { client, records, totals, statuses } = given([['Hel', 'lo ', 'there']]);
    const { events, ended } = beginCall(client.model(practiceModel));
    await ended;
    await settleMessages();

    expect(events[0]).toEqual({ type: 'text', text: 'Hel' });
    expect(textOf(events)).toBe('Hello there');
    expect(events.at(-1)).toMatchObject({ type: 'done', reply: { text: 'Hello there' }, cached: false });
    expect(records.map(({ outcome }) => outcome.status)).toEqual(['running', 'answered']);
    expect(totals.map(({ all }) => all)).toEqual([
      { calls: 0, tokens: 0 },
      { calls: 1, tokens: 7 },
    ]);
    expect(totals.at(-1)?.paid, 'what counts against the budget: the practice model is free').toEqual({
      calls: 0,
      tokens: 0,
    });
    expect(statuses).toEqual([{ state: 'ready' }, { state: 'busy', calls: 1 }, { state: 'ready' }]);
  });

  it('rebuilds an error as a ModelError, after the text that came before it', async () => {
    const blocked = new ModelError({
      kind: 'answer-blocked',
      code: 'SAFETY',
      message: 'Blocked.',
      partialText: 'Once',
    });
    const { client } = given([['Once ', 'upon', blocked]]);
    const { events, failure, ended } = beginCall(client.model(gemini));
    await ended;

    expect(textOf(events)).toBe('Once upon');
    expect(failure()).toBeInstanceOf(ModelError);
    expect(failure()).toMatchObject({ data: blocked.data });
  });

  it('lists models', async () => {
    const { client } = given([]);
    expect(await client.list('gemini', new AbortController().signal)).toEqual([
      { id: 'gemini-flash-latest', displayName: 'Gemini Flash' },
    ]);
  });

  it('carries an abort to the model at once, without any timer, also while nobody pulls', async () => {
    const { client, spawned, records } = given([['Once', 'HANG']]);
    const abort = new AbortController();
    const stream = client.model(gemini).stream(aRequest(), abort.signal)[Symbol.asyncIterator]();
    await stream.next();

    abort.abort('stopped');
    await settleMessages();

    expect(spawned[0]?.model.tries[0]?.signal.aborted).toBe(true);
    expect(spawned[0]?.model.tries[0]?.ended()).toBe(true);
    await expect(stream.next()).rejects.toBe('stopped');
    expect(records.at(-1)?.outcome).toEqual({ status: 'cancelled', partialText: 'Once' });
  });

  it('stops the model when its reader stops reading', async () => {
    const { client, spawned } = given([['Once', 'HANG']]);
    for await (const _event of client.model(gemini).stream(aRequest(), new AbortController().signal)) break;
    await settleMessages();
    expect(spawned[0]?.model.tries[0]?.ended()).toBe(true);
  });

  it('tells of waits, in the stream and in its status', async () => {
    const busy = new ModelError({
      kind: 'rate-limited-minute',
      code: '429',
      message: 'Too many.',
      until: '2026-11-21T09:00:20.000Z',
    });
    const { client, statuses, advance } = given([[busy], ['hello']]);
    const { events } = beginCall(client.model(gemini));
    await advance(0);
    expect(events).toMatchObject([{ type: 'wait', reason: 'rate-limit', attempt: 2, code: '429' }]);
    expect(statuses.at(-1)).toMatchObject({
      state: 'waiting',
      cause: 'rate-limit',
      reason: 'paused by Gemini’s rate limit',
    });

    await advance(30_000);
    expect(events.at(-1)).toMatchObject({ type: 'done' });
    expect(statuses.at(-1)).toEqual({ state: 'ready' });
  });

  it('goes on before the end of a wait when somebody would rather try now', async () => {
    const busy = new ModelError({
      kind: 'rate-limited-minute',
      code: '429',
      message: 'Too many.',
      until: '2026-11-21T09:00:57.000Z',
    });
    const { client, statuses, advance } = given([[busy], ['hello']]);
    const { events } = beginCall(client.model(gemini));
    await advance(0);
    expect(statuses.at(-1)).toMatchObject({ state: 'waiting' });

    client.tryNow();
    await advance(100);

    expect(events.at(-1)).toMatchObject({ type: 'done' });
  });

  it('takes a new configuration for later calls', async () => {
    const { client } = given([['one'], ['two']]);
    await beginCall(client.model(gemini)).ended;
    client.configure({ ...config, budget: { calls: 1, tokens: null } });
    const second = beginCall(client.model(gemini));
    await second.ended;
    expect(second.failure()).toMatchObject({ data: { kind: 'over-budget' } });
  });

  it('says what is wrong with settings that cannot be, until there are better ones', async () => {
    const { client } = given([['fine']]);
    client.configure({
      ...config,
      services: { ...config.services, gemini: { ...config.services.gemini, parallelRequests: 0 } },
    });
    const refused = beginCall(client.model(gemini));
    await refused.ended;
    expect(refused.failure()).toMatchObject({ data: { kind: 'bad-request', code: 'SETTINGS' } });

    client.configure(config);
    const next = beginCall(client.model(gemini));
    await next.ended;
    expect(textOf(next.events)).toBe('fine');
  });
});

describe('a worker that dies', () => {
  it('fails the calls under way with what had come, and is started again with settings and totals', async () => {
    const { client, spawned, records, totals, statuses } = given([['first'], ['Once', 'HANG']], [['again']]);
    await beginCall(client.model(gemini)).ended;
    const lost = beginCall(client.model(gemini));
    await settleMessages();

    spawned[0]?.crash();
    await lost.ended;

    expect(lost.failure()).toMatchObject({
      data: { kind: 'interrupted', partialText: 'Once', message: expect.stringContaining('(Out of memory)') },
    });
    expect(spawned[0]?.terminated).toBe(true);
    expect(records.at(-1)?.outcome).toMatchObject({ status: 'failed', error: { kind: 'interrupted' } });
    expect(statuses.at(-1)).toEqual({ state: 'restarted', reason: 'Out of memory' });

    const next = beginCall(client.model(gemini));
    await next.ended;
    await settleMessages();
    expect(textOf(next.events)).toBe('again');
    // The lost one was with the service: its prompt was paid for.
    expect(totals.at(-1)?.all.calls).toBe(3);
    expect(totals.at(-1)?.all.tokens).toBeGreaterThan(14);
  });

  it('does not forget in its budget the calls that it took with it', async () => {
    const { client, spawned } = given([['HANG']], [['again']]);
    client.configure({ ...config, budget: { calls: 1, tokens: null } });
    const lost = beginCall(client.model(gemini));
    await settleMessages();
    spawned[0]?.crash();
    await lost.ended;
    const next = beginCall(client.model(gemini));
    await next.ended;
    expect(next.failure()).toMatchObject({ data: { kind: 'over-budget' } });
  });

  it('is noticed when it does not answer for ten seconds', async () => {
    const { client, spawned, advance } = given([['first']], [['again']]);
    await settleMessages();
    const worker = spawned[0];
    await beginCall(client.model(practiceModel)).ended;
    for (const port of ports) port.close();

    const lost = beginCall(client.model(practiceModel));
    await advance(11_000);
    expect(lost.failure()).toBeUndefined();
    await advance(1_000);

    expect(lost.failure()).toMatchObject({
      data: { kind: 'interrupted', message: expect.stringContaining('did not answer for ten seconds') },
    });
    expect(worker?.terminated).toBe(true);
    const next = beginCall(client.model(practiceModel));
    await next.ended;
    expect(textOf(next.events)).toBe('again');
  });

  it('has half a minute to load', async () => {
    const { client, advance } = given('SILENT', [['again']]);
    const lost = beginCall(client.model(practiceModel));
    await advance(30_000);
    expect(lost.failure()).toBeUndefined();
    await advance(2_000);
    expect(lost.failure()).toMatchObject({ data: { kind: 'interrupted' } });
  });

  it('is not taken for dead while it answers, however long a call takes', async () => {
    const { client, spawned, advance } = given([[{ pauseMs: 60_000 }, 'late']]);
    const slow = beginCall(client.model(practiceModel));
    await advance(60_000);
    await slow.ended;
    expect(textOf(slow.events)).toBe('late');
    expect(spawned).toHaveLength(1);
  });

  it('is not asked for signs of life while nothing is under way', async () => {
    const { client, clock } = given([['one']]);
    await beginCall(client.model(practiceModel)).ended;
    await settleMessages();
    await clock.advance(joinNews.windowMs ?? 0);
    expect(clock.pending()).toBe(0);
  });

  it('is started three times in a minute and no more, and again when the minute is over', async () => {
    const { client, spawned, statuses, advance } = given('BROKEN', 'BROKEN', 'BROKEN', [['fine']]);
    const lost = beginCall(client.model(practiceModel));
    await lost.ended;
    await settleMessages();
    expect(spawned).toHaveLength(3);
    expect(statuses.at(-1)).toMatchObject({ state: 'restarted', reason: expect.stringContaining('reload the page') });

    const refused = beginCall(client.model(practiceModel));
    await refused.ended;
    expect(refused.failure()).toMatchObject({ data: { kind: 'internal', code: 'WORKER_KEEPS_DYING' } });
    expect(spawned).toHaveLength(3);

    await advance(60_000);
    const later = beginCall(client.model(practiceModel));
    await later.ended;
    expect(textOf(later.events)).toBe('fine');
  });
});

describe('a second client over a port of its own', () => {
  it('runs calls on the same worker, whose records and totals go to the page', async () => {
    const { client, spawned, records } = given([['page'], ['port']]);
    const { port1, port2 } = channel();
    client.connect(port1);
    const other = connectModels({ connect: async () => port2 });
    await beginCall(client.model(practiceModel)).ended;
    const { events, ended } = beginCall(other.model(practiceModel));
    await ended;
    await settleMessages();

    expect(events).toMatchObject([{ type: 'done', reply: { text: 'port' } }]);
    expect(spawned).toHaveLength(1);
    expect(records.filter(({ outcome }) => outcome.status === 'answered')).toHaveLength(2);
  });

  it('embeds texts there, in order, and the page counts what it cost', async () => {
    const { client, totals, records, statuses } = given([]);
    const { port1, port2 } = channel();
    client.connect(port1);
    const other = connectModels({ connect: async () => port2 });
    const texts = Array.from({ length: 250 }, (_, at) => 'x'.repeat(at % 7));

    const vectors = await other.embeddingModel(gemini).embed(texts, new AbortController().signal);
    await settleMessages();

    expect(vectors.map((vector) => vector[0])).toEqual(texts.map((text) => text.length));
    expect(totals.at(-1)?.paid.calls, 'at most a hundred texts a call').toBe(3);
    expect(records).toEqual([]);
    expect(statuses).toEqual([{ state: 'ready' }, { state: 'busy', calls: 1 }, { state: 'ready' }]);
  });

  it('embeds texts for the page as well', async () => {
    const { client, totals } = given([]);
    const vectors = await client.embeddingModel(gemini).embed(['one', 'three'], new AbortController().signal);
    await settleMessages();

    expect(vectors).toEqual([Float32Array.of(3), Float32Array.of(5)]);
    expect(totals.at(-1)?.paid.calls).toBe(1);
  });

  it('holds embedding calls against the same budget', async () => {
    const { client } = given([]);
    client.configure({ ...config, budget: { calls: 1, tokens: null } });
    const { port1, port2 } = channel();
    client.connect(port1);
    const other = connectModels({ connect: async () => port2 });
    const { signal } = new AbortController();

    await other.embeddingModel(gemini).embed(['one'], signal);
    await expect(other.embeddingModel(gemini).embed(['two'], signal)).rejects.toMatchObject({
      data: { kind: 'over-budget' },
    });
  });

  it('is noticed when its worker stops while nothing of the page is under way', async () => {
    const { client, statuses, advance } = given([['port', 'HANG']], []);
    const { port1, port2 } = channel();
    client.connect(port1);
    const other = connectModels({ connect: async () => port2 });
    beginCall(other.model(practiceModel));
    await settleMessages();
    // All but that of the test itself: the worker is silent.
    for (const port of ports) port.close();

    await advance(12_000);
    expect(statuses.at(-1)).toMatchObject({ state: 'restarted' });
  });

  it('can be connected anew after the worker was restarted', async () => {
    const { client, spawned } = given([['lost', 'HANG']], [['again']]);
    const first = channel();
    client.connect(first.port1);
    const connected = connectModels({ connect: async () => first.port2 });
    const lost = beginCall(connected.model(practiceModel));
    await settleMessages();

    spawned[0]?.crash();
    connected.disconnect('restarted');
    await lost.ended;
    const second = channel();
    client.connect(second.port1);
    const next = beginCall(connectModels({ connect: async () => second.port2 }).model(practiceModel));
    await next.ended;

    expect(lost.failure()).toMatchObject({ data: { kind: 'interrupted' } });
    expect(next.events).toMatchObject([{ type: 'done', reply: { text: 'again' } }]);
  });

  it('loses its calls when it disconnects, and the page does not', async () => {
    const { client, spawned } = given([
      ['page', 'HANG'],
      ['port', 'HANG'],
    ]);
    const { port1, port2 } = channel();
    client.connect(port1);
    const other = connectModels({ connect: async () => port2 });
    beginCall(client.model(practiceModel));
    await settleMessages();
    const lost = beginCall(other.model(practiceModel));
    await settleMessages();

    other.disconnect('restarted');
    await settleMessages();

    expect(lost.failure()).toMatchObject({ data: { kind: 'interrupted' } });
    expect(spawned[0]?.model.tries.map(({ ended }) => ended())).toEqual([false, true]);
  });
});

describe('a models worker that loads a model onto the GPU', () => {
  /** A worker that has said what it is doing, and says nothing more. */
  function given(engine: EngineState) {
    const clock = fakeClock();
    const terminated: string[] = [];
    const listeners: ((event: { readonly data: unknown }) => void)[] = [];
    let news: number | undefined;
    const worker: WorkerLike = {
      postMessage(message) {
        // The news are what a client subscribes to.
        const { method, id } = message as { readonly method?: string; readonly id?: number };
        if (method === 'news') news = id;
      },
      addEventListener(type: string, listener: (event: never) => void) {
        // The overloads of WorkerLike pair each type with its event.
        if (type === 'message') listeners.push(listener as (event: { readonly data: unknown }) => void);
      },
      terminate: () => terminated.push('terminated'),
    };
    const client = createModelsClient({
      spawn: () => worker,
      now: clock.now,
      setTimer: clock.setTimer,
    });
    client.configure(config);
    const lost = beginCall(client.model(practiceModel));
    for (const hear of listeners) hear({ data: { type: 'events', id: news, events: [{ engine }] } });
    return { clock, lost, terminated };
  }

  it('may be silent for two minutes, and no longer', async () => {
    const chat: EngineState['chat'] = { status: 'loading', id: 'gemma', progress: 0.5, stage: 'shaders' };
    const { clock, lost, terminated } = given({ ...emptyEngine, chat });
    await clock.advance(120_000);
    expect(terminated).toEqual([]);
    await clock.advance(2_000);
    expect(terminated).toEqual(['terminated']);
    expect(lost.failure()).toMatchObject({
      data: { kind: 'interrupted', message: expect.stringContaining('did not answer for two minutes') },
    });
  });

  it('may be silent for ten seconds once it is loaded', async () => {
    const { clock, lost } = given({ ...emptyEngine, chat: { status: 'loaded', id: 'gemma' } });
    await clock.advance(12_000);
    expect(lost.failure()).toMatchObject({
      data: { message: expect.stringContaining('did not answer for ten seconds') },
    });
  });
});

describe('the news for the page', () => {
  it('are, of a busy moment, each call with its end, the latest of the status and of the totals', () => {
    const record = (id: string, tookMs: number): CallRecord => ({
      id,
      at: '2026-11-21T09:00:00.000Z',
      purpose: 'classify',
      model: practiceModel,
      prompt: { turns: [] },
      settings: {},
      reply: { type: 'text' },
      retries: [],
      outcome: { status: 'running' },
      tookMs,
    });
    const endOf = (id: string) => ({
      id,
      retries: [],
      outcome: { status: 'cancelled', partialText: '' } as const,
      tookMs: 9,
    });
    const news: readonly ModelsNews[] = [
      { records: [record('a', 0)] },
      { records: [record('b', 0)] },
      { status: { state: 'busy', calls: 99 } },
      { ends: [endOf('a')] },
      { ends: [endOf('earlier')] },
      { spending: nothingSpent },
      { status: { state: 'ready' } },
    ];
    expect(news.reduce((last, next) => joinNews.join?.(last, next) ?? next)).toEqual({
      records: [{ ...record('a', 0), ...endOf('a') }, record('b', 0)],
      ends: [endOf('earlier')],
      spending: nothingSpent,
      status: { state: 'ready' },
    });
  });
});
