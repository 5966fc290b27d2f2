import { describe, expect, it } from 'vitest';
import { longestReply } from '../../core/model/greatest-reply';
import type { LanguageModel, ModelEvent } from '../../core/model/language-model';
import type { ModelRequest } from '../../core/model/model-request';
import { fakeClock } from '../../testing/fake-clock';
import { aRequest, type Step, stepwiseModel } from '../../testing/stepwise-model';
import { withGreatestLength } from './with-greatest-length';

async function eventsOf(model: LanguageModel): Promise<readonly ModelEvent[]> {
  const events: ModelEvent[] = [];
  for await (const event of model.stream(aRequest(), new AbortController().signal)) events.push(event);
  return events;
}

async function given(steps: readonly Step[], most?: number) {
  const inner = stepwiseModel({ tries: [steps], clock: fakeClock() });
  const model = withGreatestLength(inner, most === undefined ? {} : { most });
  const events = await eventsOf(model);
  const text = events.map((event) => (event.type === 'text' ? event.text : '')).join('');
  return { events, text, sent: inner.tries[0], last: events.at(-1) };
}

describe('an answer that does not end', () => {
  it('is cut at the greatest length, and the call is stopped', async () => {
    const { text, sent, last } = await given(['abc', 'def', 'HANG'], 5);

    expect(text).toBe('abcde');
    expect(last).toMatchObject({
      type: 'done',
      reply: { text: 'abcde', finish: { kind: 'length', code: 'TOO_LONG' }, usage: { estimated: true } },
    });
    expect(sent?.signal.aborted).toBe(true);
  });

  it('is cut after 400,000 characters', async () => {
    const piece = '- '.repeat(50_000);
    const { text, last } = await given([piece, piece, piece, piece, piece, 'HANG']);
    expect(text).toHaveLength(longestReply);
    expect(last).toMatchObject({ reply: { finish: { code: 'TOO_LONG' } } });
  });

  it('is not cut through a character', async () => {
    const { text } = await given(['ab🙂c', 'HANG'], 3);
    expect(text).toBe('ab');
  });
});

describe('an answer that ends', () => {
  it('is left as it is, up to the greatest length', async () => {
    const { events, sent } = await given(['abc', 'de'], 5);
    expect(events).toEqual([
      { type: 'text', text: 'abc' },
      { type: 'text', text: 'de' },
      expect.objectContaining({
        reply: expect.objectContaining({ text: 'abcde', finish: { kind: 'stop', code: 'STOP' } }),
      }),
    ]);
    expect(sent?.signal.aborted).toBe(false);
  });

  it('is as long as what came since it began anew', async () => {
    const inner: LanguageModel = stepwiseModel({ tries: [['abcd']], clock: fakeClock() });
    const model = withGreatestLength<ModelRequest>(
      {
        ...inner,
        async *stream(request, signal): AsyncGenerator<ModelEvent> {
          yield { type: 'text', text: 'abc' };
          yield { type: 'restart' };
          yield* inner.stream(request, signal);
        },
      },
      { most: 5 },
    );
    expect((await eventsOf(model)).at(-1)).toMatchObject({ reply: { text: 'abcd', finish: { kind: 'stop' } } });
  });

  it('is cut too where it came in one piece, without figures for tokens that are gone', async () => {
    const inner = stepwiseModel({ tries: [[]], clock: fakeClock() });
    const model = withGreatestLength(
      {
        ...inner,
        async *stream(): AsyncGenerator<ModelEvent> {
          const tokens = [{ token: 'abcdef', logprob: -1, alternatives: [] }];
          const usage = { inputTokens: 1, outputTokens: 1, thoughtTokens: 0, estimated: false };
          yield {
            type: 'done',
            cached: false,
            reply: { text: 'abcdef', finish: { kind: 'stop', code: 'STOP' }, usage, tokens },
          };
        },
      },
      { most: 5 },
    );
    expect(await eventsOf(model)).toEqual([
      {
        type: 'done',
        cached: false,
        reply: {
          text: 'abcde',
          finish: { kind: 'length', code: 'TOO_LONG' },
          usage: { inputTokens: 1, outputTokens: 1, thoughtTokens: 0, estimated: false },
        },
      },
    ]);
  });

  it('fails as the model fails, also when the author stops it', async () => {
    const inner = stepwiseModel({ tries: [['a', 'HANG']], clock: fakeClock() });
    const author = new AbortController();
    const read = async () => {
      for await (const event of withGreatestLength(inner).stream(aRequest(), author.signal))
        if (event.type === 'text') author.abort(new Error('stopped by the author'));
    };
    await expect(read()).rejects.toThrow('stopped by the author');
  });
});
