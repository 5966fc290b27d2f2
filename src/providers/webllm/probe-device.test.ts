import { describe, expect, it } from 'vitest';
import type { SetTimer } from '../../core/effects';
import { type AdapterLike, type BrowserNavigator, type BrowserParts, probeDevice } from './probe-device';

const MiB = 1024 ** 2;
const GiB = 1024 ** 3;

describe('the probe of a device', () => {
  it('reports what a browser on a good laptop tells', async () => {
    expect(await probeDevice(partsWith({}))).toEqual({
      gpu: {
        status: 'adapter',
        name: 'Apple M2',
        fallback: false,
        features: ['shader-f16', 'subgroups'],
        maxBufferBytes: 4 * GiB,
        maxStorageBufferBindingBytes: 2 * GiB,
        maxWorkgroupStorageBytes: 32_768,
        maxStorageBuffersPerStage: 10,
      },
      storage: { usage: 5, quota: 10 * GiB },
      persisted: true,
      privateWindow: false,
      backends: { opfs: true, cache: true, indexeddb: true },
      memoryBytes: 8 * GiB,
    });
  });

  it('knows an insecure page, where everything else is hidden', async () => {
    const report = await probeDevice({ isSecureContext: false, navigator: { userAgent: chrome }, setTimer: never });
    expect(report).toEqual({
      gpu: { status: 'insecure' },
      storage: null,
      persisted: null,
      privateWindow: null,
      backends: { opfs: false, cache: false, indexeddb: false },
      memoryBytes: null,
    });
  });

  it.each([
    [
      'chromium',
      { userAgentData: { brands: [{ brand: 'Not A;Brand' }, { brand: 'Chromium' }, { brand: 'Microsoft Edge' }] } },
    ],
    [
      'chromium',
      {
        userAgent:
          'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
      },
    ],
    ['firefox', { userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0' }],
    [
      'safari',
      { userAgent: 'Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15' },
    ],
    [
      'safari',
      {
        userAgent:
          'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/140 Mobile Safari/604.1',
      },
    ],
    ['other', { userAgent: 'Lynx/2.9' }],
    ['other', {}],
  ] as const)('names %s where there is no WebGPU', async (browser, navigator) => {
    const report = await probeDevice({ isSecureContext: true, navigator, setTimer: never });
    expect(report.gpu).toEqual({ status: 'no-webgpu', browser });
  });

  it.each([
    ['is offered none', async () => null],
    ['is refused one', async () => Promise.reject(new Error('lost'))],
    [
      'fails at once',
      () => {
        throw new TypeError('Illegal invocation');
      },
    ],
  ])('finds no adapter where it %s', async (_name, requestAdapter) => {
    const report = await probeDevice(partsWith({ gpu: { requestAdapter } }));
    expect(report.gpu).toEqual({ status: 'no-adapter', browser: 'chromium' });
  });

  it('gives up on an adapter, and on a storage, that never answers', async () => {
    const hangs = () => new Promise<never>(() => {});
    const storage = { estimate: hangs, persisted: hangs, getDirectory: hangs };
    const parts = partsWith({ gpu: { requestAdapter: hangs }, storage });
    const report = await probeDevice({ ...parts, caches: { has: hangs }, setTimer: atOnce });
    expect(report).toMatchObject({
      gpu: { status: 'no-adapter' },
      storage: null,
      persisted: null,
      backends: { opfs: false, cache: false, indexeddb: true },
    });
  });

  it('calls off its timers when the answers are there', async () => {
    const timers = new Set<() => void>();
    const setTimer: SetTimer = (_, run) => {
      timers.add(run);
      return () => void timers.delete(run);
    };
    await probeDevice({ ...partsWith({}), setTimer });
    expect(timers.size).toBe(0);
  });

  it('asks for the names of an older browser in its way', async () => {
    const { info: _info, ...older } = adapterWith({});
    const adapter = { ...older, requestAdapterInfo: async () => ({ vendor: 'intel', architecture: 'gen-12lp' }) };
    expect((await gpuOf(adapter)).name).toBe('intel gen-12lp');
  });

  it('has a name for a GPU that the browser does not name', async () => {
    expect((await gpuOf(adapterWith({ info: { description: '', vendor: '', architecture: '' } }))).name).not.toBe('');
  });

  it.each([
    adapterWith({ info: { vendor: 'google', architecture: 'swiftshader' } }),
    adapterWith({ info: { description: 'llvmpipe (LLVM 19.1)' } }),
    adapterWith({ info: { vendor: 'x', isFallbackAdapter: true } }),
    adapterWith({ info: { vendor: 'x' }, isFallbackAdapter: true }),
  ])('knows a processor in the place of a GPU', async (adapter) => {
    expect((await gpuOf(adapter)).fallback).toBe(true);
  });

  it('says nothing of memory that is not told', async () => {
    const { deviceMemory: _memory, ...navigator } = navigatorWith({});
    expect((await probeDevice({ ...partsWith({}), navigator })).memoryBytes).toBeNull();
  });
});

describe('a private window', () => {
  const refusing = (name: string, message: string) => ({
    estimate: async () => ({ usage: 0, quota: 10 * GiB }),
    persisted: async () => false,
    getDirectory: () => Promise.reject(Object.assign(new Error(message), { name })),
  });
  const firefox = 'Mozilla/5.0 (Windows NT 10.0; rv:150.0) Gecko/20100101 Firefox/150.0';
  const safari = 'Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15';

  it.each([
    ['Firefox', firefox, refusing('SecurityError', 'Security error when calling GetDirectory')],
    [
      'Safari',
      safari,
      refusing('UnknownError', 'The operation failed for an unknown transient reason (e.g. out of memory).'),
    ],
  ])('of %s gives itself away by refusing its file system', async (_name, userAgent, storage) => {
    const report = await probe({ userAgent, storage });
    expect(report).toMatchObject({ privateWindow: true, backends: { opfs: false, cache: true, indexeddb: true } });
  });

  it('gives itself away by a tiny quota', async () => {
    const storage = {
      ...refusing('', ''),
      getDirectory: async () => ({}),
      estimate: async () => ({ usage: 0, quota: 100 * MiB }),
    };
    expect((await probe({ userAgent: chrome, storage })).privateWindow).toBe(true);
  });

  it('cannot be told from another one otherwise', async () => {
    const storage = { ...refusing('', ''), getDirectory: async () => ({}) };
    expect((await probe({ userAgent: chrome, storage })).privateWindow).toBeNull();
    expect(
      (await probe({ userAgent: firefox, storage: refusing('UnknownError', 'Disk failure') })).privateWindow,
    ).toBeNull();
  });

  async function probe(navigator: BrowserNavigator) {
    return probeDevice({ ...partsWith({}), navigator });
  }
});

const chrome = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36';

function adapterWith(change: Partial<AdapterLike>): AdapterLike {
  return {
    features: new Set(['shader-f16', 'subgroups']),
    limits: {
      maxBufferSize: 4 * GiB,
      maxStorageBufferBindingSize: 2 * GiB,
      maxComputeWorkgroupStorageSize: 32_768,
      maxStorageBuffersPerShaderStage: 10,
    },
    info: { description: 'Apple M2', vendor: 'apple' },
    ...change,
  };
}

function navigatorWith(change: Partial<BrowserNavigator>): BrowserNavigator {
  return {
    gpu: { requestAdapter: async () => adapterWith({}) },
    deviceMemory: 8,
    userAgent: chrome,
    storage: {
      estimate: async () => ({ usage: 5, quota: 10 * GiB }),
      persisted: async () => true,
      getDirectory: async () => ({}),
    },
    ...change,
  };
}

function partsWith(change: Partial<BrowserNavigator>): BrowserParts {
  return {
    isSecureContext: true,
    navigator: navigatorWith(change),
    caches: { has: async () => false },
    indexedDB: {},
    setTimer: never,
  };
}

async function gpuOf(adapter: AdapterLike) {
  const { gpu } = await probeDevice(partsWith({ gpu: { requestAdapter: async () => adapter } }));
  if (gpu.status !== 'adapter') throw new Error(`Expected an adapter, found "${gpu.status}".`);
  return gpu;
}

function never() {
  return () => {};
}

function atOnce(_ms: number, run: () => void) {
  run();
  return () => {};
}
