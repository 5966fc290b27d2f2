import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LocalModelError } from './local-model-error';
import { checkPackageManifest, isInside, plannedFiles, readChatConfig, readTensorList } from './manifest';

const url = 'https://models.example/tiny/tensor-cache.json';
const list = (value: unknown) => ({ path: 'tensor-cache.json', url, text: JSON.stringify(value) });
const config = (value: unknown) => ({ path: 'mlc-chat-config.json', text: JSON.stringify(value) });
const md5sum = '0123456789ABCDEF0123456789abcdef';

function errorOf(act: () => unknown): LocalModelError {
  try {
    act();
  } catch (error) {
    if (error instanceof LocalModelError) return error;
    throw error;
  }
  throw new Error('Expected it to fail.');
}

describe('the configuration of a model', () => {
  it('names the tokenizer that the engine reads, and the context', () => {
    expect(
      readChatConfig(
        config({
          tokenizer_files: ['tokenizer.model', 'tokenizer.json', 'vocab.json'],
          context_window_size: 8192,
          model_type: 'gemma2',
          quantization: 'q4f16_1',
        }),
      ),
    ).toEqual({ tokenizer: 'tokenizer.json', contextTokens: 8192, modelType: 'gemma2', quantization: 'q4f16_1' });
  });

  it('has no context where it has a sliding window', () => {
    expect(readChatConfig(config({ tokenizer_files: ['tokenizer.model'], context_window_size: -1 }))).toEqual({
      tokenizer: 'tokenizer.model',
      contextTokens: null,
      modelType: null,
      quantization: null,
    });
  });

  it('is refused without a tokenizer that the engine reads', () => {
    const { kind, message } = errorOf(() => readChatConfig(config({ tokenizer_files: ['vocab.json'] })));
    expect(kind).toBe('unreadable-file');
    expect(message).toContain('tokenizer.json or tokenizer.model');
    expect(message).toContain('came ["vocab.json"]');
  });

  it('is refused when the host answers with a page instead', () => {
    const read = { path: 'mlc-chat-config.json', url, text: '<!doctype html><title>Not found</title>' };
    const { data } = errorOf(() => readChatConfig(read));
    expect(data).toMatchObject({ kind: 'unreadable-file', path: 'mlc-chat-config.json', url });
    expect(data.message).toContain('text that is no JSON: "<!doctype html>');
  });
});

describe('the list of weights', () => {
  it('gives every shard with its size and checksum', () => {
    expect(
      readTensorList(list({ records: [{ dataPath: 'params_shard_0.bin', nbytes: 12, md5sum, records: [] }] })),
    ).toEqual([{ path: 'params_shard_0.bin', bytes: 12, md5: md5sum.toLowerCase() }]);
  });

  it('takes shards without a checksum', () => {
    expect(readTensorList(list({ records: [{ dataPath: 'a.bin', nbytes: 0 }] }))).toEqual([
      { path: 'a.bin', bytes: 0, md5: null },
    ]);
  });

  it.each([
    ['no records', { metadata: {} }, 'nothing at "records"'],
    ['an empty list', { records: [] }, '[] at "records"'],
    ['a size that is none', { records: [{ dataPath: 'a', nbytes: '12' }] }, '"12" at "records.0.nbytes"'],
    ['a negative size', { records: [{ dataPath: 'a', nbytes: -1 }] }, '-1 at "records.0.nbytes"'],
    ['a short checksum', { records: [{ dataPath: 'a', nbytes: 1, md5sum: 'ab' }] }, '"ab" at "records.0.md5sum"'],
    ['another kind of value', [1, 2], '[1,2]'],
  ])('says what is wrong with %s', (_name, value, came) => {
    const { data } = errorOf(() => readTensorList(list(value)));
    expect(data).toMatchObject({ kind: 'unreadable-file', path: 'tensor-cache.json', url });
    expect(data.message).toContain('Expected a list of weights');
    expect(data.message).toContain(`came ${came}`);
  });

  it.each([
    ...['../other/weights.bin', 'a/../../b', '/etc/passwd', 'https://elsewhere.example/a.bin', 'a\\b', '..', '.', ''],
    ...['%2e%2e/a', 'a?b', 'a#b', 'a//b', 'C:a', 'a\u0000b'],
  ])('refuses a shard at %j, which is not in the folder', (dataPath) => {
    expect(errorOf(() => readTensorList(list({ records: [{ dataPath, nbytes: 1 }] }))).kind).toBe('unreadable-file');
  });

  it.each(['mlc-chat-config.json', 'tokenizer.json', 'library.wasm', 'tensor-cache.json'])(
    'refuses a shard that would take the place of %s',
    (dataPath) => {
      expect(errorOf(() => readTensorList(list({ records: [{ dataPath, nbytes: 1 }] }))).message).toContain(dataPath);
    },
  );

  it('reads whatever it is written with, and never a path outside of the folder', () => {
    const record = fc.record({
      dataPath: fc.oneof(fc.stringMatching(/^[a-z0-9_]{1,8}(\/[a-z0-9_.-]{1,8})?$/), fc.string()),
      nbytes: fc.nat(),
      md5sum: fc.option(fc.stringMatching(/^[0-9a-f]{32}$/), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.uniqueArray(record, { minLength: 1, selector: ({ dataPath }) => dataPath }), (records) => {
        const read = () => readTensorList(list({ records }));
        if (records.every(({ dataPath }) => isInside(dataPath))) {
          expect(read()).toEqual(
            records.map(({ dataPath, nbytes, md5sum: md5 = null }) => ({ path: dataPath, bytes: nbytes, md5 })),
          );
        } else {
          expect(errorOf(read).kind).toBe('unreadable-file');
        }
      }),
    );
  });

  it('survives any value with a reading or an error that names the file', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        try {
          readTensorList({ path: 'tensor-cache.json', text });
        } catch (error) {
          expect(error).toBeInstanceOf(LocalModelError);
          expect(String(error)).toContain('tensor-cache.json');
        }
      }),
    );
  });

  it('keeps accepted paths below the folder as an address and as a path', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('.', '/', 'a', '%', '\\', ':', '?', '2', 'e') }), (path) => {
        fc.pre(isInside(path));
        expect(new URL(path, 'https://models.invalid/id/resolve/main/').href).toBe(
          `https://models.invalid/id/resolve/main/${path}`,
        );
      }),
    );
  });
});

describe('the package manifest', () => {
  const manifest = { schema: 'mlc.model-package', schema_version: 1, weights: { manifest: 'tensor-cache.json' } };

  it('is taken when it is of the version that the engine knows', () => {
    expect(() => checkPackageManifest(list(manifest))).not.toThrow();
  });

  it('is refused when it is of a later one', () => {
    const { message } = errorOf(() => checkPackageManifest(list({ ...manifest, schema_version: 2 })));
    expect(message).toContain('came 2 at "schema_version"');
  });
});

describe('the plan of a download', () => {
  it('has the files that may be missing before the shards', () => {
    const shard = { path: 's.bin', bytes: 1, md5: null };
    const paths = plannedFiles({
      model: { packageManifest: 'mlc-model-manifest.json' },
      config: { tokenizer: 'tokenizer.json', contextTokens: null, modelType: null, quantization: null },
      shards: [shard],
    }).map(({ path }) => path);
    expect(paths).toEqual([
      ...['mlc-chat-config.json', 'mlc-model-manifest.json', 'tensor-cache.json', 'tokenizer.json', 'library.wasm'],
      's.bin',
    ]);
  });
});
