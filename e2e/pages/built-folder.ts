import { createHash } from 'node:crypto';
import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

export const dist = resolve(import.meta.dirname, '../..', process.env.E2E_DIST ?? 'dist');

/** Every file of a build, by its path with slashes. */
export async function filesOf(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .map((path) => path.replaceAll('\\', '/'))
    .sort();
}

/** The scripts that hold WebLLM, known by a file name that only its code reads. */
export async function enginesOf(folder: string): Promise<readonly string[]> {
  const scripts = (await filesOf(folder)).filter((path) => path.startsWith('assets/') && path.endsWith('.js'));
  const texts = await Promise.all(scripts.map((path) => readFile(join(folder, path), 'utf8')));
  return scripts.filter((_path, index) => {
    const text = texts[index] ?? '';
    return text.length > 2_000_000 && text.includes('mlc-chat-config.json');
  });
}

export interface NextBuild {
  readonly version: string;
  /** Files that are new or different, with those that name them. */
  readonly changed: readonly string[];
  /** A lazy part of the app, under its name before and after. */
  readonly part: { readonly before: string; readonly after: string };
}

/**
 * Writes what a build of a later commit would: the Settings page's script has other content and so another name, and whatever names it
 * has other content as well.
 */
export async function writeNextBuild(folder: string): Promise<NextBuild> {
  await cp(dist, folder, { recursive: true });
  const all = await filesOf(folder);
  const before = all.find((path) => /^assets\/settings-view-.+\.js$/.test(path));
  if (before === undefined)
    throw new Error('Expected a script assets/settings-view-….js in the built app, found none.');
  // Not by what stands between dashes: a hash may hold dashes itself.
  const after = 'assets/settings-view-later000.js';
  const names = { from: before.slice('assets/'.length), to: after.slice('assets/'.length) };

  let list = await readFile(join(folder, 'sw.js'), 'utf8');
  const changed: string[] = [];
  const engines = await enginesOf(folder);
  for (const path of all.filter((path) => path.endsWith('.js') && path !== 'sw.js' && !engines.includes(path))) {
    const text = await readFile(join(folder, path), 'utf8');
    if (path !== before && !text.includes(names.from)) continue;
    const next = path === before ? `${text}\n// Later.\n` : text.replaceAll(names.from, names.to);
    const nextPath = path === before ? after : path;
    await writeFile(join(folder, nextPath), next);
    list = list.replaceAll(hashOf(text), hashOf(next)).replaceAll(path, nextPath);
    changed.push(nextPath);
  }
  // Publishing takes the old files away.
  await rm(join(folder, before));
  const page = await readFile(join(folder, 'index.html'), 'utf8');
  const old = /<meta name="build" content="([0-9a-f]+)"/.exec(page)?.[1];
  if (old === undefined) throw new Error('Expected the version in index.html, found none.');
  const version = hashOf(old);
  // The page is listed by the hash that it had before its version was written into it, which is never sent.
  const listedPage = /index\.html[`"'],\s*"?hash"?:[`"']([0-9a-f]+)/.exec(list)?.[1];
  if (listedPage === undefined) throw new Error('Expected index.html in the list of sw.js, found none.');
  await writeFile(join(folder, 'index.html'), page.replaceAll(old, version));
  await writeFile(join(folder, 'sw.js'), list.replaceAll(old, version).replaceAll(listedPage, hashOf(listedPage)));
  return { version, changed: [...changed, 'index.html'], part: { before, after } };
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
