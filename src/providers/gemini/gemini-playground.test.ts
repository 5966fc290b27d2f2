import { describe, expect, it } from 'vitest';
import { type GeminiServer, startGeminiServer } from '../../../e2e/loopback/gemini/server.mjs';
import { finished } from '../../core/model/finished';
import { userPrompt } from '../../core/model/model-prompt';
import type { RefOf } from '../../core/model/model-ref';
import { type TaskType, taskTypes, type VectorInput } from '../../core/model/vector-model';
import { defaultDeviceSettings } from '../../core/project/device-settings';
import { describeCompletionContract } from '../../testing/completion-contract';
import { describeTokenizerContract, describeVectorContract } from '../../testing/inspection-contract';
import { serveTests } from '../../testing/serve-tests';
import { aRequest } from '../../testing/stepwise-model';
import { withRefusals } from '../wrappers/refuse-unsupported';
import { geminiLanguageModel } from './gemini-language-model';
import { geminiTokenizer } from './gemini-tokenizer';
import { geminiVectorModel } from './gemini-vector-model';

let server: GeminiServer;
serveTests(startGeminiServer, (started) => {
  server = started;
});

const { signal } = new AbortController();
const callsSent = () => server.requests.length;
const gemini = (id: string): RefOf<'gemini'> => ({ provider: 'gemini', id });

function around(ref: RefOf<'gemini'>) {
  const config = { ...defaultDeviceSettings.gemini, key: 'any-key', address: server.url };
  return { ref, config, fetch: (...sent: Parameters<typeof fetch>) => fetch(...sent), now: () => 0 };
}

for (const ref of ['gemini-2.0-flash', 'gemini-2.5-flash', 'gemini-3.6-flash'].map(gemini)) {
  describeCompletionContract(ref.id, () => ({ model: geminiLanguageModel(around(ref)), callsSent }), {
    ref,
    withRefusals,
  });
}

describeTokenizerContract(
  'Gemini',
  () => ({ tokenizer: geminiTokenizer(around(gemini('gemini-2.5-flash'))), callsSent }),
  { text: 'The cat sat on the mat.' },
);

for (const ref of ['gemini-embedding-001', 'gemini-embedding-2'].map(gemini)) {
  describeVectorContract(ref.id, () => ({ model: geminiVectorModel(around(ref)), callsSent }), {
    texts: ['the red spoon', 'completely other words'],
    taskType: 'SEMANTIC_SIMILARITY',
  });
}

describe('a completion of Gemini', () => {
  it('goes on with a prefix as a last turn of its own, after the prompt to the byte', async () => {
    const model = geminiLanguageModel(around(gemini('gemini-2.5-flash')));
    const request = aRequest({
      prompt: userPrompt('Say hello. \n'),
      completion: { prefix: { text: 'Here is', ids: [1, 2] } },
    });
    const { reply } = await finished(model.stream({ ...request, purpose: 'complete' }, signal));
    expect(server.requests.at(-1)?.body.contents).toEqual([
      { role: 'user', parts: [{ text: 'Say hello. \n' }] },
      { role: 'model', parts: [{ text: 'Here is' }] },
    ]);
    expect(reply.text).toMatch(/^ an answer to: Say hello\./);
  });

  it('that the service would refuse in the newest models is refused by it, too', async () => {
    const model = geminiLanguageModel(around(gemini('gemini-3.6-flash')));
    const asked = finished(model.stream(aRequest({ completion: { prefix: { text: 'Here is' } } }), signal));
    await expect(asked).rejects.toMatchObject({ data: { kind: 'bad-request' } });
  });
});

describe('the tokenizer of Gemini', () => {
  const tokenizer = () => geminiTokenizer(around(gemini('gemini-2.5-flash')));

  it('counts a prompt with its system text in a whole request', async () => {
    const prompt = userPrompt('12345678', '1234');
    expect(await tokenizer().tokens({ kind: 'prompt', prompt }, signal)).toEqual({ kind: 'count', count: 3 });
    expect(server.requests.at(-1)?.url).toBe('/v1beta/models/gemini-2.5-flash:countTokens');
  });

  it('asks nobody how many tokens nothing has', async () => {
    const before = callsSent();
    expect(await tokenizer().tokens({ kind: 'text', text: '' }, signal)).toEqual({ kind: 'count', count: 0 });
    expect(callsSent()).toBe(before);
  });
});

describe('the vectors of Gemini', () => {
  const text = (of: string): VectorInput => ({ type: 'text', text: of });
  const image: VectorInput = { type: 'image', mimeType: 'image/png', data: 'iVBORw0KGgo=' };
  const model = (id: string) => geminiVectorModel(around(gemini(id)));
  const bodies = () => server.requests.map(({ body }) => body);

  it.each(taskTypes)('are asked for by the task %s', async (taskType) => {
    await model('gemini-embedding-001').vectors({ inputs: [text('a')], taskType, dimensions: 1536 }, signal);
    expect(bodies().at(-1)).toEqual({
      requests: [
        {
          model: 'models/gemini-embedding-001',
          content: { parts: [{ text: 'a' }] },
          taskType,
          outputDimensionality: 1536,
        },
      ],
    });
  });

  it.each<[TaskType, string]>([
    ['RETRIEVAL_QUERY', 'task: search result | query: a'],
    ['RETRIEVAL_DOCUMENT', 'title: none | text: a'],
  ])('are told the task %s in the text of the second model', async (taskType, sent) => {
    await model('gemini-embedding-2').vectors({ inputs: [text('a'), image], taskType }, signal);
    const second = 'models/gemini-embedding-2';
    expect(bodies().at(-1)).toEqual({
      requests: [
        { model: second, content: { parts: [{ text: sent }] } },
        { model: second, content: { parts: [{ inlineData: { mimeType: 'image/png', data: 'iVBORw0KGgo=' } }] } },
      ],
    });
  });

  it.each([128, 768, 3072])('have the %d dimensions that were asked for', async (dimensions) => {
    const { vectors } = await model('gemini-embedding-001').vectors({ inputs: [text('a')], dimensions }, signal);
    expect(vectors[0]).toHaveLength(dimensions);
  });

  it('come with how much of a long text was read, and how much was not', async () => {
    const inputs = [text('short'), text('word '.repeat(2000))];
    const { cut, vectors } = await model('gemini-embedding-001').vectors({ inputs }, signal);
    expect(cut).toEqual({ 1: { tokens: 2500 - 2048, limit: 2048 } });
    expect(vectors).toHaveLength(2);
    expect(await model('gemini-embedding-2').vectors({ inputs }, signal)).toMatchObject({ cut: {} });
  });

  it('of a text of nothing are refused before the call', async () => {
    const before = callsSent();
    const asked = model('gemini-embedding-001').vectors({ inputs: [text('a'), text(' ')] }, signal);
    await expect(asked).rejects.toThrow('Text 2 is empty');
    expect(callsSent()).toBe(before);
  });

  const embedding = (values: readonly unknown[]) =>
    ({ kind: 'status', status: 200, body: { embeddings: [{ values }] } }) as const;

  it.each([['NaN'], [null], [true]])('that hold %j fail in words', async (value) => {
    server.respondWith(embedding([0.5, value]), { call: 'embed' });
    const asked = model('gemini-embedding-001').vectors({ inputs: [text('a')] }, signal);
    await expect(asked).rejects.toMatchObject({ data: { kind: 'unreadable', code: 'NOT_A_NUMBER' } });
  });

  it('of another size than was asked for fail in words', async () => {
    server.respondWith(embedding([0.5, 0.5]), { call: 'embed' });
    const asked = model('gemini-embedding-001').vectors({ inputs: [text('a')], dimensions: 768 }, signal);
    await expect(asked).rejects.toThrow('Expected 768 dimensions, and a vector of 2 came.');
  });
});
