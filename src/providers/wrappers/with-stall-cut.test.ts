import { describe, expect, it } from 'vitest';
import { ModelError } from '../../core/model/model-error';
import { beginCall } from '../../testing/begin-call';
import { fakeClock } from '../../testing/fake-clock';
import { aRequest, type Step, stepwiseModel } from '../../testing/stepwise-model';
import { stallPolicy, withStallCut } from './with-stall-cut';

function given(...steps: readonly Step[]) {
  const clock = fakeClock();
  const inner = stepwiseModel({ tries: [steps], clock });
  const model = withStallCut(inner, { policy: stallPolicy(), clock });
  return { clock, inner, ...beginCall(model) };
}

describe('withStallCut', () => {
  it('lets a slow stream pass that is never silent for too long', async () => {
    const { clock, events } = given({ pauseMs: 899_000 }, 'a', { pauseMs: 59_000 }, 'b', { pauseMs: 59_000 }, 'c');

    await clock.advance(1_020_000);

    expect(events.at(-1)).toMatchObject({ type: 'done', reply: { text: 'abc' } });
    expect(clock.pending()).toBe(0);
  });

  it('cuts a stream 60 s after its last event, and keeps what came', async () => {
    const { clock, inner, failure } = given({ pauseMs: 1_000 }, 'Once ', 'upon', 'HANG');

    await clock.advance(60_999);
    expect(failure()).toBeUndefined();
    await clock.advance(1);

    expect(failure()).toBeInstanceOf(ModelError);
    expect(failure()).toMatchObject({ data: { kind: 'unavailable', code: 'STALLED', partialText: 'Once upon' } });
    expect(inner.tries[0]?.signal.aborted).toBe(true);
    expect(clock.pending()).toBe(0);
  });

  it('gives a model 15 minutes to think before its first word', async () => {
    const { clock, failure } = given('HANG');

    await clock.advance(899_999);
    expect(failure()).toBeUndefined();
    await clock.advance(1);

    expect(failure()).toMatchObject({ data: { code: 'STALLED' } });
  });

  it('does not cut an answer that begins after three minutes, or after an hour of signs of life', async () => {
    const late = given({ pauseMs: 180_000 }, 'late');
    await late.clock.advance(200_000);
    expect(late.events.at(-1)).toMatchObject({ type: 'done', reply: { text: 'late' } });

    const thoughts: Step[] = Array.from({ length: 6 }, () => [{ pauseMs: 600_000 }, '']).flat();
    const thoughtful = given(...thoughts, 'at last');
    await thoughtful.clock.advance(3_700_000);
    expect(thoughtful.events.at(-1)).toMatchObject({ type: 'done', reply: { text: 'at last' } });
  });

  it('ends at once on abort, even above a model that does not notice', async () => {
    const { clock, abort, failure } = given('Once', 'DEAF');
    await clock.settle();

    abort.abort('stopped');
    await clock.settle();

    expect(failure()).toBe('stopped');
    expect(clock.pending()).toBe(0);
  });

  it('does not count the time in which nobody pulls', async () => {
    const clock = fakeClock();
    const inner = stepwiseModel({ tries: [['a', 'b']], clock });
    const stream = withStallCut(inner, { policy: stallPolicy(), clock })
      .stream(aRequest(), new AbortController().signal)
      [Symbol.asyncIterator]();
    await stream.next();

    await clock.advance(600_000);

    expect((await stream.next()).value).toEqual({ type: 'text', text: 'b' });
    await stream.return?.();
    await clock.settle();
    expect(inner.tries[0]?.ended()).toBe(true);
  });
});
