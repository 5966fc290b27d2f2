import { connect } from 'node:http2';
import { afterEach, describe, expect, it } from 'vitest';
import { type FaultKind, faultKinds, faultPlan } from './faults.mjs';
import { type GeminiServer, startGeminiServer } from './server.mjs';

let server: GeminiServer | undefined;
afterEach(() => server?.close());

const path = '/v1beta/models/gemini-flash-latest:generateContent';
const bodyOf = (prompt: string) => JSON.stringify({ contents: [{ role: 'user', parts: [{ text: prompt }] }] });
const headers = { 'x-goog-api-key': 'k', 'content-type': 'application/json' };

describe('a server that counts', () => {
  it('tells calls, prompt tokens and how many were under way at a time', async () => {
    server = await startGeminiServer({ latencyMs: 20 });
    const { url } = server;
    const ask = (prompt: string) => fetch(url + path, { method: 'POST', headers, body: bodyOf(prompt) });
    await Promise.all(['12345678', '1234', '1'].map(ask));
    await fetch(`${url}/v1beta/models`, { headers });

    expect(server.counts()).toEqual({ calls: 3, embedCalls: 0, promptTokens: 4, peak: 3 });
    server.resetCounts();
    expect(server.counts().calls).toBe(0);
  });

  it('keeps the last requests alone when told to', async () => {
    server = await startGeminiServer({ keepRequests: 1 });
    for (const prompt of ['a', 'b']) await fetch(server.url + path, { method: 'POST', headers, body: bodyOf(prompt) });
    expect(server.requests.map(({ promptText }) => promptText)).toEqual(['b']);
  });
});

describe('a server of HTTP/2', () => {
  it('answers many calls over one connection, and a cut call leaves the others alone', async () => {
    server = await startGeminiServer({ http2: true });
    expect(server.url).toMatch(/^https:/);
    server.failSome({ share: 1, kinds: ['cut'] });
    const session = connect(server.url, { rejectUnauthorized: false });
    const ask = (prompt: string) =>
      new Promise<string>((resolve) => {
        const stream = session.request({ ':method': 'POST', ':path': path, ...headers });
        let text = '';
        stream.setEncoding('utf8').on('data', (piece: string) => {
          text += piece;
        });
        stream.on('error', () => resolve('cut'));
        stream.on('end', () => resolve(text));
        stream.end(bodyOf(prompt));
      });

    expect(await Promise.all([ask('a'), ask('b')])).toEqual(['cut', 'cut']);
    expect(await ask('a')).toContain('Here is an answer to: a');
    session.close();
  });
});

describe('faults', () => {
  const prompts = Array.from({ length: 2000 }, (_, at) => `prompt ${at}`);
  const failing = (kinds: readonly FaultKind[], seed = 1) => {
    const plan = faultPlan({ share: 0.2, seed, kinds });
    return { first: prompts.filter((prompt) => plan(prompt)), again: prompts.filter((prompt) => plan(prompt)) };
  };

  it('hit the share that was asked for, by the seed', () => {
    const { first } = failing(faultKinds);
    expect(first.length).toBeGreaterThan(340);
    expect(first.length).toBeLessThan(460);
    expect(failing(faultKinds).first).toEqual(first);
    expect(failing(faultKinds, 2).first).not.toEqual(first);
  });

  it('pass at the next try, or come again, by their kind', () => {
    expect(failing(['rate-limit', 'overloaded', 'cut']).again).toEqual([]);
    const lasting = failing(['prompt-blocked', 'answer-blocked', 'empty']);
    expect(lasting.again).toEqual(lasting.first);
  });

  it('refuse a share that is none', () => {
    expect(() => faultPlan({ share: 20 })).toThrow('from 0 to 1');
  });
});
