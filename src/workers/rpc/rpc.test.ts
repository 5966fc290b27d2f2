import { describe, expect, it } from 'vitest';
import { ModelError } from '../../core/model/model-error';
import { fakeClock } from '../../testing/fake-clock';
import { messageChannels, settleMessages } from '../../testing/message-channels';
import { modelErrors } from '../model-errors';
import type { WorkerLike } from './link';
import type { Endpoint, Method } from './protocol';
import { createRemote, type RemoteOptions } from './remote';
import { type Answering, latestOnly, serve, type Table } from './serve';

interface Kitchen {
  readonly cook: Method<string, string, number>;
  readonly weigh: Method<number, number, null>;
  readonly door: Method<null, never, Endpoint>;
  readonly ring: Method<string, never, null>;
}

const { channel } = messageChannels();

const died = (reason: string) =>
  new ModelError({ kind: 'interrupted', code: 'WORKER_DIED', message: `It stopped (${reason}).` });

type Cook = (answering: Answering<string>, life: number) => Promise<number>;

/** A worker over a real channel, whose `cook` does what the test says in each of its lives. */
function kitchen(cook: Cook, options: Partial<RemoteOptions> = {}) {
  const clock = fakeClock();
  const rung: string[] = [];
  const lives: { readonly crash: () => void; terminated: boolean; readonly say: (data: unknown) => void }[] = [];

  function table(life: number): Table<Kitchen> {
    return {
      cook: (_, answering) => cook(answering, life),
      weigh: latestOnly(async (most, { tell }) => {
        for (let weight = 1; weight <= most; weight += 1) tell(weight);
        return null;
      }),
      async door(_, { transfer }) {
        const { port1, port2 } = channel();
        transfer(port1);
        serve<Pick<Kitchen, 'ring'>>(
          port2,
          { ring: table(life).ring },
          { errors: modelErrors, setTimer: clock.setTimer },
        );
        return port1;
      },
      async ring(word) {
        rung.push(word);
        return null;
      },
    };
  }

  const spawn = (): WorkerLike => {
    const { port1, port2 } = channel();
    let onError: (event: { readonly message?: string }) => void = () => {};
    const life = { crash: () => onError({ message: 'Out of memory' }), terminated: false };
    lives.push({ ...life, say: (data) => port2.postMessage(data) });
    serve(port2, table(lives.length), { errors: modelErrors, setTimer: clock.setTimer });
    port1.start();
    return {
      postMessage: (message, transfer = []) => port1.postMessage(message, transfer),
      addEventListener(type: string, listener: (event: never) => void) {
        // The overloads of WorkerLike pair each type with its event.
        if (type === 'error') onError = listener as typeof onError;
        if (type === 'message') port1.addEventListener('message', listener as (event: MessageEvent) => void);
      },
      terminate() {
        port1.close();
      },
    };
  };
  const notStarted = (cause: unknown) => new Error('not started', { cause });
  const remote = createRemote<Kitchen>({
    source: { spawn, notStarted, setTimer: clock.setTimer },
    errors: modelErrors,
    died,
    ...options,
  });
  return { remote, clock, lives, rung };
}

/** Resolves when the call is aborted. */
const untilAborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));

describe('a remote', () => {
  it('starts nothing before its first call, and answers it', async () => {
    const { remote, lives } = kitchen(async () => 42);
    expect(lives).toHaveLength(0);
    expect(await remote.call('cook', 'soup')).toBe(42);
    expect(await remote.call('cook', 'stew')).toBe(42);
    expect(lives).toHaveLength(1);
  });

  it('streams what a method tells, and throws what it fails with after that', async () => {
    const refused = new ModelError({ kind: 'bad-key', code: '401', message: 'No.' });
    const { remote } = kitchen(async ({ tell }) => {
      tell('chopped');
      tell('boiled');
      throw refused;
    });
    const told: string[] = [];
    const all = (async () => {
      for await (const event of remote.stream('cook', 'soup', { signal: new AbortController().signal }))
        told.push(event);
    })();
    await expect(all).rejects.toMatchObject({ data: refused.data });
    expect(told).toEqual(['chopped', 'boiled']);
  });

  it('tells of several events in a frame the last where that says it all', async () => {
    const { remote } = kitchen(async () => 0);
    const told: number[] = [];
    await remote.call('weigh', 100, { onEvent: (weight) => told.push(weight) });
    expect(told).toEqual([1, 100]);
  });

  it('carries an abort at once, also while nobody pulls, and stops what nobody reads any more', async () => {
    const stopped: string[] = [];
    const { remote } = kitchen(async ({ tell, signal }) => {
      tell('on the stove');
      await untilAborted(signal);
      stopped.push('stopped');
      return 0;
    });
    const abort = new AbortController();
    const stream = remote.stream('cook', 'soup', { signal: abort.signal });
    await stream.next();
    abort.abort('no longer hungry');
    await settleMessages();
    expect(stopped).toEqual(['stopped']);
    await expect(stream.next()).rejects.toBe('no longer hungry');

    for await (const _event of remote.stream('cook', 'stew', { signal: new AbortController().signal })) break;
    await settleMessages();
    expect(stopped).toEqual(['stopped', 'stopped']);

    const asked = new AbortController();
    const answer = remote.call('cook', 'roast', { signal: asked.signal });
    asked.abort('too late');
    await expect(answer).rejects.toBe('too late');
  });

  it('answers also when whoever hears what it tells throws', async () => {
    let hear: (event: { readonly data: unknown }) => void = () => {};
    const port: Endpoint = {
      postMessage: () => {},
      addEventListener: (_, listener) => {
        hear = listener;
      },
    };
    const remote = createRemote<Kitchen>({ source: { connect: async () => port }, errors: modelErrors, died });
    const onEvent = () => {
      throw new Error('a fault of a listener');
    };
    const answer = remote.call('cook', 'soup', { onEvent });
    await settleMessages();
    const last = { type: 'value', id: 1, events: ['done'], value: 7 };
    expect(() => hear({ data: last })).toThrow('a fault of a listener');
    expect(await answer).toBe(7);
  });

  it('hands over what a method transfers', async () => {
    const { remote, clock, rung } = kitchen(async () => 0);
    const port = await remote.call('door', null);
    const door = createRemote<Pick<Kitchen, 'ring'>>({
      source: { connect: async () => port },
      errors: modelErrors,
      died,
    });
    await door.call('ring', 'front');
    expect(rung).toEqual(['front']);
    expect(clock.pending()).toBe(0);
  });

  it('notifies a worker that runs, and starts none for it', async () => {
    const { remote, lives, rung } = kitchen(async () => 0);
    remote.notify('ring', 'unheard');
    expect(lives).toHaveLength(0);
    await remote.call('cook', 'soup');
    remote.notify('ring', 'heard');
    await settleMessages();
    expect(rung).toEqual(['heard']);
  });

  it('asks a worker that asks back over the same channel', async () => {
    const { clock } = kitchen(async () => 0);
    const { port1, port2 } = channel();
    const options = { errors: modelErrors, setTimer: clock.setTimer };
    const asking = (port: Endpoint) =>
      createRemote<Pick<Kitchen, 'ring'>>({
        source: { connect: async () => port },
        errors: modelErrors,
        died,
      });
    const rung: string[] = [];
    const ringing = (side: string): Table<Pick<Kitchen, 'ring'>> => ({
      async ring(word) {
        rung.push(`${side}: ${word}`);
        return null;
      },
    });
    serve(port1, ringing('one'), options);
    serve(port2, ringing('two'), options);
    await Promise.all([asking(port1).call('ring', 'hello'), asking(port2).call('ring', 'hello yourself')]);
    expect(rung.sort()).toEqual(['one: hello yourself', 'two: hello']);
  });

  it('says so when the two ends are of different versions', async () => {
    const { clock } = kitchen(async () => 0);
    const { port1, port2 } = channel();
    serve<Record<never, never>>(port1, {}, { errors: modelErrors, setTimer: clock.setTimer });
    const remote = createRemote<Kitchen>({
      source: { connect: async () => port2 },
      errors: modelErrors,
      died,
    });
    await expect(remote.call('cook', 'soup')).rejects.toMatchObject({ data: { code: 'UNREADABLE_MESSAGE' } });
    await expect(remote.call('toString' as 'cook', 'soup')).rejects.toMatchObject({
      data: { code: 'UNREADABLE_MESSAGE' },
    });
  });
});

describe('a worker that dies', () => {
  it('fails what is under way with what its owner says of it, after what it told, and the next call starts another', async () => {
    const { remote, lives } = kitchen(async ({ tell, signal }, life) => {
      tell('on the stove');
      if (life === 1) await untilAborted(signal);
      return life;
    });
    const stream = remote.stream('cook', 'soup', { signal: new AbortController().signal });
    expect((await stream.next()).value).toBe('on the stove');
    lives[0]?.crash();
    await expect(stream.next()).rejects.toMatchObject({ message: 'It stopped (Out of memory).' });
    expect(await remote.call('cook', 'soup')).toBe(2);
  });

  it('takes no call with it that is made when its owner hears of it', async () => {
    const next: Promise<number>[] = [];
    const { remote, lives } = kitchen(
      async ({ signal }, life) => {
        if (life === 1) await untilAborted(signal);
        return life;
      },
      { onLost: () => void next.push(remote.call('cook', 'stew')) },
    );
    const lost = remote.call('cook', 'soup');
    await settleMessages();
    lives[0]?.crash();
    await expect(lost).rejects.toMatchObject({ message: 'It stopped (Out of memory).' });
    expect(await Promise.all(next)).toEqual([2]);
  });

  it('is one that says what no worker of this version says', async () => {
    const { remote, lives } = kitchen(({ signal }) => untilAborted(signal).then(() => 0));
    const answer = remote.call('cook', 'soup');
    lives[0]?.say({ type: 'nonsense' });
    await expect(answer).rejects.toMatchObject({ message: expect.stringContaining('a message of an unknown kind') });
  });

  it('fails the call that found none to start', async () => {
    const { remote } = kitchen(async () => 0, {
      source: {
        spawn() {
          throw new Error('blocked');
        },
        notStarted: (cause) => new Error('not started', { cause }),
        setTimer: fakeClock().setTimer,
      },
    });
    await expect(remote.call('cook', 'soup')).rejects.toThrow('not started');
  });
});
