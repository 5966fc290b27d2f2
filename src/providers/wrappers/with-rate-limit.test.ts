import { describe, expect, it } from 'vitest';
import { finished } from '../../core/model/finished';
import { ModelError } from '../../core/model/model-error';
import { beginCall } from '../../testing/begin-call';
import { fakeClock } from '../../testing/fake-clock';
import { aRequest, type Step, stepwiseModel } from '../../testing/stepwise-model';
import { toInstant } from './clock';
import { createLimiter } from './limiter';
import { withRateLimit } from './with-rate-limit';
import { defaultRetryPolicy, withRetry } from './with-retry';
import { stallPolicy, withStallCut } from './with-stall-cut';

function given(tries: readonly (readonly Step[])[], parallelRequests = 1) {
  const clock = fakeClock();
  const limiter = createLimiter({ limit: { requestsPerMinute: 60, parallelRequests }, clock });
  const inner = stepwiseModel({ tries, clock });
  const limited = withRateLimit(withStallCut(inner, { policy: stallPolicy(), clock }), { limiter });
  const retried = withRetry(limited, { policy: defaultRetryPolicy, clock, random: () => 0 });
  return { clock, limiter, inner, limited, retried };
}

const refusal = (until?: string) =>
  new ModelError({
    kind: 'rate-limited-minute',
    code: '429',
    message: 'Too many.',
    ...(until === undefined ? {} : { until }),
  });

describe('withRateLimit', () => {
  it('waits for its turn, says so, and goes on', async () => {
    const { clock, limited } = given([[{ pauseMs: 1_000 }, 'one'], ['two']]);
    const [first, second] = [beginCall(limited), beginCall(limited)];
    await clock.settle();

    expect(second.events).toEqual([{ type: 'wait', reason: 'queue', attempt: 1, code: 'QUEUED' }]);
    await clock.advance(1_000);
    expect(first.events.at(-1)).toMatchObject({ type: 'done' });
    expect(second.events.at(-1)).toMatchObject({ type: 'done', reply: { text: 'two' } });
  });

  it.each<[string, readonly Step[]]>([
    ['an answer', ['one']],
    ['a failure', [new ModelError({ kind: 'empty', code: 'STOP', message: 'Nothing came.' })]],
    ['a stall', ['DEAF']],
  ])('frees its place after %s', async (_name, steps) => {
    const { clock, limited, limiter } = given([steps]);
    beginCall(limited);

    await clock.advance(2_000_000);

    expect(limiter.status()).toMatchObject({ running: 0, queued: 0 });
  });

  it('frees its place after an abort in mid-stream, and in the queue', async () => {
    const { clock, limited, limiter, inner } = given([['one', 'HANG']]);
    const [streaming, queued] = [beginCall(limited), beginCall(limited)];
    await clock.settle();

    queued.abort.abort('stopped');
    await clock.settle();
    expect(queued.failure()).toBe('stopped');
    expect(limiter.status()).toMatchObject({ running: 1, queued: 0 });

    streaming.abort.abort('stopped');
    await clock.settle();
    expect(limiter.status()).toMatchObject({ running: 0, queued: 0 });
    expect(inner.tries).toHaveLength(1);
  });

  it('frees its place when the reader stops reading, at a text or at a wait', async () => {
    const { clock, limited, limiter } = given([['one', 'two']]);
    const signal = new AbortController().signal;
    const streaming = limited.stream(aRequest(), signal)[Symbol.asyncIterator]();
    const queued = limited.stream(aRequest(), signal)[Symbol.asyncIterator]();
    await streaming.next();
    await queued.next();

    await queued.return?.();
    await streaming.return?.();
    await clock.settle();

    expect(limiter.status()).toMatchObject({ running: 0, queued: 0 });
  });

  it('makes room after a refusal also for readers that stop at the last event', async () => {
    const words = Array.from({ length: 20 }, (_, n) => `answer ${n}`);
    const { clock, limited } = given([[refusal()], ...words.map((word) => [word])], 5);
    const { signal } = new AbortController();
    const answer = async () => (await finished(limited.stream(aRequest(), signal))).reply.text;
    await expect(answer()).rejects.toThrow('Too many.');

    const answers: string[] = [];
    for (const _ of words) void answer().then((text) => answers.push(text));
    await clock.advance(10_000);

    expect(answers).toEqual(words);
  });

  it('tells those who wait of a pause that begins meanwhile', async () => {
    const clock = fakeClock();
    const limiter = createLimiter({ limit: { requestsPerMinute: 60, parallelRequests: 1 }, clock });
    const until = toInstant(clock.now() + 30_000);
    const inner = stepwiseModel({ tries: [[{ pauseMs: 1_000 }, refusal(until)], ['two']], clock });
    const limited = withRateLimit(inner, { limiter });
    beginCall(limited);
    const second = beginCall(limited);

    await clock.advance(1_000);

    expect(second.events.at(-1)).toMatchObject({ type: 'wait', reason: 'rate-limit', until, code: 'PAUSED' });
    await clock.advance(29_000);
    expect(second.events.at(-1)).toMatchObject({ type: 'done' });
  });

  it('under withRetry takes a new place for each try, and none while it waits', async () => {
    const { clock, retried, limiter, inner } = given([
      [new ModelError({ kind: 'unavailable', code: '503', message: 'Busy.', until: '2026-11-21T09:00:10.000Z' })],
      ['one'],
    ]);
    const { events } = beginCall(retried);
    await clock.advance(5_000);
    expect(limiter.status()).toMatchObject({ running: 0, queued: 0 });

    await clock.advance(5_000);

    expect(inner.tries).toHaveLength(2);
    expect(events.at(-1)).toMatchObject({ type: 'done' });
    expect(limiter.status()).toMatchObject({ running: 0, queued: 0 });
  });

  it('under withRetry numbers its waits with the try', async () => {
    const until = '2026-11-21T09:00:10.000Z';
    const { clock, retried } = given([[refusal(until)], ['one']]);
    const { events } = beginCall(retried);
    await clock.advance(60_000);

    expect(events.filter((event) => event.type === 'wait')).toMatchObject([
      { attempt: 2, reason: 'rate-limit', until, code: '429' },
    ]);
    expect(events.at(-1)).toMatchObject({ type: 'done' });
  });
});
