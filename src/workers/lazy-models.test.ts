import { describe, expect, it } from 'vitest';
import { practiceModel } from '../core/model/model-ref';
import type { Models, ModelsConfig } from '../core/model/models-port';
import { nothingSpent } from '../core/model/spending';
import { defaultDeviceSettings } from '../core/project/device-settings';
import { modelsConfig } from '../core/project/models-config';
import { noLocalModels } from '../testing/absent-devices';
import { noInspection } from '../testing/no-inspection';
import { scriptedModel } from '../testing/scripted-model';
import { aRequest } from '../testing/stepwise-model';
import { createLazyModels } from './lazy-models';
import { createListeners } from './listeners';

const signal = new AbortController().signal;
const config: ModelsConfig = {
  ...modelsConfig(defaultDeviceSettings, { gemini: 'k', server: '' }),
  budget: { calls: 1, tokens: null },
};

describe('createLazyModels', () => {
  it('loads nothing while it is only configured and listened to', () => {
    const { models, client } = lazy();
    models.configure(config);
    models.onCall(() => {});
    models.onTotals(() => {});
    models.onStatus(() => {});
    expect(models.model(practiceModel).capabilities.settings.seed).toBe(true);
    expect(client.loads).toBe(0);
  });

  it('tells the present totals and status at once, before anything is loaded', () => {
    const { models } = lazy();
    const heard: unknown[] = [];
    models.onTotals((totals) => heard.push(totals));
    models.onStatus((status) => heard.push(status));
    expect(heard).toEqual([nothingSpent, { state: 'ready' }]);
  });

  it('loads once for many calls, and configures before the first of them', async () => {
    const { models, client } = lazy();
    models.configure({ ...config, budget: { calls: 9, tokens: null } });
    models.configure(config);
    await Promise.all([answer(models), answer(models)]);
    expect(client.loads).toBe(1);
    expect(client.configs).toEqual([config]);
  });

  it('hands on later configurations', async () => {
    const { models, client } = lazy();
    await answer(models);
    models.configure(config);
    expect(client.configs).toEqual([config]);
  });

  it('passes on what the client says to whoever listened before', async () => {
    const { models, client } = lazy();
    const heard: unknown[] = [];
    const spent = { all: { calls: 2, tokens: 60 }, paid: { calls: 1, tokens: 40 } };
    models.onStatus((status) => heard.push(status));
    models.onTotals((totals) => heard.push(totals));
    await answer(models);
    heard.length = 0;
    client.onStatus.tell({ state: 'busy', calls: 2 });
    client.onTotals.tell(spent);
    expect(heard).toEqual([{ state: 'busy', calls: 2 }, spent]);
  });

  it('tells the newest to whoever listens later', async () => {
    const { models, client } = lazy();
    await answer(models);
    client.onStatus.tell({ state: 'busy', calls: 2 });
    const heard: unknown[] = [];
    models.onStatus((status) => heard.push(status));
    expect(heard).toEqual([{ state: 'busy', calls: 2 }]);
  });

  it('has the client before the first call when it is warmed up', async () => {
    const { models, client } = lazy();
    models.warmUp();
    expect(client.loads).toBe(1);
    await answer(models);
    expect(client.loads).toBe(1);
  });

  it('says nothing when it cannot be warmed up, and tries again at the first call', async () => {
    const { models, client } = lazy({ failures: 1 });
    models.warmUp();
    await settled();
    expect(await answer(models)).toBe('Hello.');
    expect(client.loads).toBe(2);
  });

  it('embeds texts as well', async () => {
    const { models } = lazy();
    expect(await models.embeddingModel(practiceModel).embed(['a', 'b'], signal)).toHaveLength(2);
  });

  it('loads the client to connect another worker to it', async () => {
    const { models, client } = lazy();
    models.configure(config);
    const { port1 } = new MessageChannel();
    await models.connect(port1);
    port1.close();
    expect(client.ports).toEqual([port1]);
    expect(client.configs).toEqual([config]);
  });

  it('says so when there is nobody to connect to', async () => {
    const { models } = lazy({ failures: 1 });
    const { port1 } = new MessageChannel();
    await expect(models.connect(port1)).rejects.toMatchObject({ data: { code: 'CODE_NOT_LOADED' } });
    port1.close();
  });

  it('tells a call that its code could not be loaded, and tries again at the next', async () => {
    const { models, client } = lazy({ failures: 1 });
    await expect(answer(models)).rejects.toMatchObject({ data: { kind: 'unreachable', code: 'CODE_NOT_LOADED' } });
    expect(await answer(models)).toBe('Hello.');
    expect(client.loads).toBe(2);
  });

  it('tells the same to whoever asks for the list of models', async () => {
    const { models } = lazy({ failures: 1 });
    await expect(models.list('gemini', signal)).rejects.toMatchObject({ data: { code: 'CODE_NOT_LOADED' } });
    expect(await models.list('gemini', signal)).toEqual([]);
  });

  it('ends a call that is aborted while its code is on the way', async () => {
    const models = createLazyModels(() => new Promise(() => {}));
    const controller = new AbortController();
    const answering = answer(models, controller.signal);
    controller.abort(new DOMException('Stopped.', 'AbortError'));
    await expect(answering).rejects.toThrow('Stopped.');
  });
});

function lazy({ failures = 0 } = {}) {
  const client = {
    loads: 0,
    ports: [] as MessagePort[],
    configs: [] as ModelsConfig[],
    onCall: createListeners<never>(),
    onTotals: createListeners(() => nothingSpent),
    onStatus: createListeners<Parameters<Parameters<Models['onStatus']>[0]>[0]>(() => ({ state: 'ready' })),
  };
  const models = createLazyModels(async () => {
    client.loads += 1;
    if (client.loads <= failures) throw new TypeError('Failed to fetch');
    return {
      ...noInspection,
      model: () => scriptedModel({ replies: () => 'Hello.' }),
      configure: (next: ModelsConfig) => client.configs.push(next),
      onCall: client.onCall.add,
      onTotals: client.onTotals.add,
      onStatus: client.onStatus.add,
      ...noLocalModels,
      embeddingModel: (ref) => ({ ref, embed: async (texts) => texts.map(() => Float32Array.of(1)) }),
      connect: (port: MessagePort) => {
        client.ports.push(port);
      },
    };
  });
  return { models, client };
}

/** What waits for promises alone has gone on. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

async function answer(models: Models, ends = signal): Promise<string> {
  for await (const event of models.model(practiceModel).stream(aRequest(), ends)) {
    if (event.type === 'done') return event.reply.text;
  }
  throw new Error('The answer did not end.');
}
