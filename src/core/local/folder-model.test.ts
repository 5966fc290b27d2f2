import { describe, expect, it } from 'vitest';
import {
  aLocalModel,
  blobs,
  chatTemplate,
  collected,
  json,
  modelDirectory,
  someBytes,
  transferHarness,
} from '../../testing/local-models-harness';
import { importFolderModel, readFolderModel } from './folder-model';
import type { FolderFile } from './local-models-port';

const never = new AbortController().signal;
const options = { backend: 'opfs', signal: never } as const;

/** As a browser gives a picked folder: paths begin with its name. */
function picked(
  directory: ReadonlyMap<string, Uint8Array<ArrayBuffer>> = modelDirectory(),
  base = 'tiny/',
): readonly FolderFile[] {
  return [...directory].map(([path, bytes]) => ({ path: base + path, file: new Blob([bytes]) }));
}

function without(path: string): Map<string, Uint8Array<ArrayBuffer>> {
  const directory = modelDirectory();
  directory.delete(path);
  return directory;
}

const read = (files: readonly FolderFile[]) => readFolderModel({ id: 'mine', files, blobs });

async function copied(files: readonly FolderFile[]) {
  const harness = transferHarness();
  const model = aLocalModel({ id: 'mine', origin: { kind: 'folder', name: 'tiny' } });
  const events = await collected(importFolderModel({ model, files, options, ports: harness.ports }));
  return { harness, events };
}

describe('the model of a picked folder', () => {
  it('is read from its configuration', async () => {
    expect(await read(picked())).toEqual({
      id: 'mine',
      kind: 'chat',
      origin: { kind: 'folder', name: 'tiny' },
      contextTokens: 2048,
      memoryBytes: null,
      requiredFeatures: [],
      bufferBytes: null,
      lowResource: false,
      packageManifest: null,
    });
  });

  it('needs half precision when its weights are of that kind, and no more context than WebLLM gives its own', async () => {
    const directory = modelDirectory();
    const config = {
      tokenizer_files: ['tokenizer.json'],
      context_window_size: 131072,
      quantization: 'q4f16_1',
      conv_template: chatTemplate,
    };
    directory.set('mlc-chat-config.json', json(config));
    expect(await read(picked(directory))).toMatchObject({ requiredFeatures: ['shader-f16'], contextTokens: 4096 });
  });

  it('is refused before anything is copied when it chats, and nothing says how turns are written', async () => {
    const directory = modelDirectory();
    directory.set('mlc-chat-config.json', json({ tokenizer_files: ['tokenizer.json'], model_type: 'gemma2' }));
    const error: unknown = await read(picked(directory)).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      kind: 'unreadable-file',
      message: expect.stringMatching(/^mlc-chat-config\.json cannot be used.*"conv_template"/),
    });
  });

  it('may be an embedding model', async () => {
    const directory = modelDirectory();
    directory.set('mlc-chat-config.json', json({ tokenizer_files: ['tokenizer.json'], model_type: 'bert' }));
    expect(await read(picked(directory))).toMatchObject({ kind: 'embedding' });
  });

  it('may lie below the picked folder, with its library beside it', async () => {
    const files = [
      ...picked(without('library.wasm'), 'dist/tiny-MLC/'),
      { path: 'dist/libs/tiny-webgpu.wasm', file: new Blob([someBytes(4, 0)]) },
    ];
    expect(await read(files)).toMatchObject({ origin: { kind: 'folder', name: 'tiny-MLC' } });
  });

  it.each(['mlc-chat-config.json', 'tensor-cache.json', 'tokenizer.json', 'library.wasm'])(
    'is not one without %s, which is named',
    async (path) => {
      await expect(read(picked(without(path)))).rejects.toMatchObject({
        data: { kind: 'missing-file', path, message: expect.stringContaining('The folder "tiny" has no') },
      });
    },
  );

  it('cannot be told when there are two', async () => {
    await expect(read([...picked(undefined, 'all/a/'), ...picked(undefined, 'all/b/')])).rejects.toMatchObject({
      data: { message: expect.stringContaining('all/a/mlc-chat-config.json, all/b/mlc-chat-config.json') },
    });
  });

  it('cannot have two libraries', async () => {
    const second = { path: 'tiny/other.wasm', file: new Blob(['x']) };
    await expect(read([...picked(), second])).rejects.toMatchObject({
      data: { kind: 'unreadable-file', message: expect.stringContaining('tiny/library.wasm, tiny/other.wasm') },
    });
  });

  it('is no folder of nothing', async () => {
    await expect(read([])).rejects.toMatchObject({ data: { path: 'mlc-chat-config.json' } });
  });
});

describe('copying a folder', () => {
  it('brings every file that is needed, and nothing else', async () => {
    const readme = { path: 'tiny/README.md', file: new Blob(['A tiny model.']) };
    const { harness, events } = await copied([...picked(), readme]);
    expect(new Map(harness.files.contents)).toEqual(modelDirectory());
    expect(events.at(-1)).toMatchObject({
      type: 'done',
      stored: { state: 'ready', model: { origin: { kind: 'folder' } } },
    });
  });

  it('names a shard that is missing', async () => {
    await expect(copied(picked(without('params_shard_1.bin')))).rejects.toMatchObject({
      data: { kind: 'missing-file', path: 'params_shard_1.bin' },
    });
  });

  it('finds a damaged shard, and does not read it twice', async () => {
    const directory = modelDirectory();
    directory.set('params_shard_1.bin', someBytes(200, 50));
    await expect(copied(picked(directory))).rejects.toMatchObject({
      data: { kind: 'broken-file', message: expect.stringMatching(/checksum.*Copy the model's folder again/) },
    });
  });

  it('does not keep a list that cannot be read', async () => {
    const directory = modelDirectory();
    directory.set('tensor-cache.json', json({}));
    await expect(copied(picked(directory))).rejects.toMatchObject({
      data: {
        kind: 'unreadable-file',
        path: 'tensor-cache.json',
        message: expect.stringContaining('Check that the folder'),
      },
    });
  });
});
