import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, posix, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mayImport, arrows as rooms } from '../.ci/lint/arrows.mjs';

const root = resolve(import.meta.dirname, '..');

/** Every pair of rooms that are not one within the other, seen from a file of the first and from one in a folder below it. */
const pairs = Object.keys(rooms).flatMap((from) =>
  Object.keys(rooms)
    .filter((to) => !`${from}/`.startsWith(`${to}/`) && !`${to}/`.startsWith(`${from}/`))
    .flatMap((to) => [
      { from: `${from}/by-table.ts`, to },
      { from: `${from}/below/by-table.ts`, to },
    ])
    .map(({ from: file, to }) => ({ file, to, allowed: mayImport(from, to) })),
);
const importsOf = (file: string) => pairs.filter((pair) => pair.file === file).map(({ to }) => to);

/** What a file of each folder may and may not import besides: packages, and spellings. The files do not exist: only where they would lie matters. */
const arrows: readonly {
  readonly from: string;
  readonly allowed: readonly string[];
  readonly forbidden: readonly string[];
}[] = [
  {
    from: 'core/result.ts',
    allowed: ['./effects', './model/request', 'zod/mini', 'diff'],
    forbidden: [
      ...['../providers/retry', '../workers/client', '../persistence/database', '../store/store', '../views/shell'],
      ...['../main', '../main.tsx', '../testing/scripted-model', '../store', 'zod', 'react', 'react-dom/client'],
      ...['zustand', 'idb', '@google/generative-ai', '@mlc-ai/web-llm', 'node:fs', 'left-pad'],
    ],
  },
  {
    from: 'core/model/request.ts',
    allowed: ['../result', './sampling', 'zod/mini'],
    forbidden: [
      ...['../../providers/retry', '../../workers/client', '../../persistence/database', '../../store/store'],
      ...['../../views/shell', '../../main', '../../testing/scripted-model', 'react', '@google/generative-ai'],
    ],
  },
  {
    from: 'core/model/request.test.ts',
    allowed: ['./request', '../../testing/scripted-model', 'vitest', 'fast-check'],
    forbidden: [...['../../store/store', '../../providers/retry', '../../testing/open-studio', 'react', 'idb', 'zod']],
  },
  {
    from: 'testing/scripted-model.ts',
    allowed: ['../core/model/request', './builders'],
    forbidden: [
      '../providers/retry',
      '../workers/client',
      '../persistence/database',
      '../store/store',
      '../views/shell',
    ],
  },
  {
    from: 'testing/open-studio.ts',
    allowed: ['../core/model/request', '../persistence/memory-storage', '../store/store', './builders'],
    forbidden: ['../providers/retry', '../workers/client', '../views/shell', '../main', 'idb', 'zustand'],
  },
  {
    from: 'providers/retry.ts',
    allowed: ['../core/result', './rate-limit'],
    forbidden: [
      ...['../workers/client', '../persistence/database', '../store/store', '../views/shell', '../main'],
      ...['../testing/scripted-model', 'react', 'zustand', 'idb', '@google/generative-ai', '@mlc-ai/web-llm', 'zod'],
    ],
  },
  {
    from: 'providers/gemini/gemini.ts',
    allowed: ['../retry', '../../core/result', '../wire/messages', '@google/generative-ai'],
    forbidden: [
      '../practice/rules',
      '../webllm/engine',
      '../../workers/client',
      '../../store/store',
      '@mlc-ai/web-llm',
    ],
  },
  {
    from: 'providers/webllm/engine.ts',
    allowed: ['../retry', '../../core/result', '@mlc-ai/web-llm'],
    forbidden: ['../practice/rules', '../gemini/gemini', '../../persistence/database', '@google/generative-ai'],
  },
  {
    from: 'providers/practice/rules.ts',
    allowed: ['../retry', '../../core/result'],
    forbidden: [
      '../gemini/gemini',
      '../webllm/engine',
      '../../store/store',
      '@google/generative-ai',
      '@mlc-ai/web-llm',
    ],
  },
  {
    from: 'providers/server/server.ts',
    allowed: ['../retry', '../../core/result', '../wire/messages'],
    forbidden: ['../practice/rules', '../gemini/gemini', '../../workers/client', '@google/generative-ai'],
  },
  {
    from: 'providers/wire/messages.ts',
    allowed: ['../../core/result', './said'],
    forbidden: [
      ...['../gemini/gemini', '../server/server', '../webllm/engine', '../practice/rules', '../browser/session'],
      ...['../wrappers/retry', '../../workers/client', '../../store/store', '@google/generative-ai', 'react'],
    ],
  },
  {
    from: 'workers/client.ts',
    allowed: ['../core/result', './protocol'],
    forbidden: [
      ...['../providers/retry', '../persistence/database', '../store/store', '../views/shell', '../main'],
      ...['../testing/scripted-model', 'react', 'zustand', 'idb', '@google/generative-ai', '@mlc-ai/web-llm'],
    ],
  },
  {
    from: 'workers/models.worker.ts',
    allowed: ['../core/result', './protocol', '../providers/gemini/gemini', '../persistence/database'],
    forbidden: ['../store/store', '../views/shell', '../main', '@google/generative-ai', 'idb'],
  },
  {
    from: 'persistence/database.ts',
    allowed: ['../core/project/schema', './autosave', 'idb'],
    forbidden: [
      ...['../providers/retry', '../workers/client', '../store/store', '../views/shell', '../main'],
      ...['../testing/scripted-model', 'react', 'zustand', '@google/generative-ai', '@mlc-ai/web-llm'],
    ],
  },
  {
    from: 'offline/app-shell.ts',
    allowed: ['../core/project/app-shell', './messages', './app-files'],
    forbidden: [
      ...['../providers/retry', '../workers/client', '../persistence/database', '../store/store', '../views/shell'],
      ...['../main', '../testing/scripted-model', 'react', 'zustand', 'idb', '@mlc-ai/web-llm', 'zod'],
    ],
  },
  {
    from: 'workers/offline-client.ts',
    allowed: ['../core/result'],
    forbidden: ['../offline/app-files', '../offline/app-shell'],
  },
  {
    from: 'store/store.ts',
    allowed: ['../core/result', './align-slice', 'zustand', 'zustand/vanilla'],
    forbidden: [
      ...['../providers/retry', '../workers/client', '../persistence/database', '../views/shell', '../main'],
      ...['../testing/scripted-model', 'react', 'idb', '@google/generative-ai', '@mlc-ai/web-llm'],
    ],
  },
  {
    from: 'store/store.test.ts',
    allowed: ['../testing/scripted-model', '../testing/open-studio'],
    forbidden: ['../persistence/database'],
  },
  {
    from: 'views/align/page.tsx',
    allowed: ['../../store/store', '../../core/result', '../ui/button', 'react', 'radix-ui'],
    forbidden: [
      ...['../../providers/retry', '../../workers/client', '../../persistence/database', '../../main'],
      ...['../../testing/scripted-model', 'idb', '@google/generative-ai', '@mlc-ai/web-llm'],
    ],
  },
  {
    from: 'main.tsx',
    allowed: ['./core/result', './workers/client', './persistence/database', './store/store', './views/shell'],
    forbidden: ['./testing/scripted-model', 'idb', '@google/generative-ai', '@mlc-ai/web-llm'],
  },
];

/** Every way to write an import, so that none of them slips past an arrow. */
const spellings: readonly { readonly name: string; readonly source: string }[] = [
  { name: 'import', source: "import { x } from '../../store/store';\nexport const y = x;\n" },
  { name: 'type-only import', source: "import type { X } from '../../store/store';\nexport type Y = X;\n" },
  { name: 're-export', source: "export { x } from '../../store/store';\n" },
  { name: 'dynamic import', source: "export const load = () => import('../../store/store');\n" },
  { name: 'import inside a type', source: "export type Y = import('../../store/store').Y;\n" },
  { name: 'dynamic import of src/testing', source: "export const load = () => import('../../testing/builders');\n" },
];

const platform = ['document', 'window', 'fetch', 'process', 'setTimeout', 'localStorage', 'Buffer', 'console'];

let project: string;
beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'arrows-'));
});
afterAll(() => rm(project, { recursive: true, force: true }));

describe('the lint configuration', () => {
  let complaints: ReadonlySet<string>;

  // One run of the real linter with our real configuration, over a tree laid out like ours: an import a line.
  beforeAll(async () => {
    for (const part of ['biome.json', '.gitignore', '.ci/lint']) {
      await cp(join(root, part), join(project, part), { recursive: true });
    }
    for (const { from, allowed, forbidden } of arrows) {
      await write(`src/${from}`, [...allowed, ...forbidden].map((to) => `import '${to}';\n`).join(''));
    }
    for (const file of new Set(pairs.map((pair) => pair.file))) {
      const imports = importsOf(file).map((to) => `import '${posix.relative(posix.dirname(file), to)}/part';\n`);
      await write(`src/${file}`, imports.join(''));
    }
    for (const { name, source } of spellings) await write(spelled(name), source);
    complaints = readComplaints(
      await run('@biomejs/biome/bin/biome', 'lint', '--reporter=json', '--max-diagnostics=none', '.'),
    );
  }, 60_000);

  for (const { from, allowed, forbidden } of arrows) {
    it.each(allowed.map((to, index) => ({ to, line: index + 1 })))(`lets src/${from} import $to`, ({ line }) => {
      expect(complaints).not.toContain(`src/${from}:${line}`);
    });
    it.each(forbidden.map((to, index) => ({ to, line: allowed.length + index + 1 })))(
      `forbids src/${from} to import $to`,
      ({ line }) => {
        expect(complaints).toContain(`src/${from}:${line}`);
      },
    );
  }

  it.each([...new Set(pairs.map(({ file }) => file))])('lets src/%s import what the table of arrows says', (file) => {
    const refused = importsOf(file).filter((_, line) => complaints.has(`src/${file}:${line + 1}`));
    expect(refused).toEqual(pairs.filter((pair) => pair.file === file && !pair.allowed).map(({ to }) => to));
  });

  it.each(spellings)('sees a forbidden $name', ({ name }) => {
    expect(complaints).toContain(`${spelled(name)}:1`);
  });
});

describe('the table of arrows', () => {
  it.each(['core', 'providers', 'views'])('has no circle in %s', (storey) => {
    const within = Object.keys(rooms).filter((name) => name.startsWith(`${storey}/`));
    const arrowsFrom = (from: string) => within.filter((to) => to !== from && mayImport(from, to));
    const reached = (room: string, seen: readonly string[]): readonly string[] =>
      arrowsFrom(room).flatMap((next) => (seen.includes(next) ? [next] : reached(next, [...seen, next])));

    expect(within.flatMap(arrowsFrom)).not.toEqual([]);
    for (const room of within) expect(reached(room, [room]), room).not.toContain(room);
  });
});

describe('the compiler configuration of src/core', () => {
  let report: string;

  beforeAll(async () => {
    for (const part of ['tsconfig.base.json', 'src/core/tsconfig.json', 'src/core/abort-signal.d.ts']) {
      await cp(join(root, part), join(project, part));
    }
    await write('src/core/pure.ts', 'export const at = (s: AbortSignal) => (s.aborted ? [1].at(-1) : s.reason);\n');
    for (const name of platform)
      await write(`src/core/uses-${name.toLowerCase()}.ts`, `export const leak = ${name};\n`);
    report = await run('typescript/bin/tsc', '-p', 'src/core', '--pretty', 'false');
  }, 60_000);

  it('accepts what the language has, and AbortSignal', () => {
    expect(report).not.toContain('pure.ts');
  });

  it.each(platform)('refuses %s', (name) => {
    expect(report).toMatch(new RegExp(`uses-${name.toLowerCase()}\\.ts.* error TS\\d+: Cannot find name '${name}'`));
  });
});

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(project, path)), { recursive: true });
  await writeFile(join(project, path), text);
}

function spelled(name: string): string {
  return `src/core/model/${name.replaceAll(/[ /]/g, '-')}.ts`;
}

/** Runs an installed tool in the fixture tree. Both tools exit with an error here, since there is something to find. */
function run(bin: string, ...args: readonly string[]): Promise<string> {
  return new Promise((done, fail) => {
    const options = { cwd: project, maxBuffer: 64 * 1024 * 1024 };
    execFile(process.execPath, [join(root, 'node_modules', bin), ...args], options, (error, stdout, stderr) => {
      if (stdout === '')
        fail(new Error(`Expected findings from ${bin}, got none. It said: ${stderr}`, { cause: error }));
      else done(stdout);
    });
  });
}

/** The places, as `path:line`, where an import rule complains; other rules have opinions of their own on fixtures. */
function readComplaints(json: string): ReadonlySet<string> {
  const { diagnostics }: { diagnostics: readonly Diagnostic[] } = JSON.parse(json);
  return new Set(
    diagnostics
      .filter(({ category }) => category === 'lint/style/noRestrictedImports' || category === 'plugin')
      .map(({ location }) => `${location.path.replaceAll('\\', '/')}:${location.start.line}`),
  );
}

type Diagnostic = {
  readonly category: string;
  readonly location: { readonly path: string; readonly start: { readonly line: number } };
};
