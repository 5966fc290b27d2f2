import { describe, expect, it } from 'vitest';
import type { CallRecord } from '../core/model/call-record';
import type { ServerProgram } from '../core/model/completion-capabilities';
import { ModelError } from '../core/model/model-error';
import { userPrompt } from '../core/model/model-prompt';
import { localModel, type ModelRef, modelOfBrowser, practiceModel } from '../core/model/model-ref';
import type { ModelsConfig } from '../core/model/models-port';
import { providerIds } from '../core/model/provider-table';
import type { ScoreRequest } from '../core/model/scoring-model';
import { nothingSpent, type Spending } from '../core/model/spending';
import type { VectorInput } from '../core/model/vector-model';
import { defaultDeviceSettings } from '../core/project/device-settings';
import { modelsConfig } from '../core/project/models-config';
import { beginCall } from '../testing/begin-call';
import { fakeClock } from '../testing/fake-clock';
import { aScoredText, scriptedScoring } from '../testing/playground-models';
import { scriptedModel } from '../testing/scripted-model';
import { stackDeps } from '../testing/stack-deps';
import { aRequest } from '../testing/stepwise-model';
import type { AnyAdapter } from './adapter';
import type { Adapters } from './adapters';
import { createModelService } from './model-service';

const key = 'sk-of-the-server-0123';
const onServer: ModelRef = { provider: 'server', id: 'Qwen2.5-7B-Instruct' };
const onGemini: ModelRef = { provider: 'gemini', id: 'gemini-2.5-flash' };
const usage = { inputTokens: 10, outputTokens: 1, thoughtTokens: 0, estimated: false };
const request: ScoreRequest = {
  prompt: userPrompt('The sky is'),
  as: 'continuation',
  expected: ' blue',
  alternatives: 5,
};
const scored = aScoredText({ usage });

function given(
  adapter: Partial<AnyAdapter>,
  { program = 'vllm', ...change }: Partial<ModelsConfig> & { readonly program?: ServerProgram } = {},
) {
  const clock = fakeClock();
  const records: CallRecord[] = [];
  const spendings: Spending[] = [];
  const asked: string[] = [];
  const language = scriptedModel({ replies: () => 'fine' });
  const all = { model: async (ref: ModelRef) => ({ ...language, ref }), ...adapter };
  const adapters = Object.fromEntries(providerIds.map((id) => [id, all])) as unknown as Adapters; // the same for all
  const server = {
    program: async () => {
      asked.push('program');
      return program;
    },
  };
  const service = createModelService({
    ...stackDeps,
    adapters,
    server,
    clock,
    onCall: (record) => records.push(record),
    onSpending: (spending) => spendings.push(spending),
  });
  service.configure({ ...modelsConfig(defaultDeviceSettings, { gemini: '', server: key }), ...change }, nothingSpent);
  const { signal } = new AbortController();
  const asking = { signal, onEvent: () => {} };
  const score = (ref: ModelRef) => service.scoringModel(ref).score({ request, ...asking });
  return { clock, records, spendings, asked, service, language, asking, score };
}

/** A server that makes a request for each token. */
function inRequests(count: number, onRequest: (n: number) => void = () => {}): Partial<AnyAdapter> {
  return {
    async scoringModel(ref, _config, each) {
      return scriptedScoring(ref, async ({ prompt }, signal) => {
        for (let n = 1; n <= count; n += 1) {
          const ask = async () => {
            onRequest(n);
            return { answer: null, usage };
          };
          await each({ prompt, outputTokens: 1, ask }, signal);
        }
        return scored;
      });
    },
  };
}

describe('a score', () => {
  it('is one call in the log, with the prompt and the expected text, and as many in the totals as were made', async () => {
    const { score, records, spendings } = given(inRequests(3));
    expect(await score(onServer)).toEqual(scored);
    expect(records).toMatchObject([
      { outcome: { status: 'running' } },
      {
        purpose: 'evaluate',
        model: onServer,
        prompt: request.prompt,
        scored: { expected: ' blue', as: 'continuation' },
        outcome: { status: 'answered', text: 'Log-probability -1.386 of 2 tokens', usage },
      },
    ]);
    expect(spendings.at(-1)?.paid).toEqual({ calls: 3, tokens: 33 });
  });

  it('stops at the budget in the middle of its requests', async () => {
    const seen: number[] = [];
    const { score, records } = given(
      inRequests(3, (n) => seen.push(n)),
      { budget: { calls: 2, tokens: null } },
    );
    await expect(score(onServer)).rejects.toMatchObject({ data: { kind: 'over-budget' } });
    expect(seen).toEqual([1, 2]);
    expect(records.at(-1)?.outcome).toMatchObject({ status: 'failed', error: { kind: 'over-budget' } });
  });

  it('makes a request that was refused for rate once more, and not those before it', async () => {
    const seen: number[] = [];
    const { score, records, clock } = given(
      inRequests(2, (n) => {
        seen.push(n);
        if (seen.length === 2) throw new ModelError({ kind: 'rate-limited-minute', code: '429', message: 'Too many.' });
      }),
    );
    const done = score(onServer);
    await clock.advance(120_000);
    expect(await done).toEqual(scored);
    expect(seen).toEqual([1, 2, 2]);
    expect(records.at(-1)?.retries).toMatchObject([{ code: '429' }]);
  });

  it('goes nowhere in private mode, and the server is not even asked what it is', async () => {
    const { score, asked, service, asking } = given(inRequests(1), { privateMode: true });
    await expect(score(onServer)).rejects.toMatchObject({ data: { kind: 'private' } });
    await expect(service.serverProgram(asking.signal)).rejects.toMatchObject({ data: { kind: 'private' } });
    expect(asked).toEqual([]);
  });

  it('is refused before the call where the table says that it is impossible, in its words', async () => {
    const seen: number[] = [];
    const { score, spendings, records } = given(
      inRequests(1, (n) => seen.push(n)),
      { program: 'ollama' },
    );
    for (const ref of [onServer, onGemini, modelOfBrowser]) {
      await expect(score(ref)).rejects.toMatchObject({ data: { kind: 'bad-request', code: 'UNSUPPORTED' } });
    }
    await expect(score(onServer)).rejects.toThrow('Ollama tells no log-probabilities of a given text.');
    expect(seen).toEqual([]);
    expect(spendings).toEqual([]);
    expect(records.at(-1)?.outcome).toMatchObject({ status: 'failed', error: { code: 'UNSUPPORTED' } });
  });

  it('holds no key, neither in its tokens nor in its failure', async () => {
    const told = aScoredText();
    const [token] = told.tokens;
    const withKey = { ...told, tokens: token === undefined ? [] : [{ ...token, token: key }] };
    const answering = given({ scoringModel: async (ref) => scriptedScoring(ref, () => withKey) });
    expect(JSON.stringify(await answering.score(onServer))).not.toContain(key);
    const failure = new ModelError({ kind: 'bad-key', code: '401', message: `Not for ${key}.` });
    const failing = given({ scoringModel: async (ref) => scriptedScoring(ref, () => Promise.reject(failure)) });
    await expect(failing.score(onServer)).rejects.toThrow('Not for [key].');
    expect(JSON.stringify([...answering.records, ...failing.records])).not.toContain(key);
  });

  it('of a local model holds the GPU: the next one waits', async () => {
    const ends: (() => void)[] = [];
    const begun: string[] = [];
    const { score, clock, spendings } = given({
      scoringModel: async (ref) =>
        scriptedScoring(ref, async () => {
          begun.push(ref.provider);
          await new Promise<void>((resolve) => ends.push(resolve));
          return scored;
        }),
    });
    const both = [score(localModel('gemma')), score(localModel('gemma'))];
    await clock.settle();
    expect(begun).toHaveLength(1);
    ends[0]?.();
    await clock.settle();
    expect(begun).toHaveLength(2);
    ends[1]?.();
    await Promise.all(both);
    expect(spendings.at(-1)).toEqual({ all: { calls: 2, tokens: 22 }, paid: { calls: 0, tokens: 0 } });
  });

  it('that is stopped is told of as cancelled', async () => {
    const stop = new AbortController();
    const { service, records } = given({
      scoringModel: async (ref) =>
        scriptedScoring(ref, async (_request, signal) => {
          stop.abort('enough');
          signal.throwIfAborted();
          return scored;
        }),
    });
    const asked = service.scoringModel(practiceModel).score({ request, signal: stop.signal, onEvent: () => {} });
    await expect(asked).rejects.toBe('enough');
    expect(records.at(-1)?.outcome.status).toBe('cancelled');
  });
});

describe('vectors', () => {
  const text = (of: string): VectorInput => ({ type: 'text', text: of });

  it('go in calls of a hundred, count in the totals, and are in no call record', async () => {
    const sizes: number[] = [];
    const { service, asking, spendings, records } = given({
      vectorModel: async (ref) => ({
        ref,
        async vectors({ inputs }) {
          sizes.push(inputs.length);
          const vectors = inputs.map((input) => Float32Array.of(input.type === 'text' ? Number(input.text) : -1));
          return { vectors, cut: { 1: { tokens: 3000, limit: 2048 } }, inputTokens: inputs.length };
        },
      }),
    });
    const inputs = Array.from({ length: 250 }, (_, n) => text(String(n)));
    const { vectors, cut, inputTokens } = await service
      .vectorModel(onGemini)
      .vectors({ request: { inputs }, ...asking });
    expect(sizes).toEqual([100, 100, 50]);
    expect(vectors.map(([value]) => value)).toEqual(inputs.map((_, n) => n));
    expect(Object.keys(cut)).toEqual(['1', '101', '201']);
    expect(inputTokens).toBe(250);
    expect(spendings.at(-1)?.paid).toEqual({ calls: 3, tokens: 250 });
    expect(records).toEqual([]);
  });

  it('are made by the model that embeds beside the one that was asked', async () => {
    const { service } = given({});
    expect(service.vectorModel(onGemini).ref).toEqual({ provider: 'gemini', id: 'gemini-embedding-001' });
    expect(service.vectorModel(modelOfBrowser).ref).toEqual(practiceModel);
  });

  it('are refused with an option that is not honoured, before the call', async () => {
    const { service, asking, spendings } = given({ vectorModel: () => Promise.reject(new Error('Asked.')) });
    const asked = service
      .vectorModel(localModel('gemma'))
      .vectors({ request: { inputs: [text('a')], pooling: 'mean' }, ...asking });
    await expect(asked).rejects.toThrow('Local models give one vector for a text');
    expect(spendings).toEqual([]);
  });
});

describe('tokens', () => {
  it('cost nothing, are in no log, and go nowhere in private mode', async () => {
    const tokenizer: AnyAdapter['tokenizer'] = async (ref) => ({
      ref,
      tokens: async () => ({ kind: 'count', count: 3 }),
      text: async () => 'abc',
    });
    const open = given({ tokenizer });
    const input = { kind: 'text', text: 'a b c' } as const;
    expect(await open.service.tokenizer(onServer).tokens({ input, ...open.asking })).toEqual({
      kind: 'count',
      count: 3,
    });
    expect(await open.service.tokenizer(onServer).text({ ids: [1], ...open.asking })).toBe('abc');
    expect([open.spendings, open.records]).toEqual([[], []]);
    const shut = given({ tokenizer }, { privateMode: true });
    await expect(shut.service.tokenizer(onServer).tokens({ input, ...shut.asking })).rejects.toMatchObject({
      data: { kind: 'private' },
    });
  });
});

describe('a completion', () => {
  const ask = (service: ReturnType<typeof given>['service'], ref: ModelRef, change: object) =>
    beginCall(service.model(ref), { ...aRequest({}), purpose: 'complete', ...change });

  it('is refused before the call with what the model does not honour, and the log says so', async () => {
    const { service, language, clock, records, spendings } = given({});
    const { failure } = ask(service, onGemini, { completion: { echo: true } });
    await clock.settle();
    expect(failure()).toMatchObject({
      data: {
        kind: 'bad-request',
        code: 'UNSUPPORTED',
        message: 'Gemini does not tell the tokens of a prompt. Nothing was sent.',
      },
    });
    expect(language.requests).toEqual([]);
    expect(spendings).toEqual([]);
    expect(records.at(-1)).toMatchObject({ completion: { echo: true }, outcome: { status: 'failed' } });
  });

  it.each<[ServerProgram, string | undefined]>([
    ['vllm', undefined],
    ['llama.cpp', 'llama.cpp refuses to echo the prompt.'],
  ])('is honoured by a server as the program that it is: %s', async (program, refusal) => {
    const { service, language, clock } = given({}, { program });
    const { failure } = ask(service, onServer, { completion: { echo: true } });
    await clock.settle();
    expect(failure() === undefined).toBe(refusal === undefined);
    expect(language.requests).toHaveLength(refusal === undefined ? 1 : 0);
  });

  it('of another room keeps its settings as wishes', async () => {
    const { service, language, clock } = given({});
    const { failure } = beginCall(service.model(onGemini), aRequest({ settings: { logprobs: 5 } }));
    await clock.settle();
    expect(failure()).toBeUndefined();
    expect(language.requests).toHaveLength(1);
  });
});
