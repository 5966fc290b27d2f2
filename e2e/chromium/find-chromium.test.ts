import { describe, expect, it } from 'vitest';
import { ChromiumNotFound, findChromium, type Machine } from './find-chromium.mjs';

const OWN = '/cache/playwright/chrome';

describe('findChromium', () => {
  it('takes CHROMIUM_PATH before anything else', () => {
    const machine = scripted({ env: { CHROMIUM_PATH: '/opt/mine' }, browsers: ['/opt/mine', '/usr/bin/chromium'] });
    expect(findChromium(machine)).toBe('/opt/mine');
    expect(machine.commands).toEqual([]);
  });

  it('refuses a CHROMIUM_PATH that does not start, and says what to do', () => {
    const machine = scripted({ env: { CHROMIUM_PATH: '/opt/gone' }, browsers: ['/usr/bin/chromium'] });
    expect(() => findChromium(machine)).toThrow(ChromiumNotFound);
    expect(() => findChromium(machine)).toThrow(/CHROMIUM_PATH is "\/opt\/gone".*Set it to .* or unset it/);
  });

  it('treats an empty CHROMIUM_PATH as none', () => {
    expect(findChromium(scripted({ env: { CHROMIUM_PATH: '' }, browsers: ['/usr/bin/chromium'] }))).toBe(
      '/usr/bin/chromium',
    );
  });

  it.each(['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'])('finds %s on PATH', (name) => {
    const machine = scripted({ browsers: [`/usr/bin/${name}`] });
    expect(findChromium(machine)).toBe(`/usr/bin/${name}`);
    expect(machine.commands).toEqual([]);
  });

  it('passes over a stub on PATH that does not start', () => {
    const machine = scripted({ commands: ['chromium'], browsers: ['/usr/bin/google-chrome'] });
    expect(findChromium(machine)).toBe('/usr/bin/google-chrome');
  });

  it.each([
    ['darwin', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
    ['darwin', '/Users/ada/Applications/Chromium.app/Contents/MacOS/Chromium'],
    ['win32', 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'],
    ['win32', 'C:\\Users\\ada\\AppData\\Local\\Google\\Chrome\\Application\\chrome.exe'],
  ])('finds the browser in its usual place on %s: %s', (platform, path) => {
    const env = {
      HOME: '/Users/ada',
      ProgramFiles: 'C:\\Program Files',
      LOCALAPPDATA: 'C:\\Users\\ada\\AppData\\Local',
    };
    expect(findChromium(scripted({ platform, env, browsers: [path] }))).toBe(path);
  });

  it("takes Playwright's own if none is installed", () => {
    const machine = scripted({ browsers: [OWN] });
    expect(findChromium(machine)).toBe(OWN);
    expect(machine.commands).toEqual([]);
  });

  it("downloads Playwright's own if none is there", () => {
    const machine = scripted({ installs: { 'playwright install': OWN } });
    expect(findChromium(machine)).toBe(OWN);
    expect(machine.commands).toEqual(['playwright install']);
  });

  it.each([
    ['apt-get', ['apt-get update', 'apt-get install -y chromium']],
    ['dnf', ['dnf install -y chromium']],
    ['apk', ['apk add chromium']],
    ['pacman', ['pacman -Sy --noconfirm chromium']],
    ['brew', ['brew install --cask chromium']],
  ])('asks %s if the download fails', (manager, steps) => {
    const machine = scripted({
      commands: [manager],
      installs: { [steps.at(-1) ?? '']: '/usr/bin/chromium' },
      succeeds: steps,
    });
    expect(findChromium(machine)).toBe('/usr/bin/chromium');
    expect(machine.commands).toEqual(['playwright install', ...steps]);
  });

  it('asks the package manager if the download does not start', () => {
    const machine = scripted({
      commands: ['apk'],
      succeeds: ['playwright install'],
      installs: { 'apk add chromium': '/usr/bin/chromium-browser' },
    });
    expect(findChromium(machine)).toBe('/usr/bin/chromium-browser');
  });

  it.each([
    ['goes through sudo, without a prompt, if it is not root', 'dnf', 'sudo -n dnf install -y chromium'],
    ['never asks brew for root', 'brew', 'brew install --cask chromium'],
  ])('%s', (_, manager, step) => {
    const machine = scripted({ isRoot: false, commands: [manager], installs: { [step]: '/usr/bin/chromium' } });
    expect(findChromium(machine)).toBe('/usr/bin/chromium');
  });

  it('stops at the first step of a package manager that fails', () => {
    const machine = scripted({ commands: ['apt-get'] });
    expect(() => findChromium(machine)).toThrow(ChromiumNotFound);
    expect(machine.commands).toEqual(['playwright install', 'apt-get update']);
  });

  it('says what to do if nothing helps', () => {
    expect(() => findChromium(scripted({}))).toThrow(/found none and could not install one\. Install .* CHROMIUM_PATH/);
  });

  it('tells each step that it takes', () => {
    const machine = scripted({ commands: ['apk'], installs: { 'apk add chromium': '/usr/bin/chromium' } });
    findChromium(machine);
    expect(machine.lines).toEqual([
      'Looking for an installed Chromium or Chrome.',
      "None is installed. Looking for Playwright's own.",
      "None is there. Downloading Playwright's own.",
      'The download failed.',
      'Running: apk add chromium',
      'Looking for an installed Chromium or Chrome.',
      'Chromium (installed): /usr/bin/chromium',
    ]);
  });
});

type Script = {
  readonly platform?: string;
  readonly isRoot?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  /** Paths from which a browser starts. */
  readonly browsers?: readonly string[];
  /** Commands on PATH that are no browser. */
  readonly commands?: readonly string[];
  /** Commands that succeed, and the browser that is there afterwards. */
  readonly installs?: Readonly<Record<string, string>>;
  /** Commands that succeed and bring nothing. */
  readonly succeeds?: readonly string[];
};

function scripted(
  script: Script,
): Machine & { readonly commands: readonly string[]; readonly lines: readonly string[] } {
  const browsers = new Set(script.browsers);
  const commands: string[] = [];
  const lines: string[] = [];
  const run = (command: string): boolean => {
    commands.push(command);
    const browser = script.installs?.[command];
    if (browser !== undefined) browsers.add(browser);
    return browser !== undefined || (script.succeeds ?? []).includes(command);
  };
  return {
    platform: script.platform ?? 'linux',
    isRoot: script.isRoot ?? true,
    env: script.env ?? {},
    which: (name) => (script.commands?.includes(name) || browsers.has(`/usr/bin/${name}`) ? `/usr/bin/${name}` : null),
    starts: (path) => browsers.has(path),
    playwrightPath: () => OWN,
    playwrightInstall: () => run('playwright install'),
    run: (command, args) => run([command, ...args].join(' ')),
    log: (line) => lines.push(line),
    commands,
    lines,
  };
}
