import { describe, expect, it } from 'vitest';
import type { LanguageModel } from '../../core/model/language-model';
import { ModelError } from '../../core/model/model-error';
import { userPrompt } from '../../core/model/model-prompt';
import type { CallBudget } from '../../core/model/models-port';
import { fakeClock } from '../../testing/fake-clock';
import { aRequest, type Step, stepwiseModel } from '../../testing/stepwise-model';
import { createLedger } from './ledger';
import { withBudget } from './with-budget';
import { withMeter } from './with-meter';
import { defaultRetryPolicy, withRetry } from './with-retry';

const usage = { inputTokens: 10, outputTokens: 20, thoughtTokens: 5, estimated: false };

function given(tries: readonly (readonly Step[])[], budget: CallBudget = { calls: null, tokens: null }) {
  const clock = fakeClock();
  const ledger = createLedger();
  ledger.setBudget(budget);
  const inner = stepwiseModel({ tries, clock, usage });
  const model = withBudget(withMeter(inner, { ledger, price: 'paid' }), { ledger });
  return { clock, ledger, inner, model };
}

async function call(model: LanguageModel, { request = aRequest(), signal = new AbortController().signal } = {}) {
  let last: unknown;
  for await (const event of model.stream(request, signal)) last = event;
  return last;
}

describe('withBudget', () => {
  it('lets calls pass up to the budget and stops the one that would exceed it', async () => {
    const { model, inner } = given([['one'], ['two'], ['three']], { calls: 2, tokens: null });
    await call(model);
    await call(model);

    await expect(call(model)).rejects.toMatchObject({
      data: {
        kind: 'over-budget',
        message:
          'The session budget is 2 calls; 2 made, 0 under way. Nothing was sent. Raise or clear the budget in Settings, or use a model on this device, which is free.',
      },
    });
    expect(inner.tries).toHaveLength(2);
  });

  it('counts calls under way', async () => {
    const { clock, model } = given([['HANG'], ['never']], { calls: 1, tokens: null });
    const abort = new AbortController();
    const first = call(model, { signal: abort.signal });
    await clock.settle();

    await expect(call(model)).rejects.toMatchObject({ data: { kind: 'over-budget' } });
    abort.abort('stopped');
    await expect(first).rejects.toBe('stopped');
  });

  it('estimates the tokens of a call: those of the prompt, and the most it may answer', async () => {
    const request = aRequest({ prompt: userPrompt('x'.repeat(400)), settings: { maxOutputTokens: 200 } });
    const { model, inner } = given([['one']], { calls: null, tokens: 287 });

    await expect(call(model, { request })).rejects.toMatchObject({
      data: {
        code: 'TOKENS',
        message: expect.stringContaining('about 288 tokens. The session budget is 287; 0 spent'),
      },
    });
    expect(inner.tries).toHaveLength(0);
  });

  it('releases what it held, and keeps what was really spent', async () => {
    const { ledger, model } = given([['one']], { calls: null, tokens: 5_000 });

    await call(model);

    expect(ledger.reserved()).toEqual({ calls: 0, tokens: 0 });
    expect(ledger.spending().paid).toEqual({ calls: 1, tokens: 35 });
  });

  it('under withRetry stops a repeat that would exceed', async () => {
    const cut = new ModelError({ kind: 'unavailable', code: 'STREAM_CUT', message: 'Cut.' });
    const { clock, model, inner } = given([['text', cut], ['never']], { calls: 1, tokens: null });
    const retried = withRetry(model, { policy: defaultRetryPolicy, clock, random: () => 0 });

    const outcome = expect(call(retried)).rejects.toMatchObject({ data: { kind: 'over-budget' } });
    await clock.advance(1_000);

    await outcome;
    expect(inner.tries).toHaveLength(1);
  });
});

describe('withMeter', () => {
  it('books what the service says, thoughts included', async () => {
    const { ledger, model } = given([['one']]);
    await call(model);
    expect(ledger.spending()).toEqual({ all: { calls: 1, tokens: 35 }, paid: { calls: 1, tokens: 35 } });
  });

  it('books the usage of a failure', async () => {
    const blocked = new ModelError({ kind: 'answer-blocked', code: 'SAFETY', message: 'Blocked.', usage });
    const { ledger, model } = given([[blocked]]);
    await expect(call(model)).rejects.toBe(blocked);
    expect(ledger.spending().paid).toEqual({ calls: 1, tokens: 35 });
  });

  it.each(['bad-key', 'rate-limited-minute', 'unavailable', 'unreachable'] as const)(
    'books nothing for %s',
    async (kind) => {
      const { ledger, model } = given([[new ModelError({ kind, code: '?', message: 'Refused.' })]]);
      await expect(call(model)).rejects.toBeInstanceOf(ModelError);
      expect(ledger.spending().paid).toEqual({ calls: 0, tokens: 0 });
    },
  );

  it('estimates a stream that was cut, one that was aborted and one that nobody read to its end', async () => {
    const request = aRequest({ prompt: userPrompt('x'.repeat(40)) });
    const cut = new ModelError({ kind: 'unavailable', code: 'STREAM_CUT', message: 'Cut.' });
    const { clock, ledger, model } = given([
      ['12345678', cut],
      ['1234', 'HANG'],
      ['1234', '5678'],
    ]);
    await expect(call(model, { request })).rejects.toBe(cut);
    expect(ledger.spending().paid).toEqual({ calls: 1, tokens: 16, estimated: true });

    const abort = new AbortController();
    const aborted = call(model, { request, signal: abort.signal });
    await clock.settle();
    abort.abort('stopped');
    await expect(aborted).rejects.toBe('stopped');
    expect(ledger.spending().paid).toEqual({ calls: 2, tokens: 29, estimated: true });

    const stream = model.stream(request, new AbortController().signal)[Symbol.asyncIterator]();
    await stream.next();
    await stream.return?.();
    expect(ledger.spending().paid).toEqual({ calls: 3, tokens: 42, estimated: true });
  });

  it('counts free calls in the totals, and not against the budget', async () => {
    const clock = fakeClock();
    const ledger = createLedger();
    const model = withMeter(stepwiseModel({ tries: [['one']], clock, usage }), { ledger, price: 'free' });
    await call(model);
    expect(ledger.spending()).toEqual({ all: { calls: 1, tokens: 35 }, paid: { calls: 0, tokens: 0 } });
  });
});
