// @ts-check
import { spawnSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';

const require = createRequire(import.meta.url);
const isWindows = process.platform === 'win32';

/**
 * The real effects behind `findChromium`. Everything is said on stderr, so that stdout holds the path alone.
 * @returns {import('./find-chromium.mjs').Machine}
 */
export function thisMachine() {
  return {
    platform: process.platform,
    isRoot: process.getuid?.() === 0,
    env: process.env,
    which,
    starts,
    playwrightPath: () => require('playwright').chromium.executablePath() || null,
    playwrightInstall: () => run(process.execPath, [playwrightCli(), 'install', 'chromium']),
    run,
    log: (line) => console.error(line),
  };
}

/** Playwright's command line: called by its file, because the link to it is not made on every machine. */
export function playwrightCli() {
  return join(dirname(require.resolve('playwright/package.json')), 'cli.js');
}

/** @type {(name: string) => string | null} */
function which(name) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const file = isWindows ? `${name}.exe` : name;
  return folders.map((folder) => join(folder, file)).find(isExecutable) ?? null;
}

/**
 * A file that is there may still not start: a stub that asks for another package, or a download without its libraries.
 * Chrome on Windows opens a window when asked for its version, so there the file must do.
 * @type {(path: string) => boolean}
 */
function starts(path) {
  if (!isExecutable(path)) return false;
  return isWindows || spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 30_000 }).status === 0;
}

/** @type {(path: string) => boolean} */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** @type {(command: string, args: readonly string[]) => boolean} */
function run(command, args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '15000' };
  return spawnSync(command, args, { stdio: ['ignore', 2, 2], env }).status === 0;
}
