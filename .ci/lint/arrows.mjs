// @ts-check
/**
 * Which folder of `src` may import which: one table. `--write` puts it into biome.json as lint rules, without it this fails when they
 * differ (`npm run lint`); `src/architecture.test.ts` holds the real linter to every pair of rooms.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isDeepStrictEqual } from 'node:util';

/** Room → the rooms beside it that it may import. A room within another one may import whatever that one may, too. */
export const arrows = /** @type {const} */ ({
  core: [],
  'core/model': [],
  'core/dataset': [],
  'core/local': ['model'],
  'core/constitution': ['model'],
  'core/prompt': ['constitution'],
  'core/instructions': ['model', 'dataset', 'constitution'],
  'core/conversation': ['model', 'constitution', 'prompt', 'instructions', 'calls'],
  'core/alignment': ['model', 'constitution', 'prompt', 'instructions', 'conversation'],
  'core/adherence': ['model', 'constitution', 'prompt', 'instructions', 'conversation', 'alignment'],
  'core/calls': ['model'],
  'core/cases': ['model', 'constitution', 'prompt', 'instructions', 'conversation', 'alignment', 'adherence', 'calls'],
  'core/jobs': ['model', 'calls'],
  'core/labeler': ['model', 'dataset', 'prompt', 'instructions', 'alignment', 'calls', 'jobs'],
  'core/tuning': [
    'model',
    'dataset',
    'constitution',
    'prompt',
    'instructions',
    'conversation',
    'alignment',
    'calls',
    'jobs',
  ],
  'core/sampling': ['model'],
  'core/scoring': ['model'],
  'core/playground': ['model', 'dataset', 'prompt', 'instructions', 'calls', 'jobs', 'scoring'],
  'core/project': [
    'model',
    'dataset',
    'local',
    'constitution',
    'prompt',
    'conversation',
    'alignment',
    'adherence',
    'cases',
    'labeler',
    'tuning',
    'playground',
    'scoring',
    'calls',
    'jobs',
  ],
  'core/labeler-files': ['model', 'calls', 'labeler', 'project'],
  'core/published': ['model', 'labeler-files', 'project'],
  providers: ['core'],
  'providers/wire': [],
  'providers/wrappers': [],
  'providers/gemini': ['wire', 'wrappers'],
  'providers/server': ['wire', 'wrappers'],
  'providers/webllm': ['wrappers'],
  'providers/browser': ['wrappers'],
  'providers/practice': [],
  workers: ['core'],
  persistence: ['core'],
  offline: ['core'],
  store: ['core'],
  views: ['core', 'store'],
  'views/ui': [],
  'views/shared': ['ui'],
  'views/jobs': ['ui', 'shared'],
  'views/align': ['ui', 'shared'],
  'views/label': ['ui', 'shared', 'jobs'],
  'views/tune': ['ui', 'shared', 'jobs'],
  'views/playground': ['ui', 'shared', 'jobs'],
  'views/settings': ['ui', 'shared'],
  'views/shell': ['ui', 'shared'],
  // Hands the pages to the frame.
  'views/app': ['ui', 'shared', 'align', 'label', 'tune', 'playground', 'settings', 'shell'],
});

/** Package → the rooms that may import it; `src` are the files beside them. */
const packages = {
  '@google': ['providers/gemini'],
  '@mlc-ai': ['providers/webllm'],
  idb: ['persistence'],
  react: ['src', 'views'],
  'react-*': ['src', 'views'],
  'radix-ui': ['src', 'views'],
  '@radix-ui': ['src', 'views'],
  '@atlaskit': ['src', 'views'],
  zustand: ['src', 'views', 'store'],
};

/** core imports no package but these. */
const packagesOfCore = ['zod/mini', 'diff'];

const rooms = Object.keys(arrows);
const storeys = rooms.filter((room) => !room.includes('/'));
/** As far up as a file can lie below its room. */
const depths = ['../', '../../', '../../../', '../../../../'];

/** @param {string} from @param {string} to both rooms @returns {boolean} */
export function mayImport(from, to) {
  const [storey = '', room] = from.split('/');
  const [toStorey = '', toRoom] = to.split('/');
  if (storey !== toStorey) return beside(storey).includes(toStorey);
  return room === undefined || toRoom === undefined || room === toRoom || beside(from).includes(toRoom);
}

/** @param {string} room @returns {readonly string[]} */
function beside(room) {
  return arrows[/** @type {keyof typeof arrows} */ (room)];
}

/** @param {readonly string[]} names @param {string} before */
function group(names, before) {
  const any = names.length === 1 ? names[0] : `{${names.join(',')}}`;
  return [`${before}${any}`, `${before}${any}/**`];
}

/** @param {string} room */
function forbiddenRooms(room) {
  const [storey = ''] = room.split('/');
  const others = storeys.filter((other) => other !== storey && !beside(storey).includes(other));
  const above = group([...others, 'main', 'main.tsx'], '../**/');
  const siblings = rooms
    .filter((other) => room.includes('/') && other.startsWith(`${storey}/`) && !mayImport(room, other))
    .map((other) => other.slice(storey.length + 1));
  const message = `Arrows: src/${room} may import ${['itself', ...beside(storey), ...(room === storey ? [] : beside(room))].join(', ')}. What else it needs is handed to it.`;
  return [
    { group: above, message },
    ...(siblings.length === 0 ? [] : [{ group: depths.flatMap((depth) => group(siblings, depth)), message }]),
  ];
}

/** @param {string} room */
function forbiddenPackages(room) {
  const names = Object.entries(packages)
    .filter(([, owners]) => !owners.some((owner) => room === owner || room.startsWith(`${owner}/`)))
    .map(([name]) => name);
  return { group: group(names, ''), message: 'This package is imported in one folder only, and not in this one.' };
}

/** @param {readonly string[]} includes @param {readonly { readonly group: readonly string[], readonly message: string }[]} patterns */
function block(includes, patterns) {
  const paths = { zod: 'Import zod/mini: it is a fraction of the size.' };
  const rule = { level: 'error', options: { paths, patterns } };
  return { includes, linter: { rules: { style: { noRestrictedImports: rule } } } };
}

const pure = {
  group: ['**', '!./**', '!../**', ...packagesOfCore.map((name) => `!${name}`)],
  message: `src/core is pure: of all packages it imports ${packagesOfCore.join(' and ')} only.`,
};

/** @param {string} room */
function blockOf(room) {
  const isCore = room === 'core' || room.startsWith('core/');
  return block([`src/${room}/**`], [...forbiddenRooms(room), isCore ? pure : forbiddenPackages(room)]);
}

/** The lint rules that the table stands for. A later one replaces an earlier one for the files of both. */
export function arrowRules() {
  const entries = group(['store', 'views', 'offline', 'main', 'main.tsx'], '../**/');
  return [
    block(['src/**'], [forbiddenPackages('src')]),
    ...rooms.map(blockOf),
    // Tests have helpers of their own, and lead several rooms at once.
    block(
      ['src/core/**/*.test.ts', 'src/testing/**'],
      [
        ...forbiddenRooms('core'),
        {
          group: ['**/open-studio', '**/open-label', '**/open-tune'],
          message: 'Arrows: core and its tests know nothing of the store.',
        },
        forbiddenPackages('testing'),
      ],
    ),
    // It stands for the composition root in tests of the store.
    block(
      ['src/testing/open-*.ts'],
      [
        {
          group: group(['views', 'providers', 'workers', 'offline', 'main', 'main.tsx'], '../**/'),
          message: 'Arrows: what opens a studio for tests imports core, store and persistence.',
        },
        forbiddenPackages('testing'),
      ],
    ),
    // An entry builds the adapters that its worker needs; tests of workers, and what they open, stand for entries.
    block(
      ['src/workers/*.worker.ts', 'src/workers/**/*.test.ts', 'src/testing/work-on-device.ts'],
      [
        { group: entries, message: 'Arrows: a worker entry imports core, workers, providers and persistence.' },
        forbiddenPackages('workers'),
      ],
    ),
  ];
}

const root = resolve(import.meta.dirname, '../..');
const configFile = join(root, 'biome.json');

/** @param {{ readonly overrides: readonly any[] }} config */
function withArrows(config) {
  const isArrow = (/** @type {any} */ override) => override.linter?.rules?.style?.noRestrictedImports !== undefined;
  const at = config.overrides.findIndex(isArrow);
  const others = config.overrides.filter((override) => !isArrow(override));
  return { ...config, overrides: [...others.slice(0, at), ...arrowRules(), ...others.slice(at)] };
}

/** Folders within a storey of several rooms that the table does not have: nothing holds them to anything. */
function foldersWithoutRow() {
  const withRooms = storeys.filter((storey) => rooms.some((room) => room.startsWith(`${storey}/`)));
  return withRooms
    .flatMap((storey) =>
      readdirSync(join(root, 'src', storey), { withFileTypes: true }).map((entry) => ({ storey, entry })),
    )
    .filter(({ storey, entry }) => entry.isDirectory() && !rooms.includes(`${storey}/${entry.name}`))
    .map(({ storey, entry }) => `src/${storey}/${entry.name}`);
}

function main() {
  const config = JSON.parse(readFileSync(configFile, 'utf8'));
  const right = withArrows(config);
  if (process.argv.includes('--write')) {
    writeFileSync(configFile, JSON.stringify(right));
    const biome = join(dirname(createRequire(import.meta.url).resolve('@biomejs/biome/package.json')), 'bin/biome');
    execFileSync(process.execPath, [biome, 'format', '--write', configFile], { stdio: 'inherit', cwd: root });
  } else if (foldersWithoutRow().length > 0) {
    console.error(
      `The table of arrows has no row for ${foldersWithoutRow().join(', ')}: add one, and run it with --write.`,
    );
    process.exitCode = 1;
  } else if (isDeepStrictEqual(config, right)) {
    console.log(`The lint rules are those of the table of arrows: ${rooms.length} rooms.`);
  } else {
    console.error(
      'biome.json differs from the table of arrows: run node .ci/lint/arrows.mjs --write, and change the table alone.',
    );
    process.exitCode = 1;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main();
