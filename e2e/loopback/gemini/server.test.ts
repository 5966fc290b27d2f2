import { describe, expect, it } from 'vitest';
import { serveTests } from '../../../src/testing/serve-tests';
import * as plans from './plans.mjs';
import { type GeminiServer, startGeminiServer } from './server.mjs';

let server: GeminiServer;
serveTests(startGeminiServer, (started) => {
  server = started;
});

const generate = (prompt: string, generationConfig: object = {}, model = 'gemini-flash-latest') =>
  fetch(`${server.url}/v1beta/models/${model}:generateContent`, {
    method: 'POST',
    headers: { 'x-goog-api-key': 'k', 'content-type': 'application/json' },
    body: JSON.stringify({ contents: [{ role: 'user', parts: [{ text: prompt }] }], generationConfig }),
  });

const textOf = async (response: Response) => {
  const { candidates } = await response.json();
  return String(candidates[0].content.parts[0].text);
};

describe('the loopback Gemini server', () => {
  it('lets pages call it, with the headers the SDK sends', async () => {
    const response = await fetch(`${server.url}/v1beta/models/gemini-flash-latest:generateContent`, {
      method: 'OPTIONS',
      headers: { origin: 'http://127.0.0.1:4173', 'access-control-request-method': 'POST' },
    });

    expect(response.headers.get('access-control-allow-origin')).toBe('http://127.0.0.1:4173');
    expect(response.headers.get('access-control-allow-headers')).toMatch(/x-goog-api-client, x-goog-api-key/);
    expect(server.preflights).toHaveLength(1);
    expect(server.requests).toHaveLength(0);
  });

  it('refuses pages when told to', async () => {
    server.allowPages(false);
    const response = await fetch(`${server.url}/v1beta/models`, { headers: { origin: 'http://127.0.0.1:4173' } });

    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('answers without streaming too, and counts tokens', async () => {
    server.respondWith(plans.text(['Roses ', 'are red.']));
    expect(await textOf(await generate('A poem'))).toBe('Roses are red.');

    const count = await fetch(`${server.url}/v1beta/models/gemini-flash-latest:countTokens`, {
      method: 'POST',
      headers: { 'x-goog-api-key': 'k' },
      body: JSON.stringify({ contents: [{ parts: [{ text: '12345678' }] }] }),
    });
    expect(await count.json()).toEqual({ totalTokens: 2 });
  });

  it('answers by the newest rule that fits, then from the queue, then by itself', async () => {
    server.respondWith(plans.text('from the queue'));
    server.respondWith(plans.text('an older rule'), { prompt: 'cat' });
    server.respondWith(plans.text('a newer rule'), { prompt: /cat|dog/, times: 1 });

    const answers: string[] = [];
    for (const prompt of ['a cat', 'a cat', 'a bird', 'a bird']) answers.push(await textOf(await generate(prompt)));

    expect(answers.slice(0, 3)).toEqual(['a newer rule', 'an older rule', 'from the queue']);
    expect(answers[3]).toContain('a bird');
  });

  it('repeats the principles it is given', async () => {
    const answer = await textOf(await generate('Describe a spoon.\n\nPrinciples:\n1. Be brief.\n2. Mention soup.'));

    expect(answer).toContain('1. Be brief.\n2. Mention soup.');
  });

  it.each([
    [{ candidateCount: 2 }, 'Multiple candidates is not enabled for this model'],
    [{ presencePenalty: 1 }, 'Penalty is not enabled for this model'],
    [{ responseLogprobs: true }, 'Logprobs is not enabled for models/gemini-flash-latest'],
    [
      { temprature: 1 },
      'Invalid JSON payload received. Unknown name "temprature" at \'generation_config\': Cannot find field.',
    ],
  ])('refuses %j as the service does', async (config, message) => {
    const response = await generate('A poem', config);

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code: 400, message, status: 'INVALID_ARGUMENT' } });
  });

  it('asks for a key', async () => {
    const response = await fetch(`${server.url}/v1beta/models`);

    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ error: { status: 'PERMISSION_DENIED' } });
  });

  it('knows one model by its name', async () => {
    const headers = { 'x-goog-api-key': 'k' };
    const known = await fetch(`${server.url}/v1beta/models/gemini-flash-latest`, { headers });
    const unknown = await fetch(`${server.url}/v1beta/models/gemini-1.0-nano`, { headers });

    expect(await known.json()).toMatchObject({ name: 'models/gemini-flash-latest' });
    expect(unknown.status).toBe(404);
  });
});
