import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { doneEvent, scriptedModel } from '../../testing/scripted-model';
import { ModelError } from './model-error';
import { userPrompt } from './model-prompt';
import type { ModelRequest } from './model-request';
import type { SamplingSettings } from './sampling-settings';
import { type CandidateEvent, streamCandidates } from './stream-candidates';

const respond = (settings: SamplingSettings): ModelRequest => ({
  purpose: 'respond',
  subject: { instruction: 'Say hello.', principles: [], values: {} },
  prompt: userPrompt('Say hello.'),
  settings,
  reply: { type: 'text' },
  cache: 'fresh',
});

const never = new AbortController().signal;

async function collect(events: AsyncIterable<CandidateEvent>): Promise<CandidateEvent[]> {
  const collected: CandidateEvent[] = [];
  for await (const event of events) collected.push(event);
  return collected;
}

const of = (candidate: number, events: readonly CandidateEvent[]) =>
  events.filter((each) => each.candidate === candidate).map((each) => each.event);

describe('streamCandidates', () => {
  const unhandled: unknown[] = [];
  const remember = (error: unknown) => unhandled.push(error);
  beforeEach(() => {
    unhandled.length = 0;
    process.on('unhandledRejection', remember);
  });
  afterEach(async () => {
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', remember);
    expect(unhandled).toEqual([]);
  });

  it('asks once for each candidate, told apart by number and seed', async () => {
    const model = scriptedModel({ replies: ['a', 'b', 'c'] });
    await collect(streamCandidates(model, respond({ candidates: 3, seed: 2_147_483_646, temperature: 1 }), never));
    expect(model.requests.map(({ settings, candidate }) => ({ settings, candidate }))).toEqual(
      [2_147_483_646, 2_147_483_647, 0].map((seed, candidate) => ({ settings: { temperature: 1, seed }, candidate })),
    );
  });

  it('counts on from the candidate of the request, so that one that is asked for again keeps its place and seed', async () => {
    const model = scriptedModel({ replies: ['a'] });
    const third = { ...respond({ seed: 7 }), candidate: 2 };
    const events = await collect(streamCandidates(model, third, never));
    expect(model.requests).toMatchObject([{ settings: { seed: 9 }, candidate: 2 }]);
    expect(events.map((event) => event.candidate)).toEqual([0, 0]);
  });

  it('asks for one candidate, without a seed, when nothing else is set', async () => {
    const model = scriptedModel({ replies: ['a'] });
    await collect(streamCandidates(model, respond({}), never));
    expect(model.requests.map((request) => request.settings)).toEqual([{}]);
  });

  it('hands on the events of all as they come', async () => {
    const model = scriptedModel({
      replies: [{ pieces: ['a', 'b'] }, { events: [{ type: 'restart' }, doneEvent('x')] }],
    });
    const events = await collect(streamCandidates(model, respond({ candidates: 2 }), never));
    expect(of(0, events)).toEqual([{ type: 'text', text: 'a' }, { type: 'text', text: 'b' }, doneEvent('ab')]);
    expect(of(1, events)).toEqual([{ type: 'restart' }, doneEvent('x')]);
    expect(events.slice(0, 2).map((each) => each.candidate)).toEqual([0, 1]);
  });

  it('lets the others go on when one fails, and says how it failed', async () => {
    const blocked = new ModelError({ kind: 'answer-blocked', code: 'SAFETY', message: 'Blocked.' });
    const model = scriptedModel({
      replies: [{ pieces: ['a'], fails: blocked }, 'b', { fails: new TypeError('x is undefined') }, { events: [] }],
    });
    const events = await collect(streamCandidates(model, respond({ candidates: 4 }), never));
    expect(of(0, events)).toEqual([
      { type: 'text', text: 'a' },
      { type: 'failed', error: blocked.data },
    ]);
    expect(of(1, events).at(-1)).toEqual(doneEvent('b'));
    expect(of(2, events)).toMatchObject([{ type: 'failed', error: { kind: 'internal', code: 'TypeError' } }]);
    expect(of(3, events)).toMatchObject([{ type: 'failed', error: { kind: 'internal', code: 'NO_DONE' } }]);
  });

  it('sends nothing before the first pull, and nothing once aborted', async () => {
    const model = scriptedModel({ replies: ['a'] });
    const reason = new Error('stopped');
    const events = streamCandidates(model, respond({}), AbortSignal.abort(reason));
    await expect(collect(events)).rejects.toBe(reason);
    expect(model.requests).toEqual([]);
  });

  it('throws the reason of an abort at once, even when a model does not hear it', async () => {
    const model = scriptedModel({ replies: [{ waits: 'for-abort', pieces: ['a'] }, { waits: 'deaf' }] });
    const stop = new AbortController();
    const reason = new Error('stopped');
    const seen: CandidateEvent[] = [];
    const reading = (async () => {
      for await (const event of streamCandidates(model, respond({ candidates: 2 }), stop.signal)) {
        seen.push(event);
        queueMicrotask(() => stop.abort(reason));
      }
    })();
    await expect(reading).rejects.toBe(reason);
    expect(seen).toEqual([{ candidate: 0, event: { type: 'text', text: 'a' } }]);
    expect(model.signals.map((signal) => signal.reason)).toEqual([reason, reason]);
  });

  it('aborts all calls when its reader leaves early', async () => {
    const model = scriptedModel({ replies: [{ pieces: ['a'] }, { waits: 'for-abort' }] });
    for await (const { event } of streamCandidates(model, respond({ candidates: 2 }), never)) {
      if (event.type === 'text') break;
    }
    expect(model.signals.map((signal) => signal.aborted)).toEqual([true, true]);
  });

  it('aborts none that is whole when its reader stops at the last event', async () => {
    const model = scriptedModel({ replies: ['a', 'b'] });
    let ends = 0;
    for await (const { event } of streamCandidates(model, respond({ candidates: 2 }), never)) {
      if (event.type === 'done') ends += 1;
      if (ends === 2) break;
    }
    expect(model.signals.map((signal) => signal.aborted)).toEqual([false, false]);
  });

  it('refuses a number of candidates that is none', async () => {
    const model = scriptedModel({ replies: [] });
    await expect(collect(streamCandidates(model, respond({ candidates: 0 }), never))).rejects.toThrow(RangeError);
  });
});
