import { describe, expect, it } from 'vitest';
import { largestPublicFile, listBuiltFiles, type WrittenFile } from './built-files';

describe('the list of built files', () => {
  it('has the page, its scripts, workers, styles and public files', () => {
    const paths = ['index.html', 'assets/main-1.js', 'assets/models.worker-1.js', 'assets/main-1.css', 'icon-192.png'];
    expect(pathsOf(list(paths)).sort()).toEqual([...paths].sort());
  });

  it('keeps the engine of local models apart', () => {
    const built = list(['index.html', 'assets/lib-1.js'], ['assets/lib-1.js']);
    expect(pathsOf(built)).toEqual(['index.html']);
    expect(built.engine.map(({ path }) => path)).toEqual(['assets/lib-1.js']);
  });

  it('leaves out the service worker, source maps and instructions to the host', () => {
    const left = ['sw.js', 'assets/main-1.js.map', '.nojekyll', 'samples/.DS_Store', '_headers', 'CNAME'];
    expect(pathsOf(list([...left, 'index.html']))).toEqual(['index.html']);
  });

  it('has scripts of any size and name, since the app opens them', () => {
    const big = { path: 'assets/_big-1.js', hash: 'a', bytes: largestPublicFile * 4 };
    expect(pathsOf(listBuiltFiles({ written: [big], engine: new Set(), hash: length }))).toEqual([big.path]);
  });

  it('has a public file up to the limit, and none over it', () => {
    const written = [
      { path: 'samples/small.csv', hash: 'a', bytes: largestPublicFile },
      { path: 'samples/large.csv', hash: 'b', bytes: largestPublicFile + 1 },
    ];
    expect(pathsOf(listBuiltFiles({ written, engine: new Set(), hash: length }))).toEqual(['samples/small.csv']);
  });

  it('has the same version in any order of the files, and another one when a file is another', () => {
    const text = (value: string) => value;
    const a = { path: 'index.html', hash: 'a', bytes: 1 };
    const b = { path: 'assets/lib.js', hash: 'b', bytes: 1 };
    const versionOf = (written: readonly WrittenFile[]) =>
      listBuiltFiles({ written, engine: new Set(['assets/lib.js']), hash: text }).version;
    expect(versionOf([b, a])).toBe(versionOf([a, b]));
    expect(versionOf([a, { ...b, hash: 'c' }])).not.toBe(versionOf([a, b]));
  });
});

function list(paths: readonly string[], engine: readonly string[] = []) {
  const written = paths.map((path) => ({ path, hash: path, bytes: 10 }));
  return listBuiltFiles({ written, engine: new Set(engine), hash: length });
}

function pathsOf({ files }: ReturnType<typeof listBuiltFiles>): string[] {
  return files.map(({ path }) => path);
}

function length(text: string): string {
  return String(text.length);
}
