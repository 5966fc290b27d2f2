import { describe, expect, it } from 'vitest';
import { fakeClock } from '../../testing/fake-clock';
import { wholeOf } from '../../testing/local-models-harness';
import { silenceMs, urlOpener } from './open-url';

const url = 'https://models.example/tiny/params_shard_0.bin';
const never = new AbortController().signal;

function given(fetch: typeof globalThis.fetch, { online = true } = {}) {
  const clock = fakeClock();
  return { clock, open: urlOpener({ fetch, setTimer: clock.setTimer, isOnline: () => online }) };
}

/** A response whose body comes when the test says so, and which ends when its request is aborted. */
function slowly() {
  let send: (text: string) => void = () => {};
  let end = () => {};
  const fetch: typeof globalThis.fetch = async (_url, init) => {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        send = (text) => controller.enqueue(new TextEncoder().encode(text));
        end = () => controller.close();
        init?.signal?.addEventListener('abort', () => controller.error(init.signal?.reason));
      },
    });
    return new Response(body);
  };
  return { fetch, send: (text: string) => send(text), end: () => end() };
}

describe('asking an address', () => {
  it('sends nothing of the user, and leaves nothing in the cache of the browser', async () => {
    const asked: RequestInit[] = [];
    const { open } = given(async (_url, init = {}) => {
      asked.push(init);
      return new Response('abc');
    });
    const answer = await open(url, never);
    expect(asked).toMatchObject([{ credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store' }]);
    expect(answer).toMatchObject({ status: 'answered', code: 200 });
    if (answer.status === 'answered') expect(new TextDecoder().decode(await wholeOf(answer.stream))).toBe('abc');
  });

  it('gives the status of a refusal', async () => {
    const { open, clock } = given(async () => new Response('', { status: 404 }));
    const answer = await open(url, never);
    expect(answer).toMatchObject({ code: 404 });
    if (answer.status === 'answered') await answer.cancel();
    expect(clock.pending()).toBe(0);
  });

  it.each([true, false])('tells whether the device is online (%s) when nobody answers', async (online) => {
    const { open, clock } = given(() => Promise.reject(new TypeError('Failed to fetch')), { online });
    expect(await open(url, never)).toEqual({ status: 'unreachable', offline: !online });
    expect(clock.pending()).toBe(0);
  });

  it('throws the reason of an abort', async () => {
    const stop = new AbortController();
    const { open } = given(
      (_url, init) =>
        new Promise((_, reject) => {
          init?.signal?.addEventListener('abort', () => reject(new TypeError('Aborted')));
        }),
    );
    const answer = open(url, stop.signal);
    stop.abort(new Error('Enough.'));
    await expect(answer).rejects.toThrow('Enough.');
  });

  it('takes a host that does not begin to answer for one that cannot be reached', async () => {
    const { open, clock } = given(
      (_url, init) =>
        new Promise((_, reject) => {
          init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
        }),
    );
    const answer = open(url, never);
    await clock.advance(silenceMs);
    expect(await answer).toEqual({ status: 'unreachable', offline: false });
  });

  it('takes a silent connection for a broken one, but never a reader that is slow', async () => {
    const host = slowly();
    const { open, clock } = given(host.fetch);
    const answer = await open(url, never);
    if (answer.status !== 'answered') throw new Error('Expected an answer.');
    const chunks = answer.stream[Symbol.asyncIterator]();
    host.send('abc');
    expect((await chunks.next()).done).toBe(false);
    await clock.advance(10 * silenceMs);

    const next = chunks.next();
    const failure = expect(next).rejects.toThrow('said nothing for 60 seconds');
    await clock.advance(silenceMs);
    await failure;
    expect(clock.pending()).toBe(0);
  });

  it('leaves no timer behind a stream that was read to its end, or left', async () => {
    for (const leave of [true, false]) {
      const host = slowly();
      const { open, clock } = given(host.fetch);
      const answer = await open(url, never);
      if (answer.status !== 'answered') throw new Error('Expected an answer.');
      host.send('abc');
      if (!leave) host.end();
      for await (const _ of answer.stream) if (leave) break;
      expect(clock.pending()).toBe(0);
    }
  });
});
