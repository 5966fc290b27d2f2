// @ts-check
/**
 * Finds a Chromium for the browser tests and benchmarks, and installs one only if the machine has none.
 * `node e2e/chromium/find-chromium.mjs` prints what it does on stderr and the path on stdout.
 */
import { pathToFileURL } from 'node:url';
import { thisMachine } from './this-machine.mjs';

/**
 * Everything the search may touch.
 * @typedef {object} Machine
 * @property {string} platform as in `process.platform`
 * @property {boolean} isRoot
 * @property {Readonly<Record<string, string | undefined>>} env
 * @property {(name: string) => string | null} which the full path of a command on PATH
 * @property {(path: string) => boolean} starts whether the file is there and starts as a browser
 * @property {() => string | null} playwrightPath where Playwright keeps its own Chromium, there or not yet
 * @property {() => boolean} playwrightInstall downloads Playwright's own Chromium; false on failure
 * @property {(command: string, args: readonly string[]) => boolean} run false unless the command exits with 0
 * @property {(line: string) => void} log
 */

/** @typedef {readonly [command: string, ...args: string[]]} Command */

const commandNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The first of these that the machine has is asked, after Playwright's own download. */
const packageManagers = /** @type {const} */ ([
  { name: 'apt-get', root: true, steps: [['update'], ['install', '-y', 'chromium']] },
  { name: 'dnf', root: true, steps: [['install', '-y', 'chromium']] },
  { name: 'apk', root: true, steps: [['add', 'chromium']] },
  { name: 'pacman', root: true, steps: [['-Sy', '--noconfirm', 'chromium']] },
  { name: 'brew', root: false, steps: [['install', '--cask', 'chromium']] },
]);

export class ChromiumNotFound extends Error {
  /** @override */
  name = 'ChromiumNotFound';
}

/**
 * The path of a Chromium that starts.
 * @param {Machine} machine
 * @returns {string}
 * @throws {ChromiumNotFound} if CHROMIUM_PATH is wrong, or none is there and none could be installed
 */
export function findChromium(machine) {
  const chosen = machine.env.CHROMIUM_PATH;
  if (chosen !== undefined && chosen !== '') return fromEnvironment(machine, chosen);
  return (
    installed(machine) ?? ownedByPlaywright(machine) ?? downloaded(machine) ?? fromPackageManager(machine) ?? giveUp()
  );
}

/** @type {(machine: Machine, path: string) => string} */
function fromEnvironment(machine, path) {
  if (machine.starts(path)) return found(machine, path, 'named by CHROMIUM_PATH');
  throw new ChromiumNotFound(
    `CHROMIUM_PATH is "${path}", and no browser starts from there. Set it to the full path of a Chromium or Chrome, or unset it to have one looked for.`,
  );
}

/** @type {(machine: Machine) => string | null} */
function installed(machine) {
  machine.log('Looking for an installed Chromium or Chrome.');
  const onPath = commandNames.map(machine.which).filter((path) => path !== null);
  const path = [...onPath, ...usualPaths(machine)].find(machine.starts);
  return path === undefined ? null : found(machine, path, 'installed');
}

/** @type {(machine: Machine) => string | null} */
function ownedByPlaywright(machine) {
  machine.log("None is installed. Looking for Playwright's own.");
  const path = machine.playwrightPath();
  return path !== null && machine.starts(path) ? found(machine, path, "Playwright's own") : null;
}

/** @type {(machine: Machine) => string | null} */
function downloaded(machine) {
  machine.log("None is there. Downloading Playwright's own.");
  if (!machine.playwrightInstall()) {
    machine.log('The download failed.');
    return null;
  }
  const path = machine.playwrightPath();
  if (path !== null && machine.starts(path)) return found(machine, path, 'downloaded by Playwright');
  machine.log('The download does not start on this machine: some system libraries are missing.');
  return null;
}

/** @type {(machine: Machine) => string | null} */
function fromPackageManager(machine) {
  const manager = packageManagers.find(({ name }) => machine.which(name) !== null);
  if (manager === undefined) {
    machine.log('No package manager is known here.');
    return null;
  }
  const needsSudo = manager.root && !machine.isRoot;
  for (const step of manager.steps) {
    /** @type {Command} */
    const command = needsSudo ? ['sudo', '-n', manager.name, ...step] : [manager.name, ...step];
    machine.log(`Running: ${command.join(' ')}`);
    const [name, ...args] = command;
    if (!machine.run(name, args)) {
      machine.log(`That failed: ${command.join(' ')}`);
      return null;
    }
  }
  return installed(machine);
}

/** @type {() => never} */
function giveUp() {
  throw new ChromiumNotFound(
    'Expected a Chromium or Chrome for the browser tests, found none and could not install one. Install either, and if it is in an unusual place set CHROMIUM_PATH to its full path.',
  );
}

/** @type {(machine: Machine, path: string, how: string) => string} */
function found(machine, path, how) {
  machine.log(`Chromium (${how}): ${path}`);
  return path;
}

/** @type {(machine: Machine) => readonly string[]} */
function usualPaths({ platform, env }) {
  if (platform === 'darwin') {
    return ['', env.HOME ?? ''].flatMap((home) => [
      `${home}/Applications/Google Chrome.app/Contents/MacOS/Google Chrome`,
      `${home}/Applications/Chromium.app/Contents/MacOS/Chromium`,
    ]);
  }
  if (platform === 'win32') {
    return [env.ProgramFiles, env['ProgramFiles(x86)'], env.LOCALAPPDATA]
      .filter((folder) => folder !== undefined)
      .flatMap((folder) => [
        `${folder}\\Google\\Chrome\\Application\\chrome.exe`,
        `${folder}\\Chromium\\Application\\chrome.exe`,
      ]);
  }
  return [];
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    console.log(findChromium(thisMachine()));
  } catch (error) {
    if (!(error instanceof ChromiumNotFound)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
