import { describe, expect, it } from 'vitest';
import { createAppFiles, type FileCaches } from './app-files';
import type { BuiltFiles } from './built-files';

const scope = 'https://host.example/app/';

describe('the files of the app', () => {
  it('are all there after the first visit, the engine excepted', async () => {
    const harness = device();
    const files = harness.version(build('v1', { main: 'm1' }));
    await files.complete();
    expect(await files.whatIsThere()).toEqual({ app: true, engine: false });
    expect(harness.asked()).toEqual(['', 'assets/main-m1.js', 'icon.svg']);
  });

  it('are fetched again only where they have changed', async () => {
    const harness = device();
    await harness.version(build('v1', { main: 'm1' })).complete();
    harness.forget();
    const next = harness.version(build('v2', { main: 'm2' }));
    await next.complete();
    expect(await next.whatIsThere()).toEqual({ app: true, engine: false });
    expect(harness.asked()).toEqual(['', 'assets/main-m2.js']);
  });

  it('that have come stay when the next one fails, and are not fetched a second time', async () => {
    const harness = device();
    const files = harness.version(build('v1', { main: 'm1' }));
    harness.breaks('icon.svg', new Response('', { status: 503 }));
    await expect(files.complete()).rejects.toThrow(
      'Expected https://host.example/app/icon.svg from the host, got HTTP 503',
    );
    expect((await files.whatIsThere()).app).toBe(false);
    harness.forget();
    harness.mends();
    await files.complete();
    expect((await files.whatIsThere()).app).toBe(true);
    expect(harness.asked()).toEqual(['icon.svg']);
  });

  it.each([
    ['a page in the place of a script', 'assets/main-m1.js', html('<p>Not found</p>'), 'Expected a script'],
    ['the page of another version', '', html('v0'), 'Expected the page of version v1'],
  ])('are not complete with %s', async (_what, path, response, words) => {
    const harness = device();
    harness.breaks(path, response);
    await expect(harness.version(build('v1', { main: 'm1' })).complete()).rejects.toThrow(words);
  });

  it('answer without network, also when the host let them vary or redirected them', async () => {
    const harness = device();
    harness.breaks('', html('v1', { vary: '*', 'content-security-policy': "default-src 'self'" }));
    const files = harness.version(build('v1', { main: 'm1' }));
    await files.complete();
    harness.forget();
    const page = await files.answer('index.html');
    expect(page.headers.get('vary')).toBeNull();
    expect(page.headers.get('content-security-policy')).toBe("default-src 'self'");
    expect(await page.text()).toContain('v1');
    expect(harness.asked()).toEqual([]);
  });

  it('are fetched for whoever asks when the browser has thrown them away, and kept', async () => {
    const harness = device();
    const files = harness.version(build('v1', { main: 'm1' }));
    await (await files.answer('icon.svg')).text();
    await (await files.answer('icon.svg')).text();
    expect(harness.asked()).toEqual(['icon.svg']);
  });

  it('have a failure of the host handed on, and not kept', async () => {
    const harness = device();
    harness.breaks('icon.svg', new Response('', { status: 500 }));
    const files = harness.version(build('v1', { main: 'm1' }));
    expect((await files.answer('icon.svg')).status).toBe(500);
    harness.mends();
    expect((await files.answer('icon.svg')).status).toBe(200);
  });

  it('of an older version are found while they are kept, and cleared away when nobody uses them', async () => {
    const harness = device();
    await harness.version(build('v1', { main: 'm1' })).complete();
    const next = harness.version(build('v2', { main: 'm2' }));
    await next.complete();
    await next.clearAway((version) => version === 'v1');
    expect(await (await next.older('assets/main-m1.js'))?.text()).toContain('assets/main-m1.js');
    await next.clearAway(() => false);
    expect(await next.older('assets/main-m1.js')).toBeUndefined();
    expect((await next.whatIsThere()).app).toBe(true);
  });

  it('of other apps on the host are never touched', async () => {
    const harness = device();
    await harness.caches.open('constitution-studio https://host.example/other/ v1');
    await harness.caches.open('webllm/model');
    await harness.version(build('v1', { main: 'm1' })).clearAway(() => false);
    expect(await harness.caches.keys()).toEqual(['constitution-studio https://host.example/other/ v1', 'webllm/model']);
  });
});

describe('the engine of local models', () => {
  it('is fetched once by all who ask at the same time, and never again', async () => {
    const harness = device();
    const files = harness.version(build('v1', { main: 'm1' }));
    const [, , text] = await Promise.all([
      files.keepEngine(),
      files.keepEngine(),
      files.answer('assets/lib-1.js').then((response) => response.text()),
    ]);
    await files.keepEngine();
    expect(text).toContain('assets/lib-1.js');
    expect(harness.asked()).toEqual(['assets/lib-1.js']);
    expect((await files.whatIsThere()).engine).toBe(true);
  });

  it('that a worker has fetched is what is kept', async () => {
    const harness = device();
    const files = harness.version(build('v1', { main: 'm1' }));
    await (await files.answer('assets/lib-1.js')).text();
    await files.keepEngine();
    expect(harness.asked()).toEqual(['assets/lib-1.js']);
  });

  it('goes along to the next version by copying', async () => {
    const harness = device();
    await harness.version(build('v1', { main: 'm1' })).keepEngine();
    const before = harness.version(build('v1', { main: 'm1' }));
    await before.complete();
    harness.forget();
    const next = harness.version(build('v2', { main: 'm2' }));
    await next.complete();
    expect(harness.asked()).toEqual(['', 'assets/main-m2.js']);
    expect(await next.whatIsThere()).toEqual({ app: true, engine: true });
  });
});

function build(version: string, { main }: { readonly main: string }): BuiltFiles {
  return {
    version,
    files: [
      { path: 'index.html', hash: `page-${version}` },
      { path: `assets/main-${main}.js`, hash: main },
      { path: 'icon.svg', hash: 'icon' },
    ],
    engine: [{ path: 'assets/lib-1.js', hash: 'lib' }],
  };
}

/** Caches in memory, and a host that answers each path with its own name. */
function device() {
  const stored = new Map<string, Map<string, Response>>();
  let asked: string[] = [];
  let broken: { readonly path: string; readonly response: Response } | null = null;
  const caches: FileCaches = {
    async open(name) {
      const files = stored.get(name) ?? new Map<string, Response>();
      stored.set(name, files);
      return {
        match: async (url) => files.get(url)?.clone(),
        // Like a cache, it takes the whole body before it says so.
        put: async (url, response) => {
          const { headers } = response;
          files.set(url, new Response(await response.arrayBuffer(), { headers }));
        },
        keys: async () => [...files.keys()].map((url) => ({ url })),
      };
    },
    keys: async () => [...stored.keys()],
    delete: async (name) => stored.delete(name),
  };
  return {
    caches,
    asked: () => asked.sort(),
    forget: () => {
      asked = [];
    },
    breaks: (path: string, response: Response) => {
      broken = { path, response };
    },
    mends: () => {
      broken = null;
    },
    version: (built: BuiltFiles) =>
      createAppFiles({
        caches,
        scope,
        built,
        async fetch(url) {
          const path = url.slice(scope.length);
          asked.push(path);
          if (broken?.path === path) return broken.response.clone();
          if (path === '') return html(built.version);
          return new Response(`// ${path}`, {
            headers: { 'content-type': path.endsWith('.js') ? 'text/javascript' : '' },
          });
        },
      }),
  };
}

function html(text: string, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(text, { headers: { 'content-type': 'text/html', ...headers } });
}
