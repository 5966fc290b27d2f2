/** What a build consists of, as the service worker knows it. */
export interface BuiltFiles {
  /** Differs when any file does. */
  readonly version: string;
  /** What a cold start without network needs, and everything that the app opens later. */
  readonly files: readonly BuiltFile[];
  /** WebLLM, about 7 MB: kept only for those who chose a local model. */
  readonly engine: readonly BuiltFile[];
}

export interface BuiltFile {
  /** From the folder of index.html, with slashes. */
  readonly path: string;
  /** Of its content. */
  readonly hash: string;
}

export interface WrittenFile extends BuiltFile {
  readonly bytes: number;
}

export const pagePath = 'index.html';
export const workerPath = 'sw.js';
/** A public file over this is fetched when it is asked for: not everybody opens a large sample. */
export const largestPublicFile = 512 * 1024;

/** Vite names these after their content, so that one name always means the same bytes. */
export function isNamedByContent(path: string): boolean {
  return path.startsWith('assets/');
}

interface WrittenBuild {
  readonly written: readonly WrittenFile[];
  /** Paths of the files that hold WebLLM. */
  readonly engine: ReadonlySet<string>;
  readonly hash: (text: string) => string;
}

/** Sorts a build into what is kept at once, what is kept for local models, and what is left alone. */
export function listBuiltFiles({ written, engine, hash }: WrittenBuild): BuiltFiles {
  const listed = written
    .filter(isForTheApp)
    .map(({ path, hash }) => ({ path, hash }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  return {
    version: hash(listed.map((file) => `${file.path} ${file.hash}`).join('\n')),
    files: listed.filter(({ path }) => !engine.has(path)),
    engine: listed.filter(({ path }) => engine.has(path)),
  };
}

function isForTheApp({ path, bytes }: WrittenFile): boolean {
  if (path === workerPath || path.endsWith('.map')) return false;
  if (isNamedByContent(path)) return true;
  // Instructions to the host (.nojekyll, CNAME, _headers, _redirects) are not served.
  const name = path.slice(path.lastIndexOf('/') + 1);
  return !name.startsWith('.') && !path.startsWith('_') && path !== 'CNAME' && bytes <= largestPublicFile;
}
