import { describe, expect, it } from 'vitest';
import { serveTests } from '../../../src/testing/serve-tests';
import * as plans from './plans.mjs';
import { type OpenAiServer, startOpenAiServer } from './server.mjs';

let server: OpenAiServer;
serveTests(startOpenAiServer, (started) => {
  server = started;
});

const page = 'http://127.0.0.1:4173';

const chat = (content: string, more: object = {}, headers: Record<string, string> = {}) =>
  fetch(`${server.url}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ model: 'gemma-3-4b-it', messages: [{ role: 'user', content }], ...more }),
  });

const textOf = async (response: Response) => String((await response.json()).choices[0].message.content);

describe('the loopback OpenAI-compatible server', () => {
  it('lists its models, and says 404 in a web page where there is nothing', async () => {
    const { data } = await (await fetch(`${server.url}/models`)).json();
    const elsewhere = await fetch(`${server.origin}/models`);

    expect(data.map(({ id }: { id: string }) => id)).toEqual(['gemma-3-4b-it', 'qwen3-4b', 'nomic-embed-text']);
    expect(elsewhere.status).toBe(404);
    expect(elsewhere.headers.get('content-type')).toBe('text/html');
  });

  it('answers whole, and counts tokens', async () => {
    server.respondWith(plans.text(['Roses ', 'are red.']));
    const body = await (await chat('A poem')).json();

    expect(body).toMatchObject({
      object: 'chat.completion',
      choices: [{ message: { role: 'assistant', content: 'Roses are red.' }, finish_reason: 'stop' }],
      usage: { prompt_tokens: 2, completion_tokens: 4, total_tokens: 6 },
    });
  });

  it('streams: pieces, then why it ended, then counts for those who asked, then that it is done', async () => {
    server.respondWith(plans.text(['Roses ', 'are red.']));
    server.respondWith(plans.text('Roses'));
    const events = async (more: object) => {
      const lines = (await (await chat('A poem', { stream: true, ...more })).text()).trim().split('\n\n');
      return lines
        .map((line) => line.replace('data: ', ''))
        .map((data) => (data === '[DONE]' ? data : JSON.parse(data)));
    };

    const asked = await events({ stream_options: { include_usage: true } });
    expect(asked.slice(0, 2).map(({ choices }) => choices[0].delta.content)).toEqual(['Roses ', 'are red.']);
    expect(asked[2]).toMatchObject({ choices: [{ delta: {}, finish_reason: 'stop' }] });
    expect(asked[3]).toMatchObject({ choices: [], usage: { completion_tokens: 4 } });
    expect(asked[4]).toBe('[DONE]');
    expect(await events({})).toHaveLength(3);
  });

  it('fills in a schema, repeats principles and gives log-probabilities', async () => {
    const schema = { type: 'object', properties: { label: { type: 'string', enum: ['a', 'b'] } }, required: ['label'] };
    const format = { response_format: { type: 'json_schema', json_schema: { name: 'label', schema, strict: true } } };

    expect(JSON.parse(await textOf(await chat('Which?', format)))).toEqual({ label: 'a' });
    const answer = await textOf(await chat('Describe a spoon.\n\nPrinciples:\n1. Be brief.\n2. Mention soup.'));
    expect(answer).toContain('1. Be brief.\n2. Mention soup.');
    const { choices } = await (await chat('A poem', { logprobs: true, top_logprobs: 2 })).json();
    expect(choices[0].logprobs.content[0].top_logprobs).toHaveLength(2);
  });

  it('embeds, with indexes in place of order', async () => {
    const response = await fetch(`${server.url}/embeddings`, {
      method: 'POST',
      body: JSON.stringify({ model: 'nomic-embed-text', input: ['a spoon', 'a fork'] }),
    });
    const { data } = await response.json();

    expect(data.map(({ index }: { index: number }) => index)).toEqual([1, 0]);
    expect(data[0].embedding).not.toEqual(data[1].embedding);
  });

  it.each([
    [{ temprature: 1 }, 'Unrecognized request argument supplied: temprature'],
    [{ top_logprobs: 2 }, "'logprobs' must be true when 'top_logprobs' is used"],
    [{ messages: [] }, "'messages' is a required property"],
  ])('refuses %j', async (more, message) => {
    const response = await chat('A poem', more);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { message } });
  });

  it.each([
    ['schema', [200, 200, 200]],
    ['object', [400, 200, 200]],
    ['text', [400, 400, 200]],
    ['heedless', [200, 200, 200]],
  ] as const)('takes reply formats as told: %s', async (formats, statuses) => {
    server.takeFormats(formats);
    const schema = { type: 'json_schema', json_schema: { name: 'x', schema: { type: 'boolean' }, strict: true } };
    const asked = [{ response_format: schema }, { response_format: { type: 'json_object' } }, {}];
    const responses = await Promise.all(asked.map((more) => chat('Yes?', more)));

    expect(responses.map(({ status }) => status)).toEqual(statuses);
    if (formats === 'schema') expect(await textOf(responses[0] ?? Response.error())).toBe('true');
    if (formats === 'heedless') expect(await textOf(responses[0] ?? Response.error())).toMatch(/^Here is an answer/);
  });

  it('asks for a key when told to', async () => {
    server.requireKey('a-key');
    expect((await chat('A poem')).status).toBe(401);
    expect((await chat('A poem', {}, { authorization: 'Bearer a-key' })).status).toBe(200);
  });

  it('lets pages in, or not', async () => {
    const preflight = () =>
      fetch(`${server.url}/chat/completions`, {
        method: 'OPTIONS',
        headers: { origin: page, 'access-control-request-method': 'POST' },
      });
    const allowed = await preflight();
    expect(allowed.headers.get('access-control-allow-origin')).toBe(page);
    expect(allowed.headers.get('access-control-allow-headers')).toBe('content-type, authorization');

    server.allowPages(false);
    expect((await preflight()).status).toBe(403);
    const closed = await fetch(`${server.url}/models`, { headers: { origin: page } });
    expect(closed.headers.get('access-control-allow-origin')).toBeNull();
    expect(server.preflights).toHaveLength(2);
  });

  it('answers by the newest rule that fits, then from the queue, then by itself', async () => {
    server.respondWith(plans.text('from the queue'));
    server.respondWith(plans.text('an older rule'), { prompt: 'cat' });
    server.respondWith(plans.text('a newer rule'), { prompt: /cat|dog/, times: 1 });

    const answers: string[] = [];
    for (const prompt of ['a cat', 'a cat', 'a bird', 'a bird']) answers.push(await textOf(await chat(prompt)));

    expect(answers.slice(0, 3)).toEqual(['a newer rule', 'an older rule', 'from the queue']);
    expect(answers[3]).toContain('a bird');
  });

  it('fails a share of the calls, and counts all', async () => {
    server.resetCounts();
    server.failSome({ share: 1, kinds: ['overloaded'] });
    expect((await chat('A poem')).status).toBe(503);
    expect((await chat('A poem')).status).toBe(200);
    expect(server.counts()).toMatchObject({ calls: 2, promptTokens: 4 });

    server.resetCounts();
    expect(server.counts()).toMatchObject({ calls: 0, peak: 0 });
  });

  it('knows when a client goes away', async () => {
    server.respondWith(plans.stall('Roses'));
    const abort = new AbortController();
    const { body } = await fetch(`${server.url}/chat/completions`, {
      method: 'POST',
      body: JSON.stringify({ model: 'gemma-3-4b-it', stream: true, messages: [{ role: 'user', content: 'A poem' }] }),
      signal: abort.signal,
    });
    await body?.getReader().read();
    abort.abort();
    await server.requests[0]?.left;
    expect(server.requests[0]?.leftAt).toBeGreaterThan(0);
  });
});
