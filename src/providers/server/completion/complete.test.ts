import { afterEach, describe, expect, it } from 'vitest';
import { otherModel, startEchoServer } from '../../../../e2e/loopback/programs/echo-server.mjs';
import { llamaModel, startLlamaCpp } from '../../../../e2e/loopback/programs/llama-cpp.mjs';
import type { ProgramServer } from '../../../../e2e/loopback/programs/serve-program.mjs';
import {
  begin,
  emojiHalves,
  encode,
  likeliest,
  logprobsAfter,
  textOf,
} from '../../../../e2e/loopback/programs/token-model.mjs';
import { startVllm, vllmModel } from '../../../../e2e/loopback/programs/vllm.mjs';
import type { CompletionOptions } from '../../../core/model/completion-options';
import { type ModelPrompt, userPrompt } from '../../../core/model/model-prompt';
import type { SamplingSettings } from '../../../core/model/sampling-settings';
import { replyOf } from '../../../testing/model-contract';
import { aRequest } from '../../../testing/stepwise-model';
import { createKnownHabits } from '../habits';
import { createKnownPrograms } from '../program';
import { serverLanguageModel } from '../server-language-model';

const open = new AbortController().signal;
let server: ProgramServer;
afterEach(() => server.close());

interface Completing {
  readonly prompt?: string | ModelPrompt;
  readonly settings?: SamplingSettings;
  readonly completion?: CompletionOptions;
}

function complete(id: string, { prompt = ' the', settings = {}, completion = {} }: Completing) {
  const model = serverLanguageModel({
    ref: { provider: 'server', id },
    programs: createKnownPrograms(),
    habits: createKnownHabits(),
    config: { address: server.url, key: '', embeddingModel: '', requestsPerMinute: 60, parallelRequests: 4 },
    fetch,
    now: () => 0,
  });
  const greedy = { temperature: 0, maxOutputTokens: 4, ...settings };
  const request = aRequest({
    prompt: typeof prompt === 'string' ? userPrompt(prompt) : prompt,
    settings: greedy,
    completion,
  });
  return replyOf(model.stream({ ...request, purpose: 'complete' } as typeof request, open));
}

const generated = () => server.requests.filter(({ call }) => call === 'generate');
const idOf = (text: string) => encode(text)[0] ?? -1;

/** What the model writes greedily, by its own formula. */
function greedy(before: readonly number[], count: number): readonly number[] {
  const ids: number[] = [];
  while (ids.length < count) ids.push(likeliest(logprobsAfter([...before, ...ids]), 1)[0] ?? begin);
  return ids;
}

const programs = [
  ['vLLM', startVllm, vllmModel],
  ['llama.cpp', startLlamaCpp, llamaModel],
] as const;
const raw = { rawPrompt: true } as const;
const chatIds = (text: string) => encode(`<s><|user|>${text}\n<|model|>`);

describe.each(programs)('a completion of %s', (_, start, id) => {
  it('goes on behind the chat template, greedily at temperature 0', async () => {
    server = await start();
    expect((await complete(id, {})).text).toBe(textOf(greedy(chatIds(' the'), 4)));
  });

  it('takes a raw prompt to the byte, without a template, also an empty one', async () => {
    server = await start();
    const reply = await complete(id, { prompt: ' the  \n ', completion: raw });
    expect(generated()[0]?.body.prompt).toBe(' the  \n ');
    expect(reply.text).toBe(textOf(greedy(encode(' the  \n '), 4)));
    expect((await complete(id, { prompt: '', completion: raw })).text).toBe(textOf(greedy([begin], 4)));
  });

  it('ends after the maximum of tokens, and says why and how many', async () => {
    server = await start();
    const reply = await complete(id, { settings: { maxOutputTokens: 2 }, completion: raw });
    expect(reply).toMatchObject({
      finish: { kind: 'length' },
      usage: { outputTokens: 2, estimated: false },
      modelVersion: id,
    });
  });

  it('is drawn from the top K, and the same by the same seed', async () => {
    server = await start();
    const settings = { temperature: 1.5, topK: 1, seed: 3 };
    expect((await complete(id, { settings, completion: raw })).text).toBe(textOf(greedy(encode(' the'), 4)));
    const wild = { temperature: 2, topK: 12, seed: 3 };
    const texts = [wild, wild, { ...wild, seed: 4 }].map((each) => complete(id, { settings: each, completion: raw }));
    const [one, same, other] = (await Promise.all(texts)).map(({ text }) => text);
    expect(one).toBe(same);
    expect(one).not.toBe(other);
  });

  it('is drawn from the top P after the temperature', async () => {
    server = await start();
    const settings = { temperature: 2, topP: 0.0001 };
    expect((await complete(id, { settings, completion: raw })).text).toBe(textOf(greedy(encode(' the'), 4)));
    if (id === llamaModel) {
      const order: readonly string[] = generated()[0]?.body.samplers;
      expect(order.indexOf('temperature')).toBeLessThan(order.indexOf('top_k'));
      expect(order.indexOf('top_k')).toBeLessThan(order.indexOf('top_p'));
    }
  });

  it('stops before a stop sequence, which is no part of it', async () => {
    server = await start();
    const whole = (await complete(id, { completion: raw })).text;
    const stopSequences = [whole.slice(3, 5)];
    const reply = await complete(id, { settings: { stopSequences, logprobs: 0 }, completion: raw });
    expect(reply.text).toBe(whole.slice(0, 3));
    expect(reply.finish.kind).toBe('stop');
  });

  it.each([
    ['presence', { presencePenalty: 2 }, { presence_penalty: 2 }],
    ['frequency', { frequencyPenalty: 1.5 }, { frequency_penalty: 1.5 }],
  ] as const)('does not repeat what a %s penalty forbids', async (_name, settings, sent) => {
    server = await start();
    const repeating = await complete(id, { prompt: ' well', completion: raw });
    expect(repeating.text).toBe(' well well well well');
    const bent = await complete(id, { prompt: ' well', settings, completion: raw });
    expect(bent.text).not.toBe(repeating.text);
    expect(generated().at(-1)?.body).toMatchObject(sent);
  });

  it('has a multiplicative presence penalty of 1 + p', async () => {
    server = await start();
    const multiplied = { ...raw, multiplicativePresencePenalty: true } as const;
    await complete(id, { settings: { presencePenalty: 0.5 }, completion: multiplied });
    const body = generated()[0]?.body;
    expect(id === vllmModel ? body?.repetition_penalty : body?.repeat_penalty).toBe(1.5);
    expect(body).not.toHaveProperty('presence_penalty');
    await expect(complete(id, { settings: { presencePenalty: -1 }, completion: multiplied })).rejects.toMatchObject({
      data: { code: 'UNSUPPORTED' },
    });
    expect(generated()).toHaveLength(1);
  });

  it.each([{}, raw])('prefers and avoids tokens by their bias (%o)', async (options) => {
    server = await start();
    const logitBias = [{ token: idOf(' dog'), bias: 100 }];
    const reply = await complete(id, { settings: { maxOutputTokens: 2 }, completion: { ...options, logitBias } });
    expect(reply.text).toBe(' dog dog');
    const first = greedy(encode(' the'), 1)[0] ?? -1;
    const avoided = await complete(id, { completion: { ...raw, logitBias: [{ token: first, bias: -100 }] } });
    expect(avoided.text.startsWith(textOf([first]))).toBe(false);
  });

  it.each([{}, raw])('writes the least number of tokens before it ends (%o)', async (options) => {
    server = await start();
    const logitBias = [{ token: 1, bias: 100 }];
    const reply = await complete(id, {
      settings: { maxOutputTokens: 9 },
      completion: { ...options, logitBias, minTokens: 3 },
    });
    expect(encode(reply.text)).toHaveLength(3);
    expect(reply.finish.kind).toBe('stop');
    const all = await complete(id, {
      settings: { maxOutputTokens: 2 },
      completion: { ...options, logitBias, minTokens: 3 },
    });
    expect(encode(all.text)).toHaveLength(2);
  });

  it.each([{}, raw])(
    'has log-probabilities of the model’s own, although the temperature is 0 (%o)',
    async (options) => {
      server = await start();
      const { tokens = [], text } = await complete(id, {
        settings: { logprobs: 3, presencePenalty: 1 },
        completion: { ...options, logitBias: [{ token: idOf(' dog'), bias: 100 }] },
      });
      expect(tokens.map(({ token }) => token).join('')).toBe(text);
      const before = 'rawPrompt' in options ? encode(' the') : chatIds(' the');
      const logprobs = logprobsAfter(before);
      expect(tokens[0]).toMatchObject({ token: ' dog', id: idOf(' dog') });
      expect(tokens[0]?.logprob).toBeCloseTo(logprobs[idOf(' dog')] ?? 0, 12);
      const best = likeliest(logprobs, 3);
      expect(tokens[0]?.alternatives.map(({ token }) => token)).toEqual(best.map((one) => textOf([one])));
    },
  );

  it.each([{}, raw])('has those of the chosen tokens alone when none others are asked for (%o)', async (options) => {
    server = await start();
    const { tokens = [] } = await complete(id, { settings: { logprobs: 0 }, completion: options });
    expect(tokens.length).toBeGreaterThan(0);
    for (const token of tokens) expect(token).toMatchObject({ logprob: expect.any(Number), alternatives: [] });
  });

  it.each([{}, raw])('goes on behind a prefix, and does not repeat it (%o)', async (options) => {
    server = await start();
    const reply = await complete(id, { completion: { ...options, prefix: { text: ' dog sat' } } });
    expect(reply.text).toBe(textOf(greedy(encode(' sat'), 4)));
  });

  it('goes on behind a prefix of tokens', async () => {
    server = await start();
    const ids = [idOf(' c'), idOf('at')];
    const reply = await complete(id, { completion: { ...raw, prefix: { text: ' cat', ids } } });
    expect(reply.text).toBe(textOf(greedy(ids, 4)));
    expect(generated()[0]?.body.prompt.slice(-2)).toEqual(ids);
  });

  it('keeps white space as it comes', async () => {
    server = await start();
    const logitBias = [{ token: idOf(' '), bias: 100 }];
    const reply = await complete(id, { settings: { maxOutputTokens: 2 }, completion: { ...raw, logitBias } });
    expect(reply.text).toBe('  ');
  });
});

describe('equal token texts', () => {
  it.each(programs)(
    'keep their own probabilities: equal token texts keep their own probabilities (%s)',
    async (_, start, id) => {
      server = await start();
      const logitBias = [{ token: idOf(' dog'), bias: 100 }];
      const { tokens = [] } = await complete(id, {
        prompt: ' well',
        settings: { logprobs: 6, maxOutputTokens: 1 },
        completion: { ...raw, logitBias },
      });
      const halves = tokens[0]?.alternatives.filter(({ token }) => token === '\uFFFD') ?? [];
      expect(halves).toHaveLength(2);
      expect(halves[0]).toMatchObject({ id: emojiHalves[0] });
      expect(halves[0]?.logprob).toBeGreaterThan(halves[1]?.logprob ?? 0);
    },
  );
});

describe('what vLLM alone does', () => {
  it.each([
    ['a chat', {}, chatIds(' the cat')],
    ['a raw prompt', raw, [begin, ...encode(' the cat')]],
  ] as const)('is to echo the tokens of %s with their log-probabilities', async (_, options, ids) => {
    server = await startVllm();
    const reply = await complete(vllmModel, {
      prompt: ' the cat',
      settings: { logprobs: 2 },
      completion: { ...options, echo: true },
    });
    const { promptTokens = [], tokens = [] } = reply;
    expect(promptTokens.map(({ id }) => id)).toEqual(ids);
    expect(promptTokens[0]?.logprob).toBeNull();
    expect(promptTokens[2]?.logprob).toBeCloseTo(logprobsAfter(ids.slice(0, 2))[ids[2] ?? 0] ?? 0, 12);
    expect(promptTokens[2]?.alternatives).toHaveLength(2);
    expect(tokens.map(({ token }) => token).join('')).toBe(reply.text);
  });

  it('is to go on with the last message of a chat', async () => {
    server = await startVllm();
    await complete(vllmModel, { completion: { prefix: { text: ' dog' } } });
    expect(generated()[0]?.body).toMatchObject({
      messages: [
        { role: 'user', content: ' the' },
        { role: 'assistant', content: ' dog' },
      ],
      continue_final_message: true,
      add_generation_prompt: false,
    });
  });
});

it('a text is not lost where vLLM does not name its tokens', async () => {
  const vllm = await startVllm();
  server = vllm;
  vllm.respondWith(
    ({ body }) =>
      body.prompt_logprobs === undefined
        ? { kind: 'events', events: [{ choices: [{ text: ' dog', finish_reason: 'stop', logprobs: byId }] }] }
        : { kind: 'status', status: 500, body: { error: { message: 'No prompt log-probabilities here.' } } },
    {},
  );
  const byId = { tokens: ['token_id:9'], token_logprobs: [-1], top_logprobs: [{}] };
  const reply = await complete(vllmModel, { settings: { logprobs: 1 }, completion: raw });
  expect(reply).toMatchObject({ text: ' dog' });
  expect(reply).not.toHaveProperty('tokens');
});

it('llama.cpp refuses images where it goes on behind its template, before the call', async () => {
  server = await startLlamaCpp();
  const parts = [
    { type: 'text', text: 'What is it?' },
    { type: 'image', mimeType: 'image/png', data: 'AAAA' },
  ] as const;
  const failing = complete(llamaModel, { prompt: { turns: [{ role: 'user', parts }] }, completion: { minTokens: 2 } });
  await expect(failing).rejects.toMatchObject({ data: { code: 'UNSUPPORTED' } });
  expect(server.requests.filter(({ method }) => method === 'POST')).toEqual([]);
});

it('llama.cpp goes on behind its own template', async () => {
  server = await startLlamaCpp();
  await complete(llamaModel, { completion: { prefix: { text: ' dog' } } });
  expect(server.requests.map(({ url }) => url)).toEqual(['/v1/models', '/apply-template', '/completion']);
  expect(generated()[0]?.body.prompt).toBe('<|user|> the\n<|model|> dog');
});

it('another server completes a raw prompt as OpenAI’s own call does', async () => {
  server = await startEchoServer();
  const reply = await complete(otherModel, {
    settings: { logprobs: 2, seed: 1, presencePenalty: 0.5 },
    completion: { ...raw, logitBias: [{ token: idOf(' dog'), bias: 3 }] },
  });
  expect(generated()[0]?.body).toEqual({
    model: otherModel,
    prompt: ' the',
    stream: true,
    stream_options: { include_usage: true },
    max_tokens: 4,
    temperature: 0,
    seed: 1,
    presence_penalty: 0.5,
    logit_bias: { [idOf(' dog')]: 3 },
    logprobs: 2,
  });
  expect(reply.tokens?.[0]?.alternatives).toHaveLength(2);
});
