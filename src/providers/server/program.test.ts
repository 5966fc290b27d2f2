import { afterEach, describe, expect, it } from 'vitest';
import { html, redirect } from '../../../e2e/loopback/plain-plans.mjs';
import { startEchoServer } from '../../../e2e/loopback/programs/echo-server.mjs';
import { startLlamaCpp } from '../../../e2e/loopback/programs/llama-cpp.mjs';
import { ok, type ProgramServer } from '../../../e2e/loopback/programs/serve-program.mjs';
import { startVllm } from '../../../e2e/loopback/programs/vllm.mjs';
import type { Connection } from './connection';
import { createKnownPrograms } from './program';

const open = new AbortController().signal;
const started: ProgramServer[] = [];
const running = async (server: Promise<ProgramServer>) => {
  started.push(await server);
  return server;
};
afterEach(async () => {
  for (const server of started.splice(0)) await server.close();
});

const to = (url: string, key = ''): Connection => ({ url, key, fetch, now: () => 0 });

describe('the program of a server', () => {
  it.each([
    ['vllm', startVllm],
    ['llama.cpp', startLlamaCpp],
    ['other', startEchoServer],
    ['ollama', () => startEchoServer({ owner: 'library' })],
    ['lm-studio', () => startEchoServer({ owner: 'organization_owner' })],
  ] as const)('is told by what it answers: %s', async (program, start) => {
    const server = await running(start());
    expect(await createKnownPrograms().of(to(server.url), open)).toBe(program);
  });

  it.each([
    ['vllm', startVllm],
    ['llama.cpp', startLlamaCpp],
  ] as const)('is told by a call of its own where its models do not say: %s', async (program, start) => {
    const server = await running(start());
    server.respondWith(ok({ data: [{ id: 'a' }] }), { call: 'list' });
    expect(await createKnownPrograms().of(to(server.url), open)).toBe(program);
  });

  it('is asked once for each address, by however many', async () => {
    const server = await running(startVllm());
    const programs = createKnownPrograms();
    const at = to(server.url);

    const answers = await Promise.all([programs.of(at, open), programs.of(at, open)]);
    expect([...answers, await programs.of(at, open)]).toEqual(['vllm', 'vllm', 'vllm']);
    expect(server.requests.map(({ url }) => url)).toEqual(['/v1/models']);
  });

  it('is "other" where nothing answers, and asked again', async () => {
    const programs = createKnownPrograms();
    const server = await startVllm();
    await server.close();
    expect(await programs.of(to(server.url), open)).toBe('other');

    const again = await running(startVllm({ port: Number(new URL(server.url).port) }));
    expect(await programs.of(to(again.url), open)).toBe('vllm');
  });

  it('is "other" where web pages answer', async () => {
    const server = await running(startEchoServer());
    server.respondWith(html(), { call: 'list' });
    server.respondWith(html(), { call: 'get' });
    expect(await createKnownPrograms().of(to(server.url), open)).toBe('other');
  });

  it('is asked with the key at the address of the settings alone', async () => {
    const elsewhere = await running(startVllm());
    const server = await running(startEchoServer());
    server.respondWith(redirect(`${elsewhere.origin}/version`), { call: 'get' });

    expect(await createKnownPrograms().of(to(server.url, 'a-key'), open)).toBe('other');
    expect(new Set(server.requests.map(({ headers }) => headers.authorization))).toEqual(new Set(['Bearer a-key']));
    expect(elsewhere.requests).toEqual([]);
  });

  it('is given up with the last who waits for it, and not before', async () => {
    const server = await running(startVllm());
    server.respondWith({ ...ok({ data: [] }), delayMs: 200 }, { call: 'list', times: 1 });
    const programs = createKnownPrograms();
    const one = new AbortController();
    const first = programs.of(to(server.url), one.signal);
    const second = programs.of(to(server.url), open);
    await server.received(1);

    one.abort('not wanted');
    await expect(first).rejects.toBe('not wanted');
    expect(await second).toBe('vllm');
  });
});
