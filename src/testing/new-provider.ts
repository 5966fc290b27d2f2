import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** A copy of the studio's source in which a provider is added that the studio does not have: a service that says a prompt again. */
export interface StudioWithEcho {
  readonly root: string;
  /** Adds what its provider is: the folder, and its row of the table. */
  addProvider(): void;
  /** Does what is to be done for it elsewhere. */
  addRest(): void;
  write(path: string, text: string): void;
  remove(): void;
}

export async function studioWithEcho(): Promise<StudioWithEcho> {
  const here = resolve(import.meta.dirname, '../..');
  const root = await mkdtemp(join(tmpdir(), 'studio-with-echo-'));
  cpSync(join(here, 'src'), join(root, 'src'), { recursive: true });
  for (const beside of ['node_modules', '.ci', 'e2e', 'public', 'tsconfig.base.json'])
    symlinkSync(join(here, beside), join(root, beside));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const add = ({ path, before, text }: Addition) => {
    const source = readFileSync(join(root, path), 'utf8');
    if (!source.includes(before)) throw new Error(`Expected "${before}" in ${path}, to add a provider before it.`);
    write(path, source.replace(before, `${text}\n${before}`));
  };
  return {
    root,
    addProvider() {
      write('src/providers/echo/adapter.ts', adapter);
      add(row);
    },
    addRest: () => rest.forEach(add),
    write,
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

interface Addition {
  readonly path: string;
  readonly before: string;
  readonly text: string;
}

export const tablePath = 'src/core/model/provider-table.ts';

const row: Addition = {
  path: tablePath,
  before: '  server: {',
  text: `  echo: {
    name: 'Echo',
    models: 'many',
    staysOnDevice: false,
    needs: 'key',
    atOnce: 'by-settings',
    seconds: { short: 1, long: 4 },
    capabilities: () => serverCapabilities,
    embeds: 'practice',
  },`,
};

const rest: readonly Addition[] = [
  {
    path: 'src/providers/adapters.ts',
    before: "import { geminiAdapter } from './gemini/adapter';",
    text: "import { echoAdapter } from './echo/adapter';",
  },
  {
    path: 'src/providers/adapters.ts',
    before: '      server,',
    text: '      echo: echoAdapter(effects),',
  },
  {
    path: 'src/core/model/completion-capabilities-of.ts',
    before: "    case 'browser':",
    text: "    case 'echo':\n      return { ...practice(), about: 'Says what it is told' };",
  },
  {
    path: 'src/core/playground/hand-over/wire-request.ts',
    before: "    case 'practice':\n    case 'webllm':",
    text: "    case 'echo':",
  },
  {
    path: 'src/core/project/device-settings.ts',
    before: "  server: {\n    address: '',",
    text: "  echo: { address: 'https://echo.example', model: 'echo-1', rememberKey: false, requestsPerMinute: 60, parallelRequests: 4 },",
  },
  {
    path: 'src/views/settings/services/service-words.ts',
    before: '  server: {',
    text: `  echo: {
    title: 'Echo settings',
    about: 'Says what it is told.',
    address: { label: 'Echo address', read: readEndpoint },
    key: { label: 'Echo key', placeholder: '', noun: 'echo key', remember: 'Remember echo key on this device' },
    model: { label: 'Echo model', list: 'Refresh models of Echo', listTip: 'Ask Echo' },
    perMinute: { label: 'Requests to Echo per minute', max: 60 },
    parallel: 'Requests to Echo in parallel',
    test: { label: 'Test Echo', statusLabel: 'Echo test' },
    useForBoth: 'Use Echo for both models',
  },`,
  },
  {
    path: 'src/views/shared/settings-sections.ts',
    before: '  server: {',
    text: "  echo: { title: 'Echo', icon: 'cloud' },",
  },
];

/** What the compiler asks for once there is a row. */
export const otherPaths: readonly string[] = [...new Set(rest.map(({ path }) => path))];

const adapter = `import { capabilitiesOf } from '../../core/model/known-capabilities';
import { ModelError } from '../../core/model/model-error';
import { promptText } from '../../core/model/model-prompt';
import type { Adapter, AdapterEffects } from '../adapter';

export function echoAdapter(_effects: AdapterEffects): Adapter<'echo'> {
  return {
    async model(ref, { services: { echo } }) {
      return {
        ref,
        capabilities: capabilitiesOf(ref),
        async *stream(request) {
          if (echo.key !== 'right') throw new ModelError({ kind: 'bad-key', code: '401', message: 'Another key, please.' });
          const text = \`\${ref.id} at \${echo.address}: \${promptText(request.prompt)}\`;
          yield { type: 'text', text };
          const usage = { inputTokens: 3, outputTokens: 4, thoughtTokens: 0, estimated: false };
          yield { type: 'done', reply: { text, finish: { kind: 'stop', code: 'STOP' }, usage }, cached: false };
        },
      };
    },
    list: async () => [{ id: 'echo-1', displayName: 'Echo 1' }],
  };
}
`;
