import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ModelError, type ModelErrorKind } from '../../core/model/model-error';
import { beginCall } from '../../testing/begin-call';
import { type FakeClock, fakeClock } from '../../testing/fake-clock';
import { type Step, stepwiseModel } from '../../testing/stepwise-model';
import { toInstant } from './clock';
import { defaultRetryPolicy, withRetry } from './with-retry';

const failing = (kind: ModelErrorKind, code: string = kind, until?: string) =>
  new ModelError({
    kind,
    code: code === 'unavailable' ? '503' : code,
    message: `It failed (${code}).`,
    ...(until === undefined ? {} : { until }),
  });

function given(
  tries: readonly (readonly Step[])[],
  { clock = fakeClock(), random = 0.5 }: { clock?: FakeClock; random?: number } = {},
) {
  const inner = stepwiseModel({ tries, clock });
  const model = withRetry(inner, { policy: defaultRetryPolicy, clock, random: () => random });
  return { clock, inner, ...beginCall(model) };
}

describe('withRetry', () => {
  it('gives the answer of the second try, and says why it waited and until when', async () => {
    const { clock, events } = given([[failing('unavailable', '503')], ['hello']]);
    const start = clock.now();

    await clock.advance(1_000);

    expect(events).toMatchObject([
      { type: 'wait', reason: 'retry', code: '503', attempt: 2, until: toInstant(start + 250) },
      { type: 'text', text: 'hello' },
      { type: 'done' },
    ]);
  });

  it('gives up after six tries in all, however they fail, and says so', async () => {
    const { clock, inner, failure } = given(Array.from({ length: 7 }, () => [failing('unavailable', '500')]));

    await clock.advance(600_000);

    expect(inner.tries).toHaveLength(6);
    expect(failure()).toMatchObject({ data: { kind: 'unavailable', message: 'It failed (500). Tried 6 times.' } });
  });

  it('waits twice as long each time, from half a second, at random', async () => {
    const { clock, inner } = given(
      Array.from({ length: 6 }, () => [failing('unavailable', '500')]),
      { random: 0.999 },
    );

    await clock.advance(600_000);

    const waits = inner.tries.slice(1).map((attempt, index) => attempt.at - (inner.tries[index]?.at ?? 0));
    expect(waits.map((ms) => Math.round(ms / 100) / 10)).toEqual([0.5, 1, 2, 4, 8]);
  });

  it('waits until the instant that the service named, and a little more', async () => {
    const clock = fakeClock();
    const until = clock.now() + 34_400;
    const { inner, events } = given([[failing('unavailable', '503', toInstant(until))], ['hello']], { clock });

    await clock.advance(34_400);
    expect(inner.tries).toHaveLength(1);
    await clock.advance(1_000);

    expect(events[0]).toMatchObject({ type: 'wait', reason: 'retry', code: '503' });
    expect(events.at(-1)).toMatchObject({ type: 'done' });
  });

  it('does not wait by itself after a refusal for rate: whoever holds all calls below holds this one', async () => {
    const { clock, inner, events } = given([[failing('rate-limited-minute', '429')], ['hello']]);
    await clock.settle();
    expect(inner.tries).toHaveLength(2);
    expect(events.at(-1)).toMatchObject({ type: 'done' });
  });

  it('fails at once when the service asks for more patience than a person has', async () => {
    const clock = fakeClock();
    const { failure } = given([[failing('unavailable', '503', toInstant(clock.now() + 3_600_000))]], { clock });

    await clock.settle();

    expect(failure()).toMatchObject({ data: { code: '503' } });
  });

  it.each<ModelErrorKind>([
    'rate-limited-day',
    'bad-key',
    'no-key',
    'unknown-model',
    'bad-request',
    'prompt-blocked',
    'answer-blocked',
    'empty',
    'token-limit',
    'over-budget',
    'too-long',
    'no-model',
    'device',
    'private',
  ])('does not repeat what cannot pass: %s', async (kind) => {
    const { clock, inner, failure } = given([[failing(kind)], ['never']]);

    await clock.advance(600_000);

    expect(inner.tries).toHaveLength(1);
    expect(failure()).toMatchObject({ data: { kind } });
  });

  it.each(['500', '502', '503 BACKEND_BUSY', '504', 'STREAM_CUT', 'STALLED'])(
    'repeats what is unavailable for %s',
    async (code) => {
      const { clock, events } = given([[failing('unavailable', code)], ['hello']]);
      await clock.advance(1_000);
      expect(events.at(-1)).toMatchObject({ type: 'done' });
    },
  );

  it('does not repeat an answer of something that is no such service', async () => {
    const { clock, inner } = given([[failing('unavailable', 'UNKNOWN_FORMAT')], ['never']]);
    await clock.advance(600_000);
    expect(inner.tries).toHaveLength(1);
  });

  it('tries an unreachable service twice only', async () => {
    const { clock, inner, failure } = given(Array.from({ length: 3 }, () => [failing('unreachable', 'TypeError')]));

    await clock.advance(600_000);

    expect(inner.tries).toHaveLength(2);
    expect(failure()).toMatchObject({ data: { kind: 'unreachable' } });
  });

  it('does not wait for a silent service again and again', async () => {
    const { clock, inner, failure } = given(Array.from({ length: 3 }, () => [failing('unavailable', 'STALLED')]));

    await clock.advance(600_000);

    expect(inner.tries).toHaveLength(2);
    expect(failure()).toMatchObject({ data: { code: 'STALLED', message: expect.stringContaining('Tried 2 times.') } });
  });

  it('voids the text of a try that was cut', async () => {
    const { clock, events } = given([['Once up', failing('unavailable', 'STREAM_CUT')], ['Once upon a time']]);

    await clock.advance(1_000);

    expect(events.map((event) => event.type)).toEqual(['text', 'wait', 'restart', 'text', 'done']);
  });

  it('ends a wait at once on abort, with the reason of the abort', async () => {
    const { clock, inner, abort, failure } = given([[failing('unavailable', '503')], ['never']]);
    await clock.settle();

    abort.abort('stopped');
    await clock.settle();

    expect(failure()).toBe('stopped');
    expect(inner.tries).toHaveLength(1);
    expect(clock.pending()).toBe(0);
  });

  it('passes on an error that is none of the model', async () => {
    const { clock, failure } = given([]);

    await clock.settle();

    expect(failure()).toMatchObject({ message: expect.stringContaining('scripted 0 tries') });
  });

  it('never makes more than six tries, whatever they end with', async () => {
    const kinds = fc.constantFrom<ModelErrorKind>('rate-limited-minute', 'unavailable', 'unreachable', 'empty');
    await fc.assert(
      fc.asyncProperty(fc.array(kinds, { minLength: 10, maxLength: 10 }), async (sequence) => {
        const { clock, inner, failure } = given(sequence.map((kind) => ['text', failing(kind)]));
        await clock.advance(3_600_000);
        expect(inner.tries.length).toBeLessThanOrEqual(6);
        expect(failure()).toBeInstanceOf(ModelError);
      }),
      { numRuns: 50 },
    );
  });
});
