import { createRequire } from 'node:module';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ModelError } from '../../core/model/model-error';
import { fakeClock } from '../../testing/fake-clock';
import { textRequest } from '../../testing/local-engine-harness';
import { all } from '../../testing/model-contract';
import { type FilesOnDevice, filesOnDevice, gemmaChatConfig, modelOnDevice } from '../../testing/models-on-device';
import { createLocalEngine } from './local-engine';
import { loadRealEngine } from './real-engine';
import { installStoredCaches } from './stored-caches';

const id = 'tiny localhost/model';
const never = new AbortController().signal;
const config = JSON.stringify(gemmaChatConfig);

/** WebLLM itself, as far as it comes without a GPU: what it asks for, and what its failures look like by the time they reach us. */
describe('WebLLM’s own engine', () => {
  const fetched: unknown[] = [];

  beforeEach(() => {
    fetched.length = 0;
    vi.stubGlobal('fetch', async (url: unknown) => {
      fetched.push(url);
      throw new TypeError('Failed to fetch');
    });
    // It asks for the origin of the page, for models whose address is relative.
    vi.stubGlobal('location', { origin: 'https://studio.example' });
    // Its runtime takes Node for a CommonJS world.
    vi.stubGlobal('__dirname', import.meta.dirname);
    vi.stubGlobal('require', createRequire(import.meta.url));
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    Reflect.deleteProperty(globalThis, 'caches');
  });

  async function failureOf(contents: Readonly<Record<string, string>>, packageManifest: string | null = null) {
    const files: FilesOnDevice = filesOnDevice([modelOnDevice({ id, packageManifest }, contents)]);
    installStoredCaches(globalThis, files);
    const clock = fakeClock();
    const engine = createLocalEngine({
      files,
      loadEngine: () => loadRealEngine(),
      setTimer: clock.setTimer,
      now: clock.now,
      random: () => 0.5,
    });
    const model = engine.model({ provider: 'webllm', id });
    const error: unknown = await all(model.stream(textRequest(), never)).catch((thrown: unknown) => thrown);
    if (!(error instanceof ModelError)) throw new Error(`Expected a ModelError, got ${String(error)}.`);
    return { error, files, stored: await files.find(id) };
  }

  it('reads the configuration and then the library from this device, and the missing one is named', async () => {
    const { error, files, stored } = await failureOf({ 'mlc-chat-config.json': config });

    expect(error.data).toMatchObject({ kind: 'no-model', code: 'DAMAGED' });
    expect(error.message).toContain('library.wasm');
    expect(files.reads).toContain('mlc-chat-config.json');
    expect(stored?.state).toBe('damaged');
    expect(fetched).toEqual([]);
  });

  it('is told apart from a library that is no WebAssembly', async () => {
    const { error, stored } = await failureOf({ 'mlc-chat-config.json': config, 'library.wasm': '<html>404</html>' });

    expect(error.data).toMatchObject({ kind: 'no-model', code: 'DAMAGED' });
    expect(stored?.files.filter(({ done }) => !done).map(({ path }) => path)).toEqual(['library.wasm']);
    expect(fetched).toEqual([]);
  });

  it('refuses a library of another version by name', async () => {
    // An empty module that imports what no version offers.
    const foreign = String.fromCharCode(
      ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0],
      ...[2, 9, 1, 3, 0x65, 0x6e, 0x76, 1, 0x78, 0, 0],
    );
    const { error, stored } = await failureOf({ 'mlc-chat-config.json': config, 'library.wasm': foreign });

    expect(error.data).toMatchObject({ kind: 'no-model', code: 'LinkError' });
    expect(stored?.state).toBe('ready');
    expect(fetched).toEqual([]);
  });

  it('runs as another version that is handed in', async () => {
    let built = 0;
    const module = await import('@mlc-ai/web-llm');
    class Counted extends module.MLCEngine {
      constructor(...args: ConstructorParameters<typeof module.MLCEngine>) {
        super(...args);
        built += 1;
      }
    }
    const build = await loadRealEngine(async () => ({ MLCEngine: Counted }));
    const record = { model: '', model_id: id, model_lib: '', model_type: 'chat', required_features: [] } as const;
    const engine = build({ record, onProgress: () => {} });

    expect(built).toBe(1);
    expect(() => engine.tokens(id, 'text')).toThrow(/no longer loaded/);
    await expect(
      engine.chat.completions.create({
        model: id,
        messages: [{ role: 'user', content: 'x' }],
        stream: true,
        stream_options: { include_usage: true },
      }),
    ).rejects.toMatchObject({ name: 'ModelNotLoadedError' });
    await engine.unload();
  });
});
