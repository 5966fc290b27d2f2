import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { defaultDeviceSettings } from '../../core/project/device-settings';
import { keepKeyHome } from './keep-key-home';
import { listGeminiModels } from './list-gemini-models';

const key = 'AQ.a-key-of-any-shape_0123456789';
const seen: (string | undefined)[] = [];
let elsewhere: Server;
let moved: Server;

beforeAll(async () => {
  elsewhere = await listening((request, answer) => {
    seen.push(String(request.headers['x-goog-api-key']));
    answer.end('{"models": []}');
  });
  moved = await listening((request, answer) => {
    answer.writeHead(307, { location: `${url(elsewhere)}${request.url}` }).end();
  });
});
beforeEach(() => {
  seen.length = 0;
});
afterAll(() => {
  elsewhere.close();
  moved.close();
});

describe('a key', () => {
  it('does not follow a redirect to another address', async () => {
    const send = keepKeyHome(fetch);
    await expect(send(url(moved), { method: 'POST', headers: { 'x-goog-api-key': key } })).rejects.toThrow(TypeError);
    await expect(send(url(moved), { headers: new Headers({ 'X-Goog-Api-Key': key }) })).rejects.toThrow(TypeError);
    expect(seen).toEqual([]);
  });

  it('does not follow one when models are listed', async () => {
    const config = { ...defaultDeviceSettings.gemini, key, address: url(moved) };
    const listing = listGeminiModels({ config, fetch, signal: new AbortController().signal, now: Date.now });
    await expect(listing).rejects.toMatchObject({ data: { kind: 'unreachable' } });
    expect(seen).toEqual([]);
  });
});

describe('a request without a key', () => {
  it('follows a redirect as ever', async () => {
    const answer = await keepKeyHome(fetch)(url(moved));
    expect(answer.status).toBe(200);
    expect(seen).toEqual(['undefined']);
  });
});

async function listening(answer: RequestListener): Promise<Server> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function url(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // listening on a port
}
