import { afterEach, describe, expect, it } from 'vitest';
import { otherModel, startEchoServer } from '../../../../e2e/loopback/programs/echo-server.mjs';
import { llamaModel, startLlamaCpp } from '../../../../e2e/loopback/programs/llama-cpp.mjs';
import { ok, type ProgramServer } from '../../../../e2e/loopback/programs/serve-program.mjs';
import { begin, encode, likeliest, logprobsAfter, textOf } from '../../../../e2e/loopback/programs/token-model.mjs';
import { startVllm, vllmModel } from '../../../../e2e/loopback/programs/vllm.mjs';
import { type ModelPrompt, userPrompt } from '../../../core/model/model-prompt';
import type { ScoredText, ScoreRequest } from '../../../core/model/scoring-model';
import type { EachRequest } from '../../each-request';
import { createKnownPrograms } from '../program';
import { serverScoringModel } from './server-scoring-model';

const open = new AbortController().signal;
const started: ProgramServer[] = [];
const running = async (server: Promise<ProgramServer>) => {
  started.push(await server);
  return server;
};
afterEach(async () => {
  for (const server of started.splice(0)) await server.close();
});

/** Without any policy. */
const atOnce: EachRequest = async ({ ask }, signal) => (await ask(signal)).answer;

function model(server: ProgramServer, id: string, each = atOnce) {
  return serverScoringModel({
    ref: { provider: 'server', id },
    programs: createKnownPrograms(),
    echoes: new Map(),
    each,
    config: { address: server.url, key: '', embeddingModel: '', requestsPerMinute: 60, parallelRequests: 4 },
    fetch,
    now: () => 0,
  });
}

const asking = (prompt: string | ModelPrompt, expected: string, more: Partial<ScoreRequest> = {}): ScoreRequest => ({
  prompt: typeof prompt === 'string' ? userPrompt(prompt) : prompt,
  as: 'continuation',
  expected,
  alternatives: 5,
  ...more,
});

/** By the formula of the model itself. */
function lnP(before: readonly number[], after: readonly number[]): readonly number[] {
  return after.map((id, at) => logprobsAfter([...before, ...after.slice(0, at)])[id] ?? Number.NaN);
}

function expectLogprobs({ tokens }: ScoredText, expected: readonly number[]) {
  expect(tokens.map(({ logprob }) => logprob)).toHaveLength(expected.length);
  for (const [at, { logprob }] of tokens.entries()) expect(logprob).toBeCloseTo(expected[at] ?? 0, 12);
}

const programs = [
  ['vLLM', startVllm, vllmModel],
  ['llama.cpp', startLlamaCpp, llamaModel],
] as const;

describe.each(programs)('a text that %s scores', (name, start, id) => {
  it('has the model’s own log-probabilities, ranks and likeliest tokens', async () => {
    const server = await running(start());
    const scored = await model(server, id).score(asking(' the', ' cat.'), open);

    const before = [begin, ...encode(' the')];
    expectLogprobs(scored, lnP(before, encode(' cat.')));
    expect(scored.tokens.map(({ token }) => token)).toEqual([' cat', '.']);
    const best = likeliest(logprobsAfter(before), 5);
    expect(scored.tokens[0]?.likeliest.map((one) => one.id)).toEqual(best);
    const rank = best.indexOf(encode(' cat')[0] ?? -1) + 1;
    if (rank > 0) expect(scored.tokens[0]?.rank).toBe(rank);
    expect(scored).toMatchObject({ countedOfPrompt: '', from: 'prompt', modelVersion: id });
  });

  it('is greedy where every token is the likeliest', async () => {
    const server = await running(start());
    const [first = 0] = likeliest(logprobsAfter([begin, ...encode(' the')]), 1);
    const [second = 0] = likeliest(logprobsAfter([first]), 1);
    const scored = await model(server, id).score(asking(' the', textOf([first, second])), open);
    expect(scored.tokens.map(({ rank }) => rank)).toEqual([1, 1]);
  });

  it('counts the white space at the end of the prompt, and a token that spans both', async () => {
    const server = await running(start());
    const spaced = await model(server, id).score(asking(' the ', 'cat'), open);
    expect(spaced.tokens.map(({ token }) => token).join('')).toBe(' cat');
    expect(spaced.countedOfPrompt).toBe(' ');

    const spanning = await model(server, id).score(asking(' the c', 'at.'), open);
    expect(spanning.tokens.map(({ token }) => token)).toEqual([' cat', '.']);
    expect(spanning.countedOfPrompt).toBe(' c');
  });

  it('begins behind the begin token when the prompt is empty', async () => {
    const server = await running(start());
    const scored = await model(server, id).score(asking('', ' a cat.'), open);
    expectLogprobs(scored, lnP([begin], encode(' a cat.')));
    expect(scored.from).toBe('begin-token');
  });

  it('is a reply behind the chat template, where that is asked for', async () => {
    const server = await running(start());
    const scored = await model(server, id).score(
      asking(userPrompt('the', 'Be brief.'), ' dog.', { as: 'reply' }),
      open,
    );
    const template = encode('<s><|system|>Be brief.\n<|user|>the\n<|model|>');
    expectLogprobs(scored, lnP(template, encode(' dog.')));
    expect(scored.countedOfPrompt).toBe('');
  });

  it('may hold characters of several tokens', async () => {
    const server = await running(start());
    const scored = await model(server, id).score(asking(' well', '🙂!'), open);
    expectLogprobs(scored, lnP([begin, ...encode(' well')], encode('🙂!')));
  });

  it('is refused with both numbers when it is longer than the context, before anything is computed', async () => {
    const server = await running(start());
    const failing = model(server, id).score(asking(' cat'.repeat(600), ' dog'), open);
    await expect(failing).rejects.toMatchObject({
      data: { kind: 'too-long', message: expect.stringMatching(/602.*512/) },
    });
    expect(server.requests.filter(({ call }) => call === 'generate')).toEqual([]);
  });

  it('ends at once when it is stopped, and asks nothing more', async () => {
    const server = await running(start());
    server.answerAfter(60_000);
    const stop = new AbortController();
    const scoring = model(server, id).score(asking(' the', ' cat and dog.'), stop.signal);
    const generating = () => server.requests.filter(({ call }) => call === 'generate');
    await expect.poll(() => generating().length).toBe(1);

    stop.abort('stopped');
    await expect(scoring).rejects.toBe('stopped');
    expect(generating()).toHaveLength(1);
  });

  it(`takes ${name === 'vLLM' ? 'one request' : 'a request for each token'}, each through the policy`, async () => {
    const server = await running(start());
    let asked = 0;
    const counting: EachRequest = (request, signal) => {
      asked += 1;
      return atOnce(request, signal);
    };
    await model(server, id, counting).score(asking(' the', ' cat and a dog.'), open);

    const requests = server.requests.filter(({ call }) => call === 'generate');
    expect(requests).toHaveLength(name === 'vLLM' ? 1 : encode(' cat and a dog.').length);
    expect(asked).toBe(requests.length);
  });
});

describe('scoring on vLLM', () => {
  it('asks to write one token where none is refused', async () => {
    const server = await running(startVllm({ isOld: true }));
    const scored = await model(server, vllmModel).score(asking(' the', ' cat'), open);
    expectLogprobs(scored, lnP(encode(' the'), encode(' cat')));
    expect(server.requests.filter(({ call }) => call === 'generate').map(({ body }) => body.max_tokens)).toEqual([
      0, 1,
    ]);
  });

  it('fails where the tokens that came are not those that were asked for', async () => {
    const server = await running(startVllm());
    const odd = { '7': { logprob: -1, rank: 1, decoded_token: ' cat' } };
    server.respondWith(ok({ choices: [{ prompt_logprobs: [null, odd, { '3': { logprob: -1, rank: 1 } }] }] }));
    await expect(model(server, vllmModel).score(asking(' the', ' cat'), open)).rejects.toMatchObject({
      data: { code: 'FORCED_TOKEN', message: expect.stringMatching(/^The forced token is not the one that came back/) },
    });
  });

  it('gives no figure for a probability that is too small to be written', async () => {
    const server = await running(startVllm());
    const told = (id: number) => ({ [id]: { logprob: -9999, rank: 300, decoded_token: ' cat' } });
    server.respondWith(ok({ choices: [{ prompt_logprobs: [null, null, told(encode(' cat')[0] ?? 0)] }] }));
    await expect(model(server, vllmModel).score(asking(' the', ' cat'), open)).rejects.toMatchObject({
      data: { code: 'NO_LOGPROB' },
    });
  });
});

describe('scoring on llama.cpp', () => {
  it('forces each token by a bias, and takes its log-probability from before it', async () => {
    const server = await running(startLlamaCpp());
    await model(server, llamaModel).score(asking(' the', ' cat'), open);
    expect(server.requests.find(({ call }) => call === 'generate')?.body).toEqual({
      model: llamaModel,
      prompt: [begin, ...encode(' the')],
      n_predict: 1,
      n_probs: 5,
      temperature: 0,
      logit_bias: [[encode(' cat')[0], 1000]],
      cache_prompt: true,
    });
  });

  it('fails at once where the forced token is not the one that came back, and gives no figure', async () => {
    const server = await running(startLlamaCpp({ ignoresBias: true }));
    const failing = model(server, llamaModel).score(asking(' the', ' well. the'), open);
    await expect(failing).rejects.toMatchObject({
      data: { code: 'FORCED_TOKEN', message: expect.stringMatching(/^The forced token is not the one that came back/) },
    });
  });
});

describe('scoring on another server', () => {
  it('takes one probe, once, and then a request for each text', async () => {
    const server = await running(startEchoServer({ echoes: 'all' }));
    const scoring = model(server, otherModel);
    const first = await scoring.score(asking(' the', ' cat.'), open);
    const second = await scoring.score(asking(' a', ' dog'), open);

    expectLogprobs(first, lnP(encode(' the'), encode(' cat.')));
    expectLogprobs(second, lnP(encode(' a'), encode(' dog')));
    expect(server.requests.filter(({ call }) => call === 'generate')).toHaveLength(3);
  });

  it('begins with the second token of an empty prompt, and says so', async () => {
    const server = await running(startEchoServer({ echoes: 'all' }));
    const scored = await model(server, otherModel).score(asking('', ' a cat'), open);
    expectLogprobs(scored, lnP(encode(' a'), encode(' cat')));
    expect(scored.from).toBe('second-token');
  });

  it('counts a token that spans prompt and completion', async () => {
    const server = await running(startEchoServer({ echoes: 'all' }));
    const scored = await model(server, otherModel).score(asking(' the c', 'at.'), open);
    expect(scored.countedOfPrompt).toBe(' c');
  });

  it.each(['last', 'nothing'] as const)('is impossible where the echo tells of %s', async (echoes) => {
    const server = await running(startEchoServer({ echoes }));
    const failing = model(server, otherModel).score(asking(' the', ' cat.'), open);
    await expect(failing).rejects.toMatchObject({
      data: { code: 'UNSUPPORTED', message: expect.stringMatching(/does not tell the log-probabilities.*judge/s) },
    });
    expect(server.requests.filter(({ call }) => call === 'generate')).toHaveLength(1);
  });

  it('is impossible for replies, since its template is unknown', async () => {
    const server = await running(startEchoServer({ echoes: 'all' }));
    const failing = model(server, otherModel).score(asking('a', 'b', { as: 'reply' }), open);
    await expect(failing).rejects.toMatchObject({ data: { message: expect.stringContaining('chat template') } });
  });

  it.each(['library', 'organization_owner'])(
    'is refused in words, unasked, where models are owned by %s',
    async (owner) => {
      const server = await running(startEchoServer({ owner, echoes: 'all' }));
      const failing = model(server, otherModel).score(asking(' the', ' cat.'), open);
      await expect(failing).rejects.toMatchObject({
        data: { code: 'UNSUPPORTED', message: expect.stringMatching(/judge/) },
      });
      expect(server.requests.filter(({ call }) => call === 'generate')).toEqual([]);
    },
  );
});

it('nothing is scored where nothing is expected', async () => {
  const server = await running(startVllm());
  await expect(model(server, vllmModel).score(asking('a', ''), open)).rejects.toMatchObject({
    data: { code: 'EMPTY' },
  });
});
