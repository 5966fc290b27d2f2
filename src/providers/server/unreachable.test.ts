import { beforeEach, describe, expect, it } from 'vitest';
import { type OpenAiServer, startOpenAiServer } from '../../../e2e/loopback/openai/server.mjs';
import { ModelError, type ModelErrorData } from '../../core/model/model-error';
import { serveTests } from '../../testing/serve-tests';
import type { CallingPage } from './connection';
import { createKnownHabits } from './habits';
import { listServerModels } from './list-server-models';

const publicPage = 'https://studio.example';
const nothing = 'http://127.0.0.1:9/v1';

let server: OpenAiServer;
serveTests(startOpenAiServer, (started) => {
  server = started;
});

describe('a server that is running and lets no page in', () => {
  beforeEach(() => server.allowPages(false));

  it('is told from one that is not there, by a request that carries neither key nor prompt', async () => {
    const error = await failure({ url: server.url, key: 'a-secret-key' });

    expect(error).toMatchObject({ kind: 'unreachable', code: 'CORS' });
    expect(error.message).toContain(`does not let this page (${publicPage}) read its answers`);
    const probe = server.requests.at(-1);
    expect(probe?.headers).not.toHaveProperty('authorization');
    expect(probe?.method).toBe('GET');
  });

  it.each([
    [11434, [`OLLAMA_ORIGINS=${publicPage}`], ['LM Studio', 'vLLM']],
    [1234, ['"Enable CORS"'], ['OLLAMA']],
    [8080, ['llama.cpp'], ['OLLAMA']],
    [8000, [`--allowed-origins '["${publicPage}"]'`], ['OLLAMA']],
    [4321, [`OLLAMA_ORIGINS=${publicPage}`, 'Enable CORS', 'llama.cpp', '--allowed-origins'], []],
  ])('is given its header in words for the program at port %i', async (port, said, unsaid) => {
    const { message } = await failure({ url: `http://localhost:${port}/v1`, fetch: upButClosed });

    for (const words of said) expect(message).toContain(words);
    for (const words of unsaid) expect(message).not.toContain(words);
  });

  it('is not blamed on CORS by a page of its own', async () => {
    const page = { origin: 'http://localhost:8080' };
    expect(await failure({ url: 'http://localhost:8080/v1', fetch: upButClosed, page })).toMatchObject({
      code: 'NETWORK',
    });
  });
});

describe('a server that lets the page in', () => {
  it('is asked without a second request', async () => {
    const models = await list({ url: server.url });

    expect(models.length).toBeGreaterThan(0);
    expect(server.requests).toHaveLength(1);
  });
});

describe('a server that cannot be reached at all', () => {
  it.each([
    [11434, 'ollama serve'],
    [1234, 'lms server start'],
    [8080, 'llama-server -m'],
    [8000, 'vllm serve'],
  ])('is most likely not running: says how to start the program of port %i', async (port, said) => {
    const error = await failure({ url: `http://localhost:${port}/v1`, fetch: down });

    expect(error).toMatchObject({ kind: 'unreachable', code: 'NETWORK' });
    expect(error.message).toContain(said);
  });

  it('is not running, really', async () => {
    expect(await failure({ url: nothing })).toMatchObject({ kind: 'unreachable', code: 'NETWORK' });
    expect(await failure({ url: nothing, page: undefined })).toMatchObject({ kind: 'unreachable', code: 'NETWORK' });
  });

  it.each(['loopback-network', 'local-network-access'])('may be forbidden by the browser: %s', async (name) => {
    const error = await failure({ url: nothing, page: pageWith({ [name]: 'denied' }) });

    expect(error).toMatchObject({ kind: 'unreachable', code: 'PERMISSION' });
    expect(error.message).toMatch(/programs on this device.*site settings.*"Local network"/);
  });

  it.each(['local-network', 'local-network-access'])('may be forbidden in the local network: %s', async (name) => {
    const page = pageWith({ [name]: 'denied' });
    const error = await failure({ url: 'http://192.168.7.7:11434/v1', fetch: down, page });

    expect(error).toMatchObject({ code: 'PERMISSION' });
    expect(error.message).toContain('your local network');
  });

  it('may wait for the person to allow it', async () => {
    const error = await failure({ url: nothing, page: pageWith({ 'loopback-network': 'prompt' }) });

    expect(error).toMatchObject({ code: 'NETWORK' });
    expect(error.message).toContain('allow it');
  });

  it('says nothing of Safari and of permissions where the permission is given', async () => {
    const { message } = await failure({ url: nothing, page: pageWith({ 'loopback-network': 'granted' }) });

    expect(message).not.toMatch(/If it does run/);
  });

  it('says nothing of them to a page of this device, which needs none', async () => {
    const page = { ...pageWith({ 'loopback-network': 'prompt' }), origin: 'http://localhost:4173' };
    const { message } = await failure({ url: nothing, page });

    expect(message).not.toMatch(/If it does run/);
  });

  it.each([
    ['PERMISSION', 'denied', /only https pages may ask/],
    ['NETWORK', 'prompt', /open the studio at its https address/],
  ])('needs an https page (%s)', async (code, state, says) => {
    const page = { ...pageWith({ 'loopback-network': state }), origin: 'http://studio.example' };
    const error = await failure({ url: nothing, page });

    expect(error.code).toBe(code);
    expect(error.message).toMatch(says);
  });

  it('is not this device or its network, and needs no permission then', async () => {
    const page = pageWith({ 'local-network-access': 'denied' });
    const error = await failure({ url: 'https://api.example.com/v1', fetch: down, page });

    expect(error).toMatchObject({ code: 'NETWORK' });
    expect(error.message).toContain('this device is offline');
  });
});

describe('an http address that an https page calls', () => {
  it.each([
    ['http://gpu.example.com:8000/v1', /mixed content\)\. Give the server an https address/],
    ['http://192.168.7.7:11434/v1', /Chrome and Edge let it through once you allow/],
  ])('is mixed content: %s', async (url, says) => {
    const error = await failure({ url, fetch: down });

    expect(error).toMatchObject({ kind: 'unreachable', code: 'MIXED_CONTENT' });
    expect(error.message).toMatch(says);
  });

  it('is none on this device, though Safari thinks so', async () => {
    const error = await failure({ url: nothing });

    expect(error).toMatchObject({ code: 'NETWORK' });
    expect(error.message).toContain('Safari');
  });

  it('is let through in the local network once that is allowed', async () => {
    const page = pageWith({ 'local-network': 'granted' });
    expect(await failure({ url: 'http://192.168.7.7:11434/v1', fetch: down, page })).toMatchObject({ code: 'NETWORK' });
  });

  it('is none from an http page', async () => {
    const page = { origin: 'http://studio.local' };
    expect(await failure({ url: 'http://gpu.example.com:8000/v1', fetch: down, page })).toMatchObject({
      code: 'NETWORK',
    });
  });
});

describe('a fetch that refuses by itself', () => {
  it('is not asked why', async () => {
    const refusal = new ModelError({ kind: 'private', code: 'PRIVATE', message: 'Nothing leaves this device now.' });
    const calls: unknown[] = [];
    const guarded: typeof globalThis.fetch = async (input) => {
      calls.push(input);
      throw refusal;
    };

    await expect(list({ url: server.url, fetch: guarded })).rejects.toBe(refusal);
    expect(calls).toHaveLength(1);
  });
});

describe('an abort', () => {
  it('ends the question why as well', async () => {
    const abort = new AbortController();
    const listing = list({
      url: server.url,
      signal: abort.signal,
      fetch: (_, init) => {
        if (init?.mode !== 'no-cors') return Promise.reject(new TypeError('Failed to fetch'));
        abort.abort('stopped');
        return new Promise(() => undefined);
      },
    });

    await expect(listing).rejects.toBe('stopped');
  });
});

interface Given {
  readonly url: string;
  readonly key?: string;
  readonly fetch?: typeof globalThis.fetch;
  readonly page?: CallingPage | undefined;
  readonly signal?: AbortSignal;
}

function list({ url, key = '', fetch = fetchOfPage, signal = new AbortController().signal, ...given }: Given) {
  const page = 'page' in given ? given.page : { origin: publicPage };
  return listServerModels({
    habits: createKnownHabits(),
    config: { address: url, key, embeddingModel: '', requestsPerMinute: 60, parallelRequests: 4 },
    fetch,
    now: () => 0,
    ...(page === undefined ? {} : { page }),
    signal,
  });
}

async function failure(given: Given): Promise<ModelErrorData> {
  const error: unknown = await list(given).catch((caught: unknown) => caught);
  if (!(error instanceof ModelError)) throw new Error(`Expected a ModelError, got ${JSON.stringify(error)}.`);
  expect(error.message).toMatch(/^[A-Z].{20,}\.$/s);
  expect(JSON.stringify(error.data)).not.toContain('secret');
  return error.data;
}

/** What a browser makes of a call by a page: an answer that does not name its origin is kept from it. */
const fetchOfPage: typeof globalThis.fetch = async (input, init) => {
  const headers = new Headers(init?.headers);
  headers.set('origin', publicPage);
  const response = await fetch(input, { ...init, headers });
  if (init?.mode === 'no-cors') return Response.error();
  if (response.headers.get('access-control-allow-origin') === publicPage) return response;
  throw new TypeError('Failed to fetch');
};

const upButClosed: typeof globalThis.fetch = async (_, init) => {
  if (init?.mode === 'no-cors') return Response.error();
  throw new TypeError('Failed to fetch');
};

const down: typeof globalThis.fetch = async () => {
  throw new TypeError('Failed to fetch');
};

/** A browser throws at the names that it does not know. */
function pageWith(states: Readonly<Record<string, string>>): CallingPage {
  return {
    origin: publicPage,
    permissions: {
      async query({ name }) {
        const state = states[name];
        if (state === undefined) throw new TypeError(`'${name}' is not a valid enum value`);
        return { state };
      },
    },
  };
}
