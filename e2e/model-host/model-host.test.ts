import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { serveTests } from '../../src/testing/serve-tests';
import { type ModelHost, startModelHost } from './model-host.mjs';

let host: ModelHost;
serveTests(startModelHost, (started) => {
  host = started;
});

const shard = 'tiny-chat/params_shard_0.bin';
const get = (path: string, init?: RequestInit) => fetch(`${host.url}/${path}`, init);
const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());
const fileOf = (path: string) => host.model('tiny-chat').files.get(path) ?? Buffer.alloc(0);

/** Reads the answer to its end, so that its connection can be used again. */
const headersOf = async (path: string) => {
  const response = await get(path);
  await response.arrayBuffer();
  return response.headers;
};
const statusOf = async (path: string) => {
  const response = await get(path);
  await response.arrayBuffer();
  return response.status;
};
const checksumsOf = (of: ModelHost) =>
  [...of.model('tiny-chat').files].map(([path, bytes]) => [path, createHash('md5').update(bytes).digest('hex')]);

describe('the model host', () => {
  it('serves a directory whose list is true of its shards', async () => {
    const { weightsUrl } = host.model('tiny-chat');
    const { records } = await (await fetch(`${weightsUrl}/tensor-cache.json`)).json();
    expect(records).toHaveLength(3);
    for (const { dataPath, nbytes, md5sum } of records) {
      const bytes = await bytesOf(await fetch(`${weightsUrl}/${dataPath}`));
      expect(bytes.byteLength).toBe(nbytes);
      expect(createHash('md5').update(bytes).digest('hex')).toBe(md5sum);
    }
  });

  it('serves a library that is WebAssembly', async () => {
    const bytes = await bytesOf(await fetch(host.model('tiny-chat').libraryUrl));
    expect(WebAssembly.validate(new Uint8Array(bytes))).toBe(true);
  });

  it('serves the same bytes whenever it is started', async () => {
    const other = await startModelHost();
    expect(checksumsOf(other)).toEqual(checksumsOf(host));
    await other.close();
  });

  it('has models of several kinds', () => {
    expect([...host.model('old-chat').files.keys()]).toContain('ndarray-cache.json');
    expect(String(host.model('tiny-embed').files.get('mlc-chat-config.json'))).toContain('"model_type":"bert"');
    expect(host.model('tiny-embed').bytes).toBeGreaterThan(50_000);
    expect(() => host.model('none')).toThrow('Expected one of tiny-chat');
  });

  it('lets any page read its files', async () => {
    expect((await headersOf(shard)).get('access-control-allow-origin')).toBe('*');
    expect((await get(shard, { method: 'OPTIONS' })).status).toBe(204);
  });

  it('counts what it was asked for, file by file', async () => {
    const seen = host.received(shard, 2);
    await bytesOf(await get(shard));
    await bytesOf(await get(shard));
    await bytesOf(await get('tiny-chat/none.bin'));
    await seen;
    expect(host.counts(shard)).toEqual({ asked: 2, whole: 2, bytes: 600_000 });
    expect(host.counts('tiny-chat/none.bin')).toMatchObject({ asked: 1, whole: 0 });
    expect(host.counts('tiny-chat/tokenizer.json').asked).toBe(0);
    expect(host.asked()).toEqual([shard, shard, 'tiny-chat/none.bin']);
  });
});

describe('a plan', () => {
  it('cuts the connection after so many bytes', async () => {
    host.plan(shard, { kind: 'cut', after: 1000 });
    const response = await get(shard);
    expect(response.headers.get('content-length')).toBe('300000');
    await expect(response.arrayBuffer()).rejects.toThrow();
    expect(host.counts(shard)).toMatchObject({ asked: 1, whole: 0 });
  });

  it.each([1000, 400_000])('answers with %d bytes instead', async (bytes) => {
    host.plan(shard, { kind: 'wrong-size', bytes });
    expect((await bytesOf(await get(shard))).byteLength).toBe(bytes);
  });

  it('answers with the right size and wrong bytes', async () => {
    host.plan(shard, { kind: 'wrong-bytes' });
    const bytes = await bytesOf(await get(shard));
    expect(bytes.byteLength).toBe(300_000);
    expect(bytes.equals(fileOf('params_shard_0.bin'))).toBe(false);
  });

  it.each([404, 503])('answers with status %d', async (code) => {
    host.plan(shard, { kind: 'status', code });
    expect(await statusOf(shard)).toBe(code);
  });

  it('answers with a page', async () => {
    host.plan('tiny-chat/mlc-chat-config.json', { kind: 'page' });
    expect(await (await get('tiny-chat/mlc-chat-config.json')).text()).toMatch(/^<!doctype html>/);
  });

  it('refuses pages of other origins', async () => {
    host.plan(shard, { kind: 'no-cors' });
    expect((await headersOf(shard)).get('access-control-allow-origin')).toBeNull();
  });

  it('sends slowly, in pieces, and everything', async () => {
    host.plan(shard, { kind: 'slow', bytesPerSecond: 4_000_000 });
    const pieces: number[] = [];
    for await (const piece of (await get(shard)).body ?? []) pieces.push(piece.byteLength);
    expect(pieces.length).toBeGreaterThan(1);
    expect(pieces.reduce((sum, size) => sum + size, 0)).toBe(300_000);
  });

  it('holds the rest back until the client goes away', async () => {
    host.plan(shard, { kind: 'hold', after: 500 });
    const stop = new AbortController();
    const reader = (await get(shard, { signal: stop.signal })).body?.getReader();
    expect((await reader?.read())?.value?.byteLength).toBe(500);
    stop.abort();
    await expect(reader?.read()).rejects.toThrow();
  });

  it('holds for so many requests, for the paths that it fits, and until it is forgotten', async () => {
    host.plan(/params_shard_\d\.bin$/, { kind: 'status', code: 503 }, { times: 2 });
    const statuses = [];
    for (let time = 0; time < 3; time += 1) statuses.push(await statusOf(shard));
    expect(statuses).toEqual([503, 503, 200]);
    host.plan(shard, { kind: 'status', code: 500 });
    expect(await statusOf(shard)).toBe(500);
    host.reset();
    expect(await statusOf(shard)).toBe(200);
  });
});
