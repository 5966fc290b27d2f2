import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ModelError } from '../core/model/model-error';
import { guardDoors, shutDoors } from './private-fetch';

const seen: string[] = [];
let app: Server;
let elsewhere: Server;

beforeAll(async () => {
  elsewhere = await listening(({ url }, answer) => {
    seen.push(String(url));
    answer.end('elsewhere');
  });
  app = await listening(({ url: path }, answer) => {
    if (path === '/moved') answer.writeHead(307, { location: `${urlOf(elsewhere)}/moved` }).end();
    else answer.end('home');
  });
});
beforeEach(() => {
  seen.length = 0;
});
afterAll(() => {
  app.close();
  elsewhere.close();
});

const said = (address: string) => ({
  data: {
    kind: 'private',
    code: 'PRIVATE_MODE',
    message: expect.stringContaining(`This app blocked a request to ${new URL(address).host} (`),
  },
});

describe('fetch in a worker whose doors are closed', () => {
  function given(home = `${urlOf(app)}/assets/models.worker.js`) {
    const scope = { location: { href: home }, fetch: globalThis.fetch };
    return { scope, doors: guardDoors(scope) };
  }

  it('reaches no other origin, and says what was blocked, by whom, and what to do', async () => {
    const { scope } = given();
    const away = `${urlOf(elsewhere)}/telemetry`;
    await expect(scope.fetch(away)).rejects.toBeInstanceOf(ModelError);
    await expect(scope.fetch(new URL(away))).rejects.toMatchObject(said(away));
    await expect(scope.fetch(new Request(away, { method: 'POST', body: 'secret' }))).rejects.toMatchObject({
      data: {
        message: `This app blocked a request to ${new URL(away).host} (fetch), because "Data never leaves this device" is on. Nothing was sent. If it has to go out, switch that mode off in Settings.`,
      },
    });
    expect(seen).toEqual([]);
  });

  it('reaches the app itself', async () => {
    const { scope } = given();
    const answer = await scope.fetch(`${urlOf(app)}/file`);
    await expect(answer.text()).resolves.toBe('home');
  });

  it('follows no redirect away', async () => {
    const { scope } = given();
    await expect(scope.fetch(`${urlOf(app)}/moved`)).rejects.toThrow(TypeError);
    await expect(scope.fetch(new Request(`${urlOf(app)}/moved`))).rejects.toThrow(TypeError);
    expect(seen).toEqual([]);
  });

  it('reads what is in memory', async () => {
    const { scope } = given();
    await expect((await scope.fetch('data:text/plain,here')).text()).resolves.toBe('here');
    const blob = URL.createObjectURL(new Blob(['here']));
    await expect((await scope.fetch(blob)).text()).resolves.toBe('here');
  });

  it('does not guess where an unreadable address leads', async () => {
    const { scope } = given();
    await expect(scope.fetch('http://')).rejects.toMatchObject({ data: { kind: 'private' } });
  });

  it('takes another port of this machine for another place', async () => {
    const { scope } = given('http://localhost:4173/assets/models.worker.js');
    const ollama = 'http://localhost:11434/v1/models';
    await expect(scope.fetch(ollama)).rejects.toMatchObject(said(ollama));
  });

  it('knows its home when the worker was made from a blob, and when the app is a folder of files', async () => {
    const { scope: ofBlob } = given(`blob:${urlOf(app)}/7d5f`);
    expect((await ofBlob.fetch(`${urlOf(app)}/file`)).status).toBe(200);
    const away = urlOf(elsewhere);
    const { scope: ofFiles } = given('file:///home/author/studio/assets/models.worker.js');
    await expect(ofFiles.fetch(away)).rejects.toMatchObject(said(away));
    const { scope: ofOpaqueBlob } = given('blob:null/7d5f');
    await expect(ofOpaqueBlob.fetch(away)).rejects.toMatchObject(said(away));
  });

  it('goes anywhere once they are open, also through a fetch that a library kept, and nowhere when they close again', async () => {
    const { scope, doors } = given();
    const kept = scope.fetch;
    doors.close(false);
    await expect((await kept(`${urlOf(app)}/moved`)).text()).resolves.toBe('elsewhere');
    doors.close(true);
    await expect(kept(urlOf(elsewhere))).rejects.toMatchObject(said(urlOf(elsewhere)));
    expect(seen).toEqual(['/moved']);
  });
});

describe('every other door of a worker', () => {
  const away = 'https://telemetry.example/report';

  /** A worker's global that writes down what would have gone through its doors. */
  function given() {
    const through: unknown[] = [];
    class Opened {
      constructor(address?: string) {
        through.push(address);
      }
    }
    class XMLHttpRequest {
      open(_method: string, address: string): void {
        through.push(address);
      }
    }
    class Cache {
      async add(request: string): Promise<void> {
        through.push(request);
      }
      async addAll(requests: readonly string[]): Promise<void> {
        through.push(...requests);
      }
    }
    const scope = {
      location: { href: 'https://studio.example/assets/models.worker.js' },
      navigator: { sendBeacon: (address: string) => through.push(address) > 0 },
      importScripts: (...addresses: readonly string[]) => void through.push(...addresses),
      WebSocket: class extends Opened {},
      EventSource: class extends Opened {},
      WebTransport: class extends Opened {},
      Worker: class extends Opened {},
      RTCPeerConnection: class extends Opened {},
      XMLHttpRequest,
      Cache,
    };
    return { scope, through, doors: guardDoors(scope) };
  }
  type Scope = ReturnType<typeof given>['scope'];

  const doors: Readonly<Record<string, (scope: Scope, address: string) => unknown>> = {
    WebSocket: ({ WebSocket }, address) => new WebSocket(address),
    EventSource: ({ EventSource }, address) => new EventSource(address),
    WebTransport: ({ WebTransport }, address) => new WebTransport(address),
    XMLHttpRequest: ({ XMLHttpRequest }, address) => new XMLHttpRequest().open('POST', address),
    sendBeacon: ({ navigator }, address) => navigator.sendBeacon(address),
    importScripts: ({ importScripts }, address) => importScripts('https://studio.example/chunk.js', address),
    'Cache.add': ({ Cache }, address) => new Cache().add(address),
    'Cache.addAll': ({ Cache }, address) => new Cache().addAll(['https://studio.example/a', address]),
  };

  it.each(Object.entries(doors))('lets nothing away through %s', async (name, go) => {
    const { scope, through } = given();
    const refusal = { data: { kind: 'private', message: expect.stringContaining(`telemetry.example (${name})`) } };
    await expect((async () => go(scope, away))()).rejects.toMatchObject(refusal);
    expect(through).toEqual([]);
  });

  it.each(Object.entries(doors))('lets the app through %s, and everything once they are open', async (_name, go) => {
    const { scope, through, doors: guarded } = given();
    await go(scope, 'https://studio.example/file');
    expect(through).toContain('https://studio.example/file');
    guarded.close(false);
    await go(scope, away);
    expect(through).toContain(away);
  });

  it.each(['Worker', 'RTCPeerConnection'] as const)('opens no %s, wherever it would lead', (name) => {
    const { scope, through, doors: guarded } = given();
    const open = () => new scope[name]('https://studio.example/another.worker.js');
    expect(open).toThrow(`blocked a connection (${name})`);
    expect(through).toEqual([]);
    guarded.close(false);
    expect(open()).toBeInstanceOf(scope[name]);
  });
});

function listening(answer: RequestListener): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer(answer);
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
}

function urlOf(server: Server): string {
  // A TCP server that listens has one.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('a worker whose doors are shut for good', () => {
  it('reaches no other origin in any mode, and owns up to the fault', async () => {
    const scope = { location: { href: `${urlOf(app)}/assets/work.worker.js` }, fetch: globalThis.fetch };
    shutDoors(scope);
    await expect(scope.fetch(`${urlOf(elsewhere)}/rows`, { method: 'POST', body: 'rows' })).rejects.toMatchObject({
      data: {
        kind: 'internal',
        code: 'SHUT',
        message: `This app blocked a request to ${new URL(urlOf(elsewhere)).host} (fetch), because this part of it calls nobody by itself. Nothing was sent. This is a fault of the studio: report it.`,
      },
    });
    await expect((await scope.fetch(`${urlOf(app)}/file`)).text()).resolves.toBe('home');
    expect(seen).toEqual([]);
  });
});
