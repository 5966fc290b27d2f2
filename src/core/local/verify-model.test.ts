import { describe, expect, it } from 'vitest';
import {
  aLocalModel,
  collected,
  modelDirectory,
  scriptedHost,
  someBytes,
  transferHarness,
  urlOf,
} from '../../testing/local-models-harness';
import { downloadModel } from './download-model';
import { verifyModel } from './verify-model';

const never = new AbortController().signal;
const model = aLocalModel();

async function downloaded() {
  const harness = transferHarness();
  const host = scriptedHost(modelDirectory());
  const download = () =>
    collected(
      downloadModel({ model, options: { backend: 'opfs', signal: never }, ports: harness.ports, open: host.open }),
    );
  await download();
  const verify = async (signal = never) =>
    (await collected(verifyModel({ id: model.id, signal, ports: harness.ports }))).at(-1);
  return { harness, host, download, verify };
}

describe('verifying a model', () => {
  it('finds nothing where nothing is wrong', async () => {
    const { verify } = await downloaded();
    expect(await verify()).toMatchObject({ type: 'done', broken: [], stored: { state: 'ready' } });
  });

  it.each([
    ['has other bytes', 'params_shard_1.bin', someBytes(200, 77)],
    ['is shorter', 'params_shard_1.bin', someBytes(199, 1)],
    ['has other bytes, and was not listed', 'tokenizer.json', new TextEncoder().encode('{"version":"2.0"}')],
    ['is gone', 'library.wasm', null],
  ])('finds a file that %s, and the next download fetches it alone', async (_name, path, bytes) => {
    const { verify, harness, host, download } = await downloaded();
    if (bytes === null) harness.files.contents.delete(path);
    else harness.files.contents.set(path, bytes);

    const end = await verify();
    expect(end).toMatchObject({ broken: [path], stored: { state: 'damaged' } });
    expect(end?.type === 'done' ? end.stored.files.filter(({ done }) => !done).map((file) => file.path) : []).toEqual([
      path,
    ]);
    expect(harness.files.contents.has(path)).toBe(false);
    expect(harness.files.records.at(-1)?.state).toBe('damaged');

    const before = host.asked.length;
    await download();
    expect(host.asked.slice(before)).toEqual([urlOf(path)]);
    expect(await verify()).toMatchObject({ broken: [], stored: { state: 'ready' } });
  });

  it('takes a file that cannot be read for a broken one', async () => {
    const { harness } = await downloaded();
    const blobs = {
      ...harness.ports.blobs,
      // biome-ignore lint/correctness/useYield: a stream that fails at once.
      async *bytes(): AsyncGenerator<Uint8Array> {
        throw new DOMException('The file could not be read.', 'NotReadableError');
      },
    };
    const events = await collected(verifyModel({ id: model.id, signal: never, ports: { ...harness.ports, blobs } }));
    expect(events.at(-1)).toMatchObject({ stored: { state: 'damaged' } });
  });

  it('leaves a model that is not whole yet as it is', async () => {
    const harness = transferHarness();
    const host = scriptedHost(modelDirectory());
    host.plan(urlOf('params_shard_2.bin'), { kind: 'code', code: 403 });
    const options = { backend: 'opfs', signal: never } as const;
    await expect(collected(downloadModel({ model, options, ports: harness.ports, open: host.open }))).rejects.toThrow(
      '403',
    );
    const events = await collected(verifyModel({ id: model.id, signal: never, ports: harness.ports }));
    expect(events.at(-1)).toMatchObject({ broken: [], stored: { state: 'partial' } });
  });

  it('says so when nothing of it is here', async () => {
    const { ports } = transferHarness();
    await expect(collected(verifyModel({ id: 'gone', signal: never, ports }))).rejects.toMatchObject({
      data: { kind: 'storage', message: expect.stringContaining('Nothing of gone is on this device') },
    });
  });

  it('ends with the reason of an abort, and changes nothing', async () => {
    const { verify, harness } = await downloaded();
    const records = harness.files.records.length;
    await expect(verify(AbortSignal.abort(new Error('Enough.')))).rejects.toThrow('Enough.');
    expect(harness.files.records).toHaveLength(records);
  });
});
