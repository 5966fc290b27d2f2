import { describe, expect, it } from 'vitest';
import { fakeClock } from './fake-clock';
import { readRecordedReplies, replay, settledInTime, waysToCut } from './recorded-reply';

const recorded = {
  name: 'greeting',
  why: 'letters of one to four bytes',
  api: 'server',
  stream: true,
  status: 429,
  headers: { 'content-type': 'text/plain', 'retry-after': '3' },
  body: 'Grüße, 世界 🚀\r\n',
  // biome-ignore lint/suspicious/noThenProperty: the fixtures' own word.
  then: [{ status: 200, headers: {}, body: 'second' }],
  expect: { kind: 'answer', requests: 2, text: 'second' },
};

describe('a recorded reply', () => {
  it.each(waysToCut)('is played to the byte, $name, with its status and headers', async ({ cutsOf }) => {
    const { fetch } = replay(onlyOf([recorded]), cutsOf);

    const response = await fetch('https://a.example/v1/chat');

    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBe('3');
    expect(await response.text()).toBe(recorded.body);
  });

  it('is cut into the pieces that were asked for', async () => {
    const { fetch } = replay(onlyOf([recorded]), () => [1, 3]);
    const { body } = await fetch('https://a.example');

    const sizes: number[] = [];
    for await (const piece of body ?? []) sizes.push(piece.length);

    const length = new TextEncoder().encode(recorded.body).length;
    expect(sizes).toEqual([1, 2, length - 3]);
  });

  it('is followed by the next ones, of which the last one stays, and remembers what it was asked', async () => {
    const { fetch, requests } = replay(onlyOf([recorded]));
    const init = { method: 'POST', body: '{"n":1}', headers: { authorization: 'Bearer k' } };

    const statuses = [await fetch('https://a.example', init), await fetch('https://a.example'), await fetch('x:y')];

    expect(statuses.map(({ status }) => status)).toEqual([429, 200, 200]);
    expect(requests).toMatchObject([
      { method: 'POST', body: { n: 1 } },
      { method: 'GET', body: undefined },
      { url: 'x:y' },
    ]);
    expect(requests[0]?.headers.get('authorization')).toBe('Bearer k');
  });

  it('stays the same for each request without others', async () => {
    const { then: _, ...alone } = recorded;
    const { fetch } = replay(onlyOf([alone]));
    await fetch('https://a.example');
    expect((await fetch('https://a.example')).status).toBe(429);
  });

  it('breaks off when it is aborted', async () => {
    const controller = new AbortController();
    const { fetch } = replay(onlyOf([recorded]), () => [1]);
    const reader = (await fetch('https://a.example', { signal: controller.signal })).body?.getReader();
    await reader?.read();
    controller.abort('stopped');
    await expect(reader?.read()).rejects.toBe('stopped');
    await expect(fetch('https://a.example', { signal: controller.signal })).rejects.toBe('stopped');
  });

  it('is refused when a field is misspelled', () => {
    expect(() => readRecordedReplies([{ ...recorded, expect: { kind: 'answer', request: 1 } }])).toThrow();
  });
});

describe('settledInTime', () => {
  it('moves time for one wait after the other, and only as far as is needed', async () => {
    const clock = fakeClock(0);
    const { signal } = new AbortController();
    const waits = async () => {
      await clock.sleep(60_000, signal);
      await clock.sleep(60_000, signal);
      return 'done';
    };
    expect(await settledInTime(waits(), clock)).toEqual({ status: 'fulfilled', value: 'done' });
    expect(clock.now()).toBeLessThanOrEqual(140_000);
  });

  it('hands back what the promise rejects with', async () => {
    const failed = Promise.reject(new Error('no'));
    expect(await settledInTime(failed, fakeClock())).toMatchObject({ status: 'rejected', reason: { message: 'no' } });
  });
});

function onlyOf(json: unknown) {
  const [first] = readRecordedReplies(json);
  if (first === undefined) throw new Error('The fixture is empty.');
  return first;
}
