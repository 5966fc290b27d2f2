import { describe, expect, it } from 'vitest';
import { ModelError } from '../../core/model/model-error';
import { type ModelPrompt, userPrompt } from '../../core/model/model-prompt';
import type { ModelRequest, ReplySchema } from '../../core/model/model-request';
import { gemmaId, localEngineHarness, qwenId, textRequest } from '../../testing/local-engine-harness';
import { all, replyOf, textOf } from '../../testing/model-contract';
import type { OpenAiEngineOptions } from '../../testing/openai-engine';
import { createLocalEngine } from './local-engine';

const never = new AbortController().signal;

function harnessOf(options: Partial<OpenAiEngineOptions> = {}, contextTokens = 300) {
  const harness = localEngineHarness(options, { contextTokens });
  const engine = createLocalEngine(harness.deps);
  const stream = (changes: Partial<ModelRequest> = {}, id = gemmaId) =>
    engine.model({ provider: 'webllm', id }).stream(textRequest(changes), never);
  return {
    ...harness,
    stream,
    reply: (changes: Partial<ModelRequest> = {}, id = gemmaId) => replyOf(stream(changes, id)),
    failure: async (changes: Partial<ModelRequest>): Promise<ModelError> => {
      const error: unknown = await all(stream(changes)).catch((thrown: unknown) => thrown);
      if (!(error instanceof ModelError)) throw new Error(`Expected a ModelError, got ${String(error)}.`);
      return error;
    },
    sent: () => harness.engines.log.requests.at(-1),
  };
}

const chat: ModelPrompt = {
  system: 'Be brief.',
  turns: [
    { role: 'user', parts: [{ type: 'text', text: 'Hello' }] },
    { role: 'model', parts: [{ type: 'text', text: 'Hi' }] },
    { role: 'user', parts: [{ type: 'text', text: 'Tell me more.' }] },
  ],
};

describe('A call of a local model', () => {
  it('sends every setting that WebLLM knows, within its bounds, and always streams', async () => {
    const { reply, sent } = harnessOf();

    await reply({
      settings: {
        ...{ temperature: 0.3, topP: 0, maxOutputTokens: 40, presencePenalty: 0.5, frequencyPenalty: -0.5 },
        ...{ seed: 7, logprobs: 20, topK: 3, candidates: 3 },
      },
    });

    expect(sent()).toEqual({
      model: gemmaId,
      messages: [{ role: 'user', content: 'Tell me of the sea.' }],
      stream: true,
      stream_options: { include_usage: true },
      ...{ temperature: 0.3, top_p: 1e-5, max_tokens: 40, presence_penalty: 0.5, frequency_penalty: -0.5 },
      ...{ seed: 7, logprobs: true, top_logprobs: 5 },
    });
  });

  it('leaves absent settings to the model, but for the room that the context has', async () => {
    const { reply, sent } = harnessOf();
    await reply();

    const {
      model: _,
      messages: __,
      stream: ___,
      max_tokens,
      ...rest
    } = sent() ?? { model: '', messages: [], stream: true };
    expect(rest).toEqual({ stream_options: { include_usage: true } });
    expect(max_tokens).toBeGreaterThan(200);
    expect(max_tokens).toBeLessThan(300);
  });

  it('puts the system text into the first turn of a Gemma, whose template has no place for it', async () => {
    const { reply, sent } = harnessOf();
    await reply({ prompt: chat });

    expect(sent()?.messages).toEqual([
      { role: 'user', content: 'Be brief.\n\nHello' },
      { role: 'assistant', content: 'Hi' },
      { role: 'user', content: 'Tell me more.' },
    ]);
  });

  it('sends it as a system turn to a model that knows them', async () => {
    const { reply, sent } = harnessOf();
    await reply({ prompt: chat }, qwenId);
    expect(sent()?.messages[0]).toEqual({ role: 'system', content: 'Be brief.' });
  });

  it('tells a Qwen3 not to think, and never says the word to a Gemma', async () => {
    const { reply, sent } = harnessOf();
    await reply({}, qwenId);
    expect(sent()?.extra_body).toEqual({ enable_thinking: false });
    await reply({}, gemmaId);
    expect(sent()).not.toHaveProperty('extra_body');
  });

  it('keeps a price list whole on its way through the template', async () => {
    const { reply, sent } = harnessOf();
    await reply({ prompt: userPrompt("It costs $$5 or $& or 5$'s, $1 and 7 $ in all.") });

    // What String.replace makes of the text that was sent is the text that was meant.
    const { content = '' } = sent()?.messages[0] ?? {};
    expect('{user_message}'.replace('{user_message}', String(content))).toBe(
      "It costs $$5 or $& or 5$'s, $1 and 7 $ in all.",
    );
  });

  it('refuses an image, which no other room sends to a local model', async () => {
    const { failure, engines } = harnessOf();
    const image = { type: 'image', mimeType: 'image/png', data: 'AAAA' } as const;

    const error = await failure({ prompt: { turns: [{ role: 'user', parts: [image] }] } });

    expect(error.data).toMatchObject({ kind: 'bad-request', code: 'IMAGE' });
    expect(engines.log.requests).toEqual([]);
  });

  describe('and the context', () => {
    const long = userPrompt('wave '.repeat(400));

    it('refuses a prompt that does not fit, with the counts, before the engine is asked', async () => {
      const { failure, engines } = harnessOf();

      const error = await failure({ prompt: long });

      expect(error.kind).toBe('too-long');
      const [prompt = 0, reply, context] = (error.message.match(/\b\d+(?= (?:tokens|at|in))/g) ?? []).map(Number);
      expect(prompt).toBeGreaterThan(400);
      expect([reply, context]).toEqual([128, 300]);
      expect(engines.log.requests).toEqual([]);
    });

    it('wants no more room than the reply may take', async () => {
      const { reply, failure } = harnessOf();
      const prompt = userPrompt('wave '.repeat(190));

      expect((await failure({ prompt })).kind).toBe('too-long');
      expect((await reply({ prompt, settings: { maxOutputTokens: 20 } })).text).toContain('sea');
    });

    it('puts the engine’s own refusal into words, and goes on using the engine', async () => {
      const { failure, reply, engines } = harnessOf({ contextTokens: 30 }, 300);

      const error = await failure({ prompt: userPrompt('wave '.repeat(50)) });

      expect(error.data).toMatchObject({ kind: 'too-long', code: 'ContextWindowSizeExceededError' });
      expect(error.message).toMatch(/\d+ tokens, of 30 at most/);
      expect((await reply({ prompt: userPrompt('Hi') })).text).not.toBe('');
      expect(engines.log.reloads).toHaveLength(1);
    });
  });

  describe('and its text', () => {
    it('ends before a stop sequence that comes in pieces, of which nothing is shown', async () => {
      const { stream } = harnessOf({ answer: () => 'One. STOP HERE two.' });

      const events = await all(stream({ settings: { stopSequences: ['STOP HERE'] } }));

      expect(textOf(events)).toBe('One. ');
      expect(events.at(-1)).toMatchObject({
        type: 'done',
        reply: { text: 'One. ', finish: { kind: 'stop' }, usage: { estimated: false } },
      });
    });

    it('reports no token of the stop sequence', async () => {
      const { reply } = harnessOf({ answer: () => 'One. STOP HERE two.' });
      const { text, tokens = [] } = await reply({ settings: { stopSequences: [' STOP HERE'], logprobs: 1 } });
      expect(tokens.map(({ token }) => token).join('')).toBe(text);
    });

    it('shows what only looked like the beginning of a stop sequence', async () => {
      const { reply } = harnessOf({ answer: () => 'One. STOP' });
      expect((await reply({ settings: { stopSequences: ['STOP HERE'] } })).text).toBe('One. STOP');
    });

    it('leaves out what the model thinks aloud, and counts it', async () => {
      const { reply } = harnessOf({ answer: () => '<think>\nLet me see.\n</think>\n\nBlue.' });

      const { text, usage } = await reply({}, qwenId);

      expect(text).toBe('Blue.');
      expect(usage.thoughtTokens).toBeGreaterThan(3);
      expect(usage.outputTokens).toBeGreaterThan(0);
    });

    it('says that the limit was spent when no text came', async () => {
      const { failure } = harnessOf({ answer: () => `<think>${'hm '.repeat(50)}` });

      const error = await failure({ settings: { maxOutputTokens: 10 } });

      expect(error.data).toMatchObject({ kind: 'token-limit', code: 'length' });
      expect(error.data.usage?.thoughtTokens).toBeGreaterThan(5);
      expect(error.message).toContain('thinking');
    });

    it('says that it is cut when the limit came in the middle', async () => {
      const { reply } = harnessOf();
      const { text, finish } = await reply({ settings: { maxOutputTokens: 3 } });
      expect([text, finish.kind]).toEqual(['The sea is', 'length']);
    });

    it('says so when the model says nothing', async () => {
      expect((await harnessOf({ answer: () => '' }).failure({})).kind).toBe('empty');
    });

    it('comes with the log-probabilities that were asked for, which add up to it', async () => {
      const { reply } = harnessOf();

      const { text, tokens = [] } = await reply({ settings: { logprobs: 2 } });

      expect(tokens.map(({ token }) => token).join('')).toBe(text);
      expect(tokens[0]?.alternatives).toHaveLength(2);
      expect((await reply({ settings: { logprobs: 0 } })).tokens?.[0]).toEqual({
        token: 'The',
        logprob: -0.25,
        alternatives: [],
      });
      expect(await reply()).not.toHaveProperty('tokens');
    });
  });

  describe('for JSON', () => {
    const schema: ReplySchema = {
      type: 'object',
      properties: { label: { type: 'string', enum: ['a', 'b'], description: 'The label.' } },
      required: ['label'],
    };

    it('constrains the reply by the schema, and shows it to the model in words', async () => {
      const { reply, sent } = harnessOf({ answer: () => '{"label": "a"}' });

      const { text } = await reply({ reply: { type: 'json', name: 'x', schema } });

      expect(JSON.parse(text)).toEqual({ label: 'a' });
      const format = sent()?.response_format;
      expect(format?.type === 'json_object' && JSON.parse(format.schema)).toEqual({
        type: 'object',
        properties: { label: { type: 'string', enum: ['a', 'b'] } },
        required: ['label'],
        additionalProperties: false,
      });
      expect(sent()?.messages.at(-1)?.content).toContain('The label.');
    });

    it.each([
      ['a property that is required and not there', { type: 'object', properties: {}, required: ['gone'] }],
      ['no values to choose from', { type: 'array', items: { type: 'string', enum: [] } }],
      ['half a character', { type: 'string', enum: ['whole', 'half \ud83d'] }],
      ['fewer items at most than at least', { type: 'array', items: { type: 'boolean' }, minItems: 3, maxItems: 2 }],
      ['bounds the wrong way round', { type: 'integer', minimum: 3, maximum: 2 }],
      ['a type that there is not', { type: 'regex' } as unknown as ReplySchema],
    ] satisfies readonly (readonly [string, ReplySchema])[])(
      'never sends a schema with %s',
      async (_what, malformed) => {
        const { failure, engines } = harnessOf();

        const error = await failure({ reply: { type: 'json', name: 'x', schema: malformed } });

        expect(error.data).toMatchObject({ kind: 'bad-request', code: 'MALFORMED_SCHEMA' });
        expect(engines.log.requests).toEqual([]);
      },
    );

    it('gives up a model that writes nothing but blanks', async () => {
      const { failure, reply } = harnessOf(
        { answer: ({ last }) => (last.includes('JSON') ? `{${' '.repeat(900)}` : 'Fine.') },
        5000,
      );

      const error = await failure({ reply: { type: 'json', name: 'x', schema } });

      expect(error.data).toMatchObject({ kind: 'unreadable', code: 'BLANKS' });
      expect((await reply()).text).toBe('Fine.');
    });
  });

  describe('for a choice', () => {
    const choice = (options: readonly string[]) => ({ reply: { type: 'choice', options } }) as const;

    it('takes three options’ probabilities from the alternatives, at temperature 1 and unbent', async () => {
      const { reply, sent } = harnessOf({ weights: () => [1, 6, 3] });

      const { choice: posterior = [], text } = await reply({
        ...choice(['A', 'B', 'C']),
        settings: { temperature: 0 },
      });

      expect(text).toBe('B');
      for (const [at, share] of [0.1, 0.6, 0.3].entries()) expect(posterior[at]).toBeCloseTo(share, 6);
      expect(sent()).toMatchObject({
        ...{
          temperature: 1,
          top_p: 1,
          max_tokens: 1,
          presence_penalty: 0,
          frequency_penalty: 0,
          repetition_penalty: 1,
        },
        ...{
          logprobs: true,
          top_logprobs: 5,
          response_format: { type: 'grammar', grammar: 'root ::= "A" | "B" | "C"' },
        },
      });
    });

    it('reads eight options’ probabilities from the logits, and adds up the tokens that begin each', async () => {
      const weights = [8, 7, 6, 5, 4, 3, 2, 15];
      const { reply, sent } = harnessOf({ weights: () => weights });

      const options = ['A', 'B', 'C', 'D', 'E', 'F', 'G1', 'H2'];
      const { choice: posterior = [], text, finish } = await reply(choice(options));

      expect(text).toBe('H2');
      expect(finish.kind).toBe('stop');
      expect(posterior.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
      for (const [at, weight] of weights.entries()) expect(posterior[at]).toBeCloseTo(weight / 50, 5);
      expect(sent()).not.toHaveProperty('logprobs');
    });

    it('does not look at the logits of the next call', async () => {
      const { reply } = harnessOf({ weights: (options) => options.map((_, at) => (at === 0 ? 9 : 1)) });
      const six = ['A', 'B', 'C', 'D', 'E', 'F'];

      const first = await reply(choice(six));
      const [second, third] = await Promise.all([reply(choice(['X', 'Y'])), reply(choice(six))]);

      expect(first.choice?.[0]).toBeCloseTo(9 / 14, 5);
      expect(second.choice?.[0]).toBeCloseTo(0.9, 5);
      expect(third.choice).toEqual(first.choice);
    });

    it.each([[['A']], [['A', 'AB']], [['', 'B']]])(
      'refuses options that the first character does not tell: %j',
      async (options) => {
        const { failure, engines } = harnessOf();
        expect((await failure(choice(options))).data).toMatchObject({ kind: 'bad-request', code: 'MALFORMED_CHOICE' });
        expect(engines.log.requests).toEqual([]);
      },
    );

    it('does not make up probabilities where there are none', async () => {
      const { failure } = harnessOf({ weights: (options) => options.map(() => Number.NaN) });
      expect((await failure(choice(['A', 'B', 'C', 'D', 'E', 'F']))).data.kind).toBe('device');
      expect((await failure(choice(['A', 'B']))).data.kind).toBe('device');
    });
  });
});
