import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { otherPaths, studioWithEcho, tablePath } from './testing/new-provider';

it('names each file that a new provider needs beside its folder, and no more than seven of them', async () => {
  const studio = await studioWithEcho();
  try {
    studio.write('tsconfig.json', JSON.stringify(project));
    studio.addProvider();
    expect(await filesWithErrors(studio.root)).toEqual([...otherPaths].sort());
    studio.addRest();
    expect(await filesWithErrors(studio.root)).toEqual([]);
    expect([tablePath, ...otherPaths].length).toBeLessThanOrEqual(8);
  } finally {
    studio.remove();
  }
}, 600_000);

/** The page and all tests; the entries of workers, which have globals of their own, name no provider. */
const project = {
  extends: './tsconfig.base.json',
  compilerOptions: { lib: ['ES2023', 'DOM', 'DOM.Iterable'], types: ['node', 'vite/client'], allowJs: true },
  include: ['src'],
  exclude: ['src/**/*.worker.ts', 'src/offline/service-worker*.ts', 'src/core/abort-signal.d.ts'],
};

function filesWithErrors(root: string): Promise<readonly string[]> {
  const tsc = join(resolve(import.meta.dirname, '..'), 'node_modules/typescript/bin/tsc');
  const args = [tsc, '-p', '.', '--noEmit', '--incremental', 'false', '--pretty', 'false'];
  return new Promise((done, failed) => {
    execFile(process.execPath, args, { cwd: root, maxBuffer: 2 ** 26 }, (error, said) => {
      const errors = said.split('\n').flatMap((line) => /^(\S+?)\(\d+,\d+\): error TS/.exec(line)?.[1] ?? []);
      if (error !== null && errors.length === 0) failed(new Error(`The compiler failed: ${said}`));
      else done([...new Set(errors)].sort());
    });
  });
}
