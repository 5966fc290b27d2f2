import { describe, expect, it } from 'vitest';
import type { CallRecord } from '../../core/model/call-record';
import { ModelError } from '../../core/model/model-error';
import { userPrompt } from '../../core/model/model-prompt';
import { noUsage } from '../../core/model/reply';
import { fakeClock } from '../../testing/fake-clock';
import { scriptedModel } from '../../testing/scripted-model';
import { aRequest, type Step, stepwiseModel } from '../../testing/stepwise-model';
import { defaultRetryPolicy, withRetry } from './with-retry';
import { withTrace } from './with-trace';

const doneReply = { finish: { kind: 'stop', code: 'STOP' }, usage: noUsage } as const;

function given(...tries: readonly (readonly Step[])[]) {
  const clock = fakeClock();
  const records: CallRecord[] = [];
  const retried = withRetry(stepwiseModel({ tries, clock }), { policy: defaultRetryPolicy, clock, random: () => 0.5 });
  let ids = 0;
  const model = withTrace(retried, {
    clock,
    newId: () => `call-${++ids}`,
    onCall: (record) => records.push(record),
    secrets: () => ['sk-very-secret'],
  });
  const abort = new AbortController();
  const call = async (request = aRequest()) => {
    for await (const _event of model.stream(request, abort.signal)) {
      // Read to the end.
    }
  };
  return { clock, records, model, abort, call };
}

describe('withTrace', () => {
  it('reports a call when it starts and when it is answered, under one id', async () => {
    const { clock, records, call } = given([{ pauseMs: 700 }, 'hello']);
    void call(aRequest({ settings: { seed: 3 } }));
    await clock.settle();
    expect(records).toMatchObject([
      {
        id: 'call-1',
        at: '2026-11-21T09:00:00.000Z',
        purpose: 'test-connection',
        settings: { seed: 3 },
        outcome: { status: 'running' },
      },
    ]);

    await clock.advance(700);
    expect(records).toHaveLength(2);
    expect(records[1]).toMatchObject({
      id: 'call-1',
      outcome: { status: 'answered', text: 'hello', cached: false, finish: { code: 'STOP' } },
      tookMs: 700,
      retries: [],
    });
  });

  it('tells of how probable the model found each option of a choice', async () => {
    const clock = fakeClock();
    const records: CallRecord[] = [];
    const reply = { ...doneReply, text: 'A', choice: [0.9, 0.1] };
    const chooses = scriptedModel({ replies: [{ events: [{ type: 'done', reply, cached: false }] }, 'B'] });
    const onCall = (record: CallRecord) => records.push(record);
    const model = withTrace(chooses, { clock, newId: () => 'call-1', onCall, secrets: () => [] });
    const request = aRequest({ reply: { type: 'choice', options: ['A', 'B'] } });
    for (let call = 0; call < 2; call += 1) {
      for await (const _event of model.stream(request, new AbortController().signal)) {
        // Read to the end.
      }
    }

    expect(records[1]?.outcome).toMatchObject({ status: 'answered', text: 'A', choice: [0.9, 0.1] });
    expect(records[3]?.outcome).not.toHaveProperty('choice');
  });

  it('tells of no setting that the model does not honour, since it was not sent', async () => {
    const clock = fakeClock();
    const records: CallRecord[] = [];
    const flash = stepwiseModel({ tries: [['hello']], clock, ref: { provider: 'gemini', id: 'gemini-flash-latest' } });
    const onCall = (record: CallRecord) => records.push(record);
    const model = withTrace(flash, { clock, newId: () => 'call-1', onCall, secrets: () => [] });
    const settings = { seed: 3, temperature: 0.7, stopSequences: ['END'], logprobs: 2 };
    for await (const _event of model.stream(aRequest({ settings }), new AbortController().signal)) {
      // Read to the end.
    }
    expect(records.at(-1)?.settings).toEqual({ seed: 3, stopSequences: ['END'] });
  });

  it('reports nothing before the first pull', () => {
    const { records, model, abort } = given(['hello']);
    model.stream(aRequest(), abort.signal);
    expect(records).toEqual([]);
  });

  it('lists the retries with their codes and waits', async () => {
    const busy = new ModelError({ kind: 'unavailable', code: '503', message: 'Busy.' });
    const { clock, records, call } = given([busy], [busy], ['hello']);
    void call();
    await clock.advance(10_000);
    expect(records.at(-1)).toMatchObject({
      retries: [
        { code: '503', waitedMs: 250 },
        { code: '503', waitedMs: 500 },
      ],
      tookMs: 750,
    });
  });

  it('reports a failure with what came before it', async () => {
    const failure = new ModelError({ kind: 'answer-blocked', code: 'SAFETY', message: 'Blocked.' });
    const { records, call } = given(['Once', failure]);
    await expect(call()).rejects.toBe(failure);
    expect(records.at(-1)?.outcome).toMatchObject({ status: 'failed', error: { code: 'SAFETY', partialText: 'Once' } });
  });

  it('reports an abort as cancelled, with the text so far and the wait as long as it was', async () => {
    const busy = new ModelError({ kind: 'unavailable', code: '503', message: 'Busy.' });
    const { clock, records, abort, call } = given(['Once', busy], ['never']);
    const outcome = expect(call()).rejects.toBe('stopped');
    await clock.advance(100);
    abort.abort('stopped');
    await outcome;
    expect(records.at(-1)).toMatchObject({
      outcome: { status: 'cancelled', partialText: 'Once' },
      retries: [{ code: '503', waitedMs: 100 }],
    });
  });

  it('reports a reader that stopped reading as cancelled', async () => {
    const { records, model, abort } = given(['Once', 'upon']);
    for await (const _event of model.stream(aRequest(), abort.signal)) break;
    expect(records.at(-1)?.outcome).toEqual({ status: 'cancelled', partialText: 'Once' });
  });

  it('keeps the key out of prompt, answer and error', async () => {
    const failure = new ModelError({ kind: 'bad-key', code: '400', message: 'The key sk-very-secret is wrong.' });
    const { records, call } = given(['It is sk-very-secret.'], [failure]);
    await call(aRequest({ prompt: userPrompt('My key is sk-very-secret, keep it.') }));

    await expect(call()).rejects.toMatchObject({ message: 'The key [key] is wrong.' });
    expect(JSON.stringify(records)).not.toContain('sk-very-secret');
    expect(records[0]?.prompt).toEqual(userPrompt('My key is [key], keep it.'));
  });

  it('reports a fault of ours as an internal failure', async () => {
    const { records, call } = given();
    await expect(call()).rejects.toThrow('scripted 0 tries');
    expect(records.at(-1)?.outcome).toMatchObject({ status: 'failed', error: { kind: 'internal', code: 'Error' } });
  });
});
