import { createServer } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type StudioWithEcho, studioWithEcho } from './testing/new-provider';

/** In the copy: a studio over the real stack and every adapter, with the new provider chosen. */
const story = `import { modelName } from './core/model/model-ref';
import { nothingSpent } from './core/model/spending';
import { allProviders } from './providers/adapters';
import { createModelService } from './providers/model-service';
import { answered, openStudio } from './testing/open-studio';
import { listedIds } from './views/shared/models/use-listed-ids';
import { modelOptions } from './views/shared/models/model-options';
import { until } from './testing/turns';

export async function run(key: string) {
  const clock = { now: Date.now, sleep: async () => {} };
  const none = () => {
    throw new Error('Nothing else is asked here.');
  };
  const { adapters } = allProviders({
    ...clock,
    fetch: none, setTimer: none, openModelFiles: none, askBrowserModel: none, onEngine: () => {},
    page: { origin: 'https://studio.example' }, scope: {},
  });
  const spent: unknown[] = [];
  const service = createModelService({
    adapters, clock, random: () => 0.5, newId: () => 'call', onCall: () => {}, onSpending: (next) => spent.push(next),
  });
  const opened = await openStudio({
    models: { model: service.model, list: service.list, configure: (config) => service.configure(config, nothingSpent) },
  });
  const { actions, state } = opened;
  actions.services.setKey('echo', key);
  actions.services.listModels('echo');
  actions.settings.updateSettings({ promptModel: { provider: 'echo', id: 'echo-1' } });
  await answered(opened);
  await until(() => state().services.echo.models.status === 'listed');
  const { settings, services, project } = state();
  const listed = Object.fromEntries(Object.entries(services).map(([id, { models }]) => [id, listedIds(models)]));
  return {
    project,
    spent: spent.at(-1),
    options: modelOptions({ settings, listed, stored: [], browserModel: 'absent' }).map(({ label }) => label),
    name: modelName(settings.promptModel),
  };
}
`;

describe('a provider that the studio does not have', () => {
  let studio: StudioWithEcho;
  let loaded: { run(key: string): Promise<Told>; close(): Promise<void> };

  beforeAll(async () => {
    studio = await studioWithEcho();
    studio.addProvider();
    studio.addRest();
    studio.write('src/new-provider-story.ts', story);
    loaded = await load(studio.root);
  }, 60_000);

  afterAll(async () => {
    await loaded?.close();
    studio?.remove();
  });

  it('answers a run, is named, offered and counted, once it has a row and a folder', async () => {
    const { project, options, name, spent } = await loaded.run('right');
    const said = JSON.stringify(project);
    expect(name).toBe('Echo: echo-1');
    expect(said).toContain('echo-1 at https://echo.example: ');
    expect(said).toContain('"provider":"echo"');
    expect(options).toContain('Echo: echo-1');
    expect(spent).toMatchObject({ paid: { calls: 1, tokens: 7 } });
  }, 60_000);

  it('is given its own key, and refuses another', async () => {
    const { project } = await loaded.run('wrong');
    expect(JSON.stringify(project)).toContain('Another key, please.');
  }, 60_000);
});

interface Told {
  readonly project: unknown;
  readonly options: readonly string[];
  readonly name: string;
  readonly spent: unknown;
}

async function load(root: string) {
  const server = await createServer({
    root,
    configFile: false,
    logLevel: 'error',
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true, include: [] },
    appType: 'custom',
  });
  const { run } = await server.ssrLoadModule('/src/new-provider-story.ts');
  return { run, close: () => server.close() };
}
