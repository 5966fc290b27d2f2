import { describe, expect, it } from 'vitest';
import { filesOnDevice, modelOnDevice } from '../../testing/models-on-device';
import { installStoredCaches, MissingModelFileError, storedCaches } from './stored-caches';
import { addressOf, libraryAddress, readAddress, weightsAddress } from './virtual-address';

const id = 'my model/of localhost-7b';

function cachesOf(contents: Readonly<Record<string, string>>) {
  return storedCaches(filesOnDevice([modelOnDevice({ id }, contents)]));
}

const at = (path: string) => new Request(new URL(path, weightsAddress(id)));

describe('The address of a model file', () => {
  it.each(['tensor-cache.json', 'weights/params_shard_0.bin', 'library.wasm', 'odd name#1.json'])(
    'is read back as it was written: %s',
    (path) => {
      const address = addressOf({ id, path });
      // A Request writes addresses anew.
      expect(readAddress(new Request(address).url)).toEqual({ id, path });
    },
  );

  it('keeps its form where WebLLM looks for branches, and never names the localhost, which WebLLM would fetch from', () => {
    expect(weightsAddress(id)).toMatch(/^https:\/\/models\.invalid\/[^/]+\/resolve\/main\/$/);
    expect(libraryAddress(id)).toMatch(/^http/);
    for (const address of [weightsAddress(id), libraryAddress(id)]) expect(address).not.toContain('localhost');
  });

  it.each(['https://huggingface.co/mlc-ai/x/resolve/main/a.json', 'tensor-cache.json', 'https://models.invalid/x'])(
    'is not any other: %s',
    (address) => expect(readAddress(address)).toBeUndefined(),
  );
});

describe('The caches that the engine sees', () => {
  it('give a file as JSON and as bytes, by whatever name the cache is opened', async () => {
    const caches = cachesOf({ 'tensor-cache.json': '{"records":[]}', 'library.wasm': 'wasm' });

    for (const name of ['webllm/model', 'webllm/config', 'webllm/wasm']) {
      const cache = await caches.open(name);
      expect(await (await cache.match(at('tensor-cache.json')))?.json()).toEqual({ records: [] });
      expect(await (await cache.match(libraryAddress(id)))?.arrayBuffer()).toEqual(
        new TextEncoder().encode('wasm').buffer,
      );
    }
  });

  it.each([
    ['tensor-cache.json', 'ndarray-cache.json'],
    ['ndarray-cache.json', 'tensor-cache.json'],
  ])('give the list of shards that is called %s to an engine that asks for %s', async (kept, asked) => {
    const cache = await cachesOf({ [kept]: '{"records":[]}' }).open('webllm/model');

    expect(await (await cache.match(at(asked)))?.json()).toEqual({ records: [] });
    expect((await cache.keys()).map(({ url }) => url)).toContain(at(asked).url);
  });

  it('list every file that is here, so that the engine fetches none', async () => {
    const cache = await cachesOf({ 'a.json': '{}', 'params_shard_0.bin': 'x' }).open('webllm/model');
    expect((await cache.keys()).map(({ url }) => url)).toEqual([at('a.json').url, at('params_shard_0.bin').url]);
  });

  it('name the file that is missing instead of fetching it', async () => {
    const cache = await cachesOf({}).open('webllm/model');

    expect(await cache.match(at('params_shard_3.bin'))).toBeUndefined();
    const error: unknown = await cache.add(at('params_shard_3.bin')).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(MissingModelFileError);
    expect(error).toMatchObject({ file: { id, path: 'params_shard_3.bin' } });
    expect(String(error)).toContain('params_shard_3.bin');
  });

  it('do not give a file that is known to be broken', async () => {
    const model = modelOnDevice({ id }, { 'a.bin': 'x' });
    const files = model.stored.files.map((file) => ({ ...file, done: false }));
    const cache = await storedCaches(filesOnDevice([{ ...model, stored: { ...model.stored, files } }])).open('any');

    expect(await cache.match(at('a.bin'))).toBeUndefined();
    expect(await cache.keys()).toEqual([]);
  });

  it('can neither fetch from elsewhere, nor be written to, nor lose anything', async () => {
    const cache = await cachesOf({ 'a.bin': 'x' }).open('any');

    await expect(cache.add('https://huggingface.co/x/resolve/main/a.bin')).rejects.toThrow(/may only read/);
    await expect(cache.put(at('a.bin'), new Response('y'))).rejects.toThrow(/may only read/);
    expect(await cache.delete(at('a.bin'))).toBe(false);
    expect(await (await cache.match(at('a.bin')))?.text()).toBe('x');
  });

  it('stand where the platform’s would, though those cannot be assigned', () => {
    const prototype = Object.defineProperty({}, 'caches', { get: () => 'the platform’s', configurable: false });
    const scope = Object.create(prototype) as { readonly caches: unknown }; // as a worker's scope has them
    installStoredCaches(scope, filesOnDevice());
    expect(scope.caches).toHaveProperty('open');
  });
});
