import { describe, expect, it } from 'vitest';
import type { CallRecord } from '../../core/model/call-record';
import type { LanguageModel, ModelEvent } from '../../core/model/language-model';
import { ModelError } from '../../core/model/model-error';
import type { ModelsConfig } from '../../core/model/models-port';
import { nothingSpent, type Spending } from '../../core/model/spending';
import { defaultDeviceSettings } from '../../core/project/device-settings';
import { fakeClock } from '../../testing/fake-clock';
import { aRequest, type Step, stepwiseModel } from '../../testing/stepwise-model';
import { createModelStack } from './model-stack';

const usage = { inputTokens: 3, outputTokens: 4, thoughtTokens: 0, estimated: false };
const config: ModelsConfig = {
  gemini: { ...defaultDeviceSettings.gemini, key: 'sk-very-secret' },
  budget: { calls: null, tokens: null },
};

function given(tries: readonly (readonly Step[])[], change: Partial<ModelsConfig> = {}) {
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
  const inner = stepwiseModel({ tries, clock, usage });
  return { clock, records, spendings, stack, inner, paid: stack.paid(inner), free: stack.free(inner) };
}

function call(model: LanguageModel, cache: 'fresh' | 'reuse' = 'fresh') {
  const events: ModelEvent[] = [];
  let failure: unknown;
  void (async () => {
    try {
      for await (const event of model.stream(aRequest({ cache }), new AbortController().signal)) events.push(event);
    } catch (error) {
      failure = error;
    }
  })();
  return { events, failure: () => failure };
}

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
      gemini: { ...config.gemini, parallelRequests: 1 },
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
      gemini: { ...config.gemini, parallelRequests: 1 },
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

describe('the stack around a free model', () => {
  it('counts calls in the totals, and no budget stops them', async () => {
    const { clock, free, spendings } = given([['one'], ['two']], { budget: { calls: 0, tokens: 0 } });
    call(free);
    call(free);
    await clock.settle();
    expect(spendings.at(-1)).toEqual({ all: { calls: 2, tokens: 14 }, paid: { calls: 0, tokens: 0 } });
  });
});
