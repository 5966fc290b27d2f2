import { describe, expect, it } from 'vitest';
import { finished } from '../../core/model/finished';
import type { LanguageModel } from '../../core/model/language-model';
import type { ModelPrompt } from '../../core/model/model-prompt';
import type { ReplyFormat } from '../../core/model/model-request';
import { fakeClock } from '../../testing/fake-clock';
import { all, replyOf, textOf } from '../../testing/model-contract';
import { overAChannel } from '../../testing/over-a-channel';
import { promptApiStandIn, type StandInOptions } from '../../testing/prompt-api-stand-in';
import { aRequest } from '../../testing/stepwise-model';
import { askBrowserModel } from './ask-browser-model';
import { browserLanguageModel } from './browser-language-model';

function given(options: StandInOptions = {}) {
  const api = promptApiStandIn(options);
  return { ...api, ...over(api.scope) };
}

function over(scope: object) {
  const clock = fakeClock();
  return {
    clock,
    model: browserLanguageModel(
      overAChannel((question, signal) => askBrowserModel(question, { scope: scope, signal, setTimer: clock.setTimer })),
    ),
  };
}

const signal = () => new AbortController().signal;

function ask(model: LanguageModel, change: { readonly prompt?: ModelPrompt; readonly reply?: ReplyFormat } = {}) {
  return model.stream(aRequest(change), signal());
}

/** Lets messages cross. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

const text = (of: string) => [{ type: 'text' as const, text: of }];

describe("the browser's model", () => {
  it('is asked in a session of its own: system and earlier turns first, the last turn as the prompt', async () => {
    const { model, sessions } = given();
    const prompt: ModelPrompt = {
      system: 'Be brief.',
      turns: [
        { role: 'user', parts: text('Hello') },
        { role: 'model', parts: text('Good day.') },
        { role: 'user', parts: [...text('How are'), ...text('you?')] },
      ],
    };
    await all(ask(model, { prompt }));
    await all(ask(model));

    expect(sessions).toHaveLength(2);
    expect(sessions[0]).toMatchObject({
      initialPrompts: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Hello' },
        { role: 'assistant', content: 'Good day.' },
      ],
      input: [{ role: 'user', content: 'How are\n\nyou?' }],
      languages: ['en'],
      destroyed: true,
    });
    expect(sessions[1]).toMatchObject({ initialPrompts: [], destroyed: true });
  });

  it('goes on behind a prefix, which is the beginning of its own answer', async () => {
    const { model, sessions } = given({ answer: () => [' there was', ' a king.'] });
    const completion = { prefix: { text: 'Once upon a time' } };
    const { reply } = await finished(model.stream(aRequest({ completion }), signal()));
    expect(sessions[0]?.input).toEqual([
      { role: 'user', content: 'Say hello.' },
      { role: 'assistant', content: 'Once upon a time', prefix: true },
    ]);
    expect(reply.text).toBe(' there was a king.');
  });

  it('streams, and estimates what it took', async () => {
    const { model } = given({ answer: () => ['Good', ' day', '.'] });
    const events = await all(ask(model));
    expect(events).toEqual([
      { type: 'text', text: 'Good' },
      { type: 'text', text: ' day' },
      { type: 'text', text: '.' },
      {
        type: 'done',
        cached: false,
        reply: {
          text: 'Good day.',
          finish: { kind: 'stop', code: 'STOP' },
          usage: { inputTokens: 3, outputTokens: 3, thoughtTokens: 0, estimated: true },
        },
      },
    ]);
  });

  it('answers by a schema that leaves no room for other properties', async () => {
    const { model, sessions } = given({ answer: () => ['{"labels":["a"]}'] });
    await all(
      ask(model, {
        reply: {
          type: 'json',
          name: 'labels',
          schema: {
            type: 'object',
            properties: { labels: { type: 'array', items: { type: 'object', properties: {}, required: [] } } },
            required: ['labels'],
          },
        },
      }),
    );
    expect(sessions[0]?.constraint).toEqual({
      type: 'object',
      properties: {
        labels: {
          type: 'array',
          items: { type: 'object', properties: {}, required: [], additionalProperties: false },
        },
      },
      required: ['labels'],
      additionalProperties: false,
    });
  });

  it.each(['new', 'old names', 'old'] as const)('reads the stream of a browser that is %s', async (version) => {
    const { model } = given({ version, answer: () => ['ha', ' ha', ' ha', '!'] });
    const events = await all(ask(model));
    expect(textOf(events)).toBe('ha ha ha!');
    expect(events.filter(({ type }) => type === 'text')).toHaveLength(4);
  });

  it('takes no repetition for the whole text where the browser is new', async () => {
    const { model } = given({ answer: () => ['ha', 'haha', 'hahaha'] });
    expect((await replyOf(ask(model))).text).toBe('hahahahahaha');
  });

  it('stops, and ends the session, when its call is aborted', async () => {
    const { model, sessions } = given({ answer: () => ['Once', 'HANG'] });
    const controller = new AbortController();
    const run = async () => {
      for await (const _event of model.stream(aRequest(), controller.signal)) controller.abort('enough');
    };
    await expect(run()).rejects.toBe('enough');
    await settle();
    expect(sessions[0]).toMatchObject({ aborted: true, destroyed: true });
  });

  it('stops when its reader stops reading', async () => {
    const { model, sessions } = given({ answer: () => ['Once', 'HANG'] });
    for await (const _event of ask(model)) break;
    await settle();
    expect(sessions[0]).toMatchObject({ aborted: true, destroyed: true });
  });
});

describe("the browser's model, when it cannot answer", () => {
  async function failure(model: LanguageModel, change?: Parameters<typeof ask>[1]): Promise<unknown> {
    return all(ask(model, change)).then(
      () => undefined,
      (error: unknown) => error,
    );
  }

  it.each(['new', 'old'] as const)('says how much too long a prompt is, before it is asked (%s)', async (version) => {
    const { model, sessions } = given({ version, contextWindow: 1_000 });
    const prompt: ModelPrompt = {
      system: 'x'.repeat(3_000),
      turns: [{ role: 'user', parts: text('y'.repeat(1_000)) }],
    };
    expect(await failure(model, { prompt })).toMatchObject({
      data: { kind: 'too-long', message: expect.stringContaining('takes 1,000 tokens, and 1,000 fit') },
    });
    expect(sessions).toMatchObject([{ input: undefined, destroyed: true }]);
  });

  it('counts the schema of the reply, too', async () => {
    const { model } = given({ contextWindow: 50 });
    const described = { type: 'string', description: 'z'.repeat(200) } as const;
    const reply: ReplyFormat = { type: 'json', name: 'long', schema: described };
    expect(await failure(model, { reply })).toMatchObject({ data: { kind: 'too-long' } });
    expect(await failure(model)).toBeUndefined();
  });

  it('says so when the session itself has no room for the turns before', async () => {
    const quota = Object.assign(new DOMException('Too large', 'QuotaExceededError'), {
      requested: 9_000,
      quota: 6_000,
    });
    const { model } = given({ refusal: quota });
    expect(await failure(model)).toMatchObject({
      data: { kind: 'too-long', message: expect.stringContaining('takes 9,000 tokens, and 6,000 fit') },
    });
  });

  it.each([
    ['downloadable', 'no-model', 'prepare it in Settings'],
    ['downloading', 'no-model', 'still downloading'],
    ['unavailable', 'device', 'for this device'],
  ] as const)('says what to do where it is %s', async (availability, kind, words) => {
    const { model, sessions } = given({ availability: async () => availability });
    expect(await failure(model)).toMatchObject({ data: { kind, message: expect.stringContaining(words) } });
    expect(sessions).toEqual([]);
  });

  it('says that this browser has none', async () => {
    const { model } = over({});
    expect(await failure(model)).toMatchObject({
      data: { kind: 'device', code: 'ABSENT', message: expect.stringMatching(/^This browser has no built-in model/) },
    });
  });

  it('does not wait for a browser that never says whether it has one', async () => {
    const { model, clock } = given({ availability: () => new Promise<string>(() => {}) });
    const failed = failure(model);
    await settle();
    await clock.advance(5_000);
    expect(await failed).toMatchObject({ data: { kind: 'device' } });
  });

  it.each([
    ['NotAllowedError', 'no-model'],
    ['NetworkError', 'no-model'],
    ['NotReadableError', 'answer-blocked'],
    ['NotSupportedError', 'bad-request'],
    ['SyntaxError', 'unreadable'],
    ['InvalidStateError', 'interrupted'],
    ['AbortError', 'interrupted'],
    ['UnknownError', 'device'],
  ] as const)('takes %s for %s, with the text that had come', async (name, kind) => {
    const { model, sessions } = given({ answer: () => ['Once', new DOMException('The browser says why.', name)] });
    expect(await failure(model)).toMatchObject({
      data: { kind, code: name, partialText: 'Once', message: expect.stringMatching(/^The browser.*\.$/) },
    });
    expect(sessions[0]?.destroyed).toBe(true);
  });

  it('takes a session that the browser does not support for a device without a model, not for a language', async () => {
    const refusal = new DOMException('The service is not running.', 'NotSupportedError');
    const { model } = given({ refusal });
    expect(await failure(model)).toMatchObject({
      data: { kind: 'device', message: expect.stringContaining('(The service is not running.)') },
    });
  });

  it('takes no silence for an answer', async () => {
    const { model } = given({ answer: () => [' ', '\n'] });
    expect(await failure(model)).toMatchObject({ data: { kind: 'empty' } });
  });

  it('refuses images and choices by name, before anything is asked', async () => {
    const { model, sessions } = given();
    const image: ModelPrompt = {
      turns: [{ role: 'user', parts: [{ type: 'image', mimeType: 'image/png', data: '' }] }],
    };
    expect(await failure(model, { prompt: image })).toMatchObject({ data: { kind: 'bad-request', code: 'IMAGES' } });
    expect(await failure(model, { reply: { type: 'choice', options: ['A', 'B'] } })).toMatchObject({
      data: { kind: 'bad-request', code: 'PROBABILITIES' },
    });
    expect(sessions).toEqual([]);
  });

  it('fails one call of many', async () => {
    const answer: StandInOptions['answer'] = ({ text: asked }) =>
      asked.includes('fail') ? [new DOMException('No.', 'UnknownError')] : [asked];
    const { model } = given({ answer });
    const of = (words: string): ModelPrompt => ({ turns: [{ role: 'user', parts: text(words) }] });
    const [good, bad] = await Promise.allSettled([
      all(ask(model, { prompt: of('one') })),
      all(ask(model, { prompt: of('fail') })),
    ]);
    expect(good).toMatchObject({ status: 'fulfilled' });
    expect(bad).toMatchObject({ status: 'rejected', reason: { data: { kind: 'device' } } });
  });
});
