import { beforeAll, describe, expect, it } from 'vitest';
import type { DeviceReport } from '../../core/local/device-report';
import type { StoredModel } from '../../core/local/local-model';
import { LocalModelError } from '../../core/local/local-model-error';
import type { FolderFile } from '../../core/local/local-models-port';
import { type EngineState, emptyEngine } from '../../core/model/engine-state';
import { localEmbeddingModel } from '../../core/model/provider-table';
import { defaultDeviceSettings } from '../../core/project/device-settings';
import { adapterWith, deviceWith, localModelWith, storedModelWith } from '../../testing/described-devices';
import { buildStudio } from '../../testing/open-studio';
import { type ScriptedTransfer, scriptedLocalModels } from '../../testing/scripted-local-models';
import { turns, until } from '../../testing/turns';
import type { LocalActions } from './local-actions';
import { selectDefaultModel, selectKnownModels, selectReadyModels, selectVerdict } from './local-selectors';

// Fetched at the first use otherwise, which takes longer than these tests wait.
beforeAll(() => import('./create-local-actions'));
beforeAll(() => import('../../core/local/prebuilt-models.json'));

const gemma = localModelWith({ id: 'gemma' });
const start = '2026-01-02T03:04:05.000Z';

describe('a look at the local models', () => {
  it('finds device, list and what is stored', async () => {
    const { actions, state } = open({ stored: [storedModelWith(gemma)] });
    actions.inspectLocalModels();
    await until(
      () => state().local.stored !== null && state().local.device !== null && state().local.prebuilt !== null,
    );
    const { local } = state();
    expect(local.stored).toEqual([storedModelWith(gemma)]);
    expect(local.device).toEqual(deviceWith());
    expect(local.storedProblem).toBeNull();
    expect(selectDefaultModel(state())?.id).toBe('gemma-4-E2B-it-q4f16_1-MLC');
    expect(selectReadyModels(local).map(({ model }) => model.id)).toEqual(['gemma']);
    expect(selectVerdict(state(), gemma)).toEqual({ can: true, cautions: [] });
  });

  it('tells that the storage could not be read', async () => {
    const { actions, state, models } = open({});
    models.failAt('stored', new LocalModelError({ kind: 'storage', message: 'The database is locked.' }));
    actions.inspectLocalModels();
    await until(() => state().local.storedProblem !== null);
    expect(state().local.storedProblem).toBe('The database is locked.');
  });

  it('follows what other tabs do', async () => {
    const { actions, state, models } = open({});
    actions.inspectLocalModels();
    await until(() => state().local.stored !== null);
    models.change({ kind: 'stored', stored: storedModelWith(gemma, { state: 'partial' }) });
    models.change({ kind: 'stored', stored: storedModelWith(gemma) });
    expect(state().local.stored).toEqual([storedModelWith(gemma)]);
    models.change({ kind: 'removed', id: 'gemma' });
    expect(state().local.stored).toEqual([]);
  });
});

describe('the embedding model', () => {
  it('is chosen for local chat models, beside what else is chosen for them', async () => {
    const { actions, state } = open({});
    expect(state().settings.local.embeddingModel).toBe(localEmbeddingModel);
    actions.setModelBackend('indexeddb');
    actions.setEmbeddingModel('mine');
    await until(() => state().settings.local.embeddingModel === 'mine');
    expect(state().settings.local).toEqual({ backend: 'indexeddb', customModels: [], embeddingModel: 'mine' });
  });
});

describe('a download', () => {
  it('shows its bytes and its speed, and nothing any more when it is done', async () => {
    const { actions, state, transfer, wait } = open({});
    actions.downloadModel(gemma);
    const download = await transfer(0);
    expect(state().local.transfers.gemma).toEqual({ status: 'queued' });
    download.emit({ type: 'planned', files: 2, doneBytes: 1000, totalBytes: 9000 });
    await until(() => state().local.transfers.gemma?.status === 'fetching');
    wait(2);
    download.emit({ type: 'progress', path: 'params_shard_0.bin', doneBytes: 5000, totalBytes: 9000 });
    await until(() => shownBytes(state().local.transfers.gemma) === 5000);
    expect(state().local.transfers.gemma).toEqual({
      status: 'fetching',
      path: 'params_shard_0.bin',
      doneBytes: 5000,
      totalBytes: 9000,
      bytesPerSecond: 2000,
    });
    download.end({ type: 'done', stored: storedModelWith(gemma) });
    await until(() => state().local.transfers.gemma === undefined);
    expect(state().local.stored).toEqual([storedModelWith(gemma)]);
  });

  it('says until when it waits for another try', async () => {
    const { actions, state, transfer } = open({});
    actions.downloadModel(gemma);
    const retrying = {
      type: 'retrying',
      path: 'a.bin',
      attempt: 2,
      waitMs: 1500,
      why: 'The network is gone.',
    } as const;
    (await transfer(0)).emit(retrying);
    await until(() => state().local.transfers.gemma?.status === 'retrying');
    expect(state().local.transfers.gemma).toEqual({
      status: 'retrying',
      path: 'a.bin',
      attempt: 2,
      until: '2026-01-02T03:04:06.500Z',
      why: 'The network is gone.',
    });
  });

  it('never starts for a model that the preflight refuses, whoever asks for it', async () => {
    const { actions, state, models, persistence } = open({
      device: deviceWith({ gpu: adapterWith({ features: [] }) }),
    });
    actions.downloadModel(localModelWith({ id: 'gemma', requiredFeatures: ['shader-f16'] }));
    await until(() => state().local.transfers.gemma?.status === 'failed');
    expect(state().local.transfers.gemma).toMatchObject({
      error: { kind: 'cannot-run', message: expect.stringContaining('shader-f16') },
    });
    expect(models.calls.filter((call) => call.startsWith('download'))).toEqual([]);
    expect(persistence.asked).toBe(0);
  });

  it('is judged by the device as it is now, not as it was shown', async () => {
    const harness = open({});
    harness.actions.inspectLocalModels();
    await until(() => harness.state().local.device !== null);
    harness.device = deviceWith({ gpu: { status: 'no-adapter', browser: 'chromium' } });
    harness.actions.downloadModel(gemma);
    await until(() => harness.state().local.transfers.gemma?.status === 'failed');
    expect(harness.models.transfers).toEqual([]);
    expect(harness.state().local.device).toBe(harness.device);
  });

  it('asks the browser to persist, unless it does already', async () => {
    const asking = open({ device: deviceWith({ persisted: false }) });
    asking.actions.downloadModel(gemma);
    await asking.transfer(0);
    expect(asking.persistence.asked).toBe(1);
    const granted = open({ device: deviceWith({ persisted: true }) });
    granted.actions.downloadModel(gemma);
    await granted.transfer(0);
    expect(granted.persistence.asked).toBe(0);
  });

  it('goes where the settings say, or where there is room for files, or where a part of it is', async () => {
    const chosen = open({});
    chosen.actions.setModelBackend('indexeddb');
    chosen.actions.downloadModel(gemma);
    expect((await chosen.transfer(0)).options?.backend).toBe('indexeddb');
    const onlyCache = deviceWith({ backends: { opfs: false, cache: true, indexeddb: false } });
    const fallback = open({ device: onlyCache });
    fallback.actions.downloadModel(gemma);
    expect((await fallback.transfer(0)).options?.backend).toBe('cache');
    const begun = open({ stored: [storedModelWith(gemma, { state: 'partial', backend: 'indexeddb' })] });
    begun.actions.downloadModel(gemma);
    expect((await begun.transfer(0)).options?.backend).toBe('indexeddb');
  });

  it('is let through while data never leaves this device', async () => {
    const { actions, studio, transfer } = open({});
    studio.settings.updateSettings({ privateMode: true });
    actions.downloadModel(gemma);
    expect((await transfer(0)).model).toBe(gemma);
  });

  it('that is cancelled keeps what has come, and can be taken up again', async () => {
    const { actions, state, models, transfer } = open({});
    actions.downloadModel(gemma);
    const first = await transfer(0);
    const half = storedModelWith(gemma, { state: 'partial' });
    models.change({ kind: 'stored', stored: half });
    actions.cancelDownload('gemma');
    await until(() => state().local.transfers.gemma === undefined);
    expect(first.signal.aborted).toBe(true);
    expect(models.calls).not.toContain('remove gemma');
    expect(state().local.stored).toEqual([half]);
    actions.downloadModel(gemma);
    expect((await transfer(1)).model).toBe(gemma);
  });

  it('that is cancelled before it has begun never begins', async () => {
    const { actions, state, models } = open({});
    actions.downloadModel(gemma);
    actions.cancelDownload('gemma');
    await until(() => models.calls.length > 0 && state().local.transfers.gemma === undefined);
    expect(models.transfers).toEqual([]);
  });

  it('is not started twice', async () => {
    const { actions, models, transfer } = open({});
    actions.downloadModel(gemma);
    actions.downloadModel(gemma);
    await transfer(0);
    actions.downloadModel(gemma);
    await turns();
    expect(models.transfers).toHaveLength(1);
  });

  it('that fails says why, until that is dismissed; another try is possible', async () => {
    const { actions, state, transfer } = open({});
    actions.downloadModel(gemma);
    const error = {
      kind: 'missing-file',
      path: 'a.bin',
      url: 'https://h.example/a.bin',
      message: 'There is no a.bin.',
    } as const;
    (await transfer(0)).fail(new LocalModelError(error));
    await until(() => state().local.transfers.gemma?.status === 'failed');
    expect(state().local.transfers.gemma).toEqual({ status: 'failed', error });
    actions.dismissTransfer('gemma');
    expect(state().local.transfers).toEqual({});
    actions.downloadModel(gemma);
    (await transfer(1)).fail(new Error('boom'));
    await until(() => state().local.transfers.gemma?.status === 'failed');
    expect(state().local.transfers.gemma).toMatchObject({ error: { kind: 'internal' } });
  });

  it('goes on when Align is stopped or another project is opened', async () => {
    const { actions, state, studio, transfer } = open({});
    actions.downloadModel(gemma);
    const download = await transfer(0);
    studio.align.stop();
    const { id } = state().project;
    await studio.project.newProject();
    expect(state().project.id).not.toBe(id);
    expect(download.signal.aborted).toBe(false);
    actions.dismissTransfer('gemma');
    expect(state().local.transfers.gemma).toBeDefined();
  });
});

describe('a check of a model’s files', () => {
  it('tells that all is well', async () => {
    const { actions, state, transfer } = open({ stored: [storedModelWith(gemma)] });
    actions.verifyModel('gemma');
    const check = await transfer(0);
    expect(state().local.transfers.gemma).toMatchObject({ status: 'verifying', doneBytes: 0 });
    check.emit({ type: 'progress', path: 'a.bin', doneBytes: 50, totalBytes: 100 });
    await until(() => shownBytes(state().local.transfers.gemma) === 50);
    check.end({ type: 'done', stored: storedModelWith(gemma), broken: [] });
    await until(() => state().local.transfers.gemma?.status === 'verified');
  });

  it('names the broken files', async () => {
    const { actions, state, transfer } = open({ stored: [storedModelWith(gemma)] });
    actions.verifyModel('gemma');
    const damaged = storedModelWith(gemma, { state: 'damaged' });
    (await transfer(0)).end({ type: 'done', stored: damaged, broken: ['a.bin'] });
    await until(() => state().local.transfers.gemma?.status === 'broken');
    expect(state().local.transfers.gemma).toEqual({ status: 'broken', paths: ['a.bin'] });
    expect(state().local.stored).toEqual([damaged]);
  });
});

describe('a model that is deleted', () => {
  it('is unloaded first when it is on the GPU', async () => {
    const { actions, state, order } = open({
      stored: [storedModelWith(gemma)],
      engine: { ...emptyEngine, chat: { status: 'loaded', id: 'gemma' } },
    });
    actions.deleteModel('gemma');
    await until(() => order().includes('remove gemma'));
    expect(order().filter((call) => call !== 'stored')).toEqual(['unload', 'remove gemma']);
    await until(() => state().local.stored !== null);
    expect(state().local.stored).toEqual([]);
  });

  it('leaves another model on the GPU alone', async () => {
    const { actions, order } = open({
      stored: [storedModelWith(gemma)],
      engine: { ...emptyEngine, chat: { status: 'loaded', id: 'other' } },
    });
    actions.deleteModel('gemma');
    await until(() => order().includes('remove gemma'));
    expect(order()).not.toContain('unload');
  });

  it('stops its download before', async () => {
    const { actions, state, models, transfer } = open({});
    actions.downloadModel(gemma);
    const download = await transfer(0);
    actions.deleteModel('gemma');
    await until(() => models.calls.includes('remove gemma'));
    expect(download.signal.aborted).toBe(true);
    await turns();
    expect(state().local.transfers).toEqual({});
  });

  it('stays chosen, so that the author chooses what takes its place', async () => {
    const { actions, state, studio, models } = open({ stored: [storedModelWith(gemma)] });
    const ref = { provider: 'webllm', id: 'gemma' } as const;
    studio.settings.updateSettings({ promptModel: ref, alignmentModel: ref });
    actions.deleteModel('gemma');
    await until(() => models.calls.includes('remove gemma'));
    expect(state().settings.promptModel).toEqual(ref);
    expect(state().notices).toEqual([]);
  });

  it('says so when its files cannot be deleted', async () => {
    const { actions, state, models } = open({ stored: [storedModelWith(gemma)] });
    models.failAt('remove', new LocalModelError({ kind: 'storage', message: 'The file is in use.' }));
    actions.deleteModel('gemma');
    await until(() => state().local.transfers.gemma?.status === 'failed');
    expect(state().local.transfers.gemma).toMatchObject({ error: { message: 'The file is in use.' } });
  });
});

describe('a model of the author', () => {
  it('is kept in the settings, without the spaces that came along, and told to the models', async () => {
    const { actions, state } = open({});
    const pasted = localModelWith({
      id: ' mine ',
      origin: {
        kind: 'custom',
        weightsUrl: ' http://localhost:8000/mine\n',
        libraryUrl: 'http://localhost:8000/mine.wasm ',
      },
    });
    expect(await actions.addCustomModel(pasted)).toBeNull();
    const [added] = state().settings.local.customModels;
    expect(added).toMatchObject({
      id: 'mine',
      origin: { weightsUrl: 'http://localhost:8000/mine', libraryUrl: 'http://localhost:8000/mine.wasm' },
    });
    expect(selectKnownModels(state())).toContain(added);
  });

  it.each(['gemma-2-2b-it-q4f16_1-MLC', 'from-a-folder', 'mine'])(
    'cannot take the id %s, which is taken',
    async (id) => {
      const folder = localModelWith({ id: 'from-a-folder', origin: { kind: 'folder', name: 'folder' } });
      const { actions, state } = open({ stored: [storedModelWith(folder)] });
      expect(await actions.addCustomModel(localModelWith({ id: 'mine' }))).toBeNull();
      expect(await actions.addCustomModel(localModelWith({ id }))).toContain(`“${id}”`);
      expect(state().settings.local.customModels).toHaveLength(1);
    },
  );

  it('must have addresses', async () => {
    const { actions, state } = open({});
    const origin = { kind: 'custom', weightsUrl: 'mine', libraryUrl: 'https://h.example/l.wasm' } as const;
    expect(await actions.addCustomModel(localModelWith({ origin }))).toContain('model URL “mine”');
    expect(state().settings.local.customModels).toEqual([]);
  });

  it('goes with its files', async () => {
    const { actions, state, models } = open({});
    await actions.addCustomModel(localModelWith({ id: 'mine' }));
    actions.removeCustomModel('mine');
    await until(() => state().settings.local.customModels.length === 0);
    expect(models.calls).toContain('remove mine');
  });

  it('stays when its files cannot be deleted', async () => {
    const { actions, state, models } = open({});
    await actions.addCustomModel(localModelWith({ id: 'mine' }));
    models.failAt('remove', new Error('in use'));
    actions.removeCustomModel('mine');
    await until(() => state().local.transfers.mine?.status === 'failed');
    expect(state().settings.local.customModels).toHaveLength(1);
  });
});

describe('a model in a folder', () => {
  it('is copied under the id that it is given', async () => {
    const { actions, state, transfer } = open({});
    expect(await actions.importModelFolder('mine', folderOf({}))).toBeNull();
    const copy = await transfer(0);
    expect(copy.model).toMatchObject({ id: 'mine', origin: { kind: 'folder', name: 'tiny' }, contextTokens: 2048 });
    copy.emit({ type: 'progress', path: 'a.bin', doneBytes: 5, totalBytes: 10 });
    await until(() => state().local.transfers.mine?.status === 'copying');
  });

  it('that lacks a file is refused by its name', async () => {
    const { actions, models } = open({});
    expect(await actions.importModelFolder('mine', folderOf({ 'tensor-cache.json': null }))).toContain(
      'tensor-cache.json',
    );
    expect(models.transfers).toEqual([]);
  });

  it('that the device cannot run is not copied', async () => {
    const { actions, models } = open({ device: deviceWith({ gpu: { status: 'insecure' } }) });
    expect(await actions.importModelFolder('mine', folderOf({}))).toContain('secure page');
    expect(models.transfers).toEqual([]);
  });

  it('cannot take the id of another model, and may be picked again', async () => {
    const { actions, transfer } = open({
      stored: [
        storedModelWith(localModelWith({ id: 'mine', origin: { kind: 'folder', name: 'tiny' } }), { state: 'partial' }),
      ],
    });
    expect(await actions.importModelFolder('gemma-2-2b-it-q4f16_1-MLC', folderOf({}))).toContain('already a model');
    expect(await actions.importModelFolder('mine', folderOf({}))).toBeNull();
    expect((await transfer(0)).model?.id).toBe('mine');
  });
});

describe('the GPU memory', () => {
  it('is given back when the author says so', async () => {
    const { actions, order } = open({});
    actions.unloadModel();
    await until(() => order().includes('unload'));
  });
});

interface Scene {
  readonly device?: DeviceReport;
  readonly stored?: readonly StoredModel[];
  readonly engine?: EngineState;
}

function open({ device = deviceWith(), stored = [], engine = emptyEngine }: Scene) {
  const models = scriptedLocalModels(stored);
  const persistence = { asked: 0 };
  let time = Date.parse(start);
  const harness = { device };
  const { state, actions: studio } = buildStudio({
    loadLocalModels: async () => models.port,
    probeDevice: async () => harness.device,
    models: {
      onEngine(listener) {
        listener(engine);
        return () => {};
      },
      unloadLocal: () => models.note('unload'),
    },
    requestPersistence: () => {
      persistence.asked += 1;
    },
    now: () => new Date(time).toISOString(),
  });
  expect(state().settings).toEqual(defaultDeviceSettings);
  const actions: LocalActions = studio.local;
  return Object.assign(harness, {
    studio,
    models,
    persistence,
    actions,
    state,
    order: () => models.calls,
    wait: (seconds: number) => {
      time += seconds * 1000;
    },
    async transfer(index: number): Promise<ScriptedTransfer> {
      await until(() => models.transfers.length > index);
      const found = models.transfers[index];
      if (found === undefined) throw new Error(`Expected transfer ${index}.`);
      return found;
    },
  });
}

/** A tiny model as a folder holds it; null takes a file away. */
function folderOf(change: Readonly<Record<string, string | null>>): readonly FolderFile[] {
  const files: Readonly<Record<string, string | null>> = {
    'mlc-chat-config.json': JSON.stringify({
      model_type: 'llama',
      quantization: 'q4f32_1',
      tokenizer_files: ['tokenizer.json'],
      context_window_size: 2048,
      conv_template: { roles: { user: 'user', assistant: 'model' }, seps: ['\n'] },
    }),
    'tensor-cache.json': JSON.stringify({ metadata: {}, records: [] }),
    'tokenizer.json': '{}',
    'tiny.wasm': 'wasm',
    ...change,
  };
  return Object.entries(files).flatMap(([name, text]) =>
    text === null ? [] : [{ path: `tiny/${name}`, file: new Blob([text]) }],
  );
}

function shownBytes(transfer: unknown): unknown {
  return typeof transfer === 'object' && transfer !== null && 'doneBytes' in transfer ? transfer.doneBytes : null;
}
