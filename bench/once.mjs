// @ts-check
/** `npm run bench:once` runs every benchmark with one round, each in a process of its own, and reports which of them ran to their end. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { buildApp } from './build.mjs';
import { names } from './names.mjs';

const root = resolve(import.meta.dirname, '..');
const app = await buildApp();
/** @type {string[]} */
const failed = [];
try {
  for (const name of names) {
    const args = [resolve(root, 'bench/run.mjs'), '--once', '--folder', app.folder, name];
    const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
    if (status !== 0) failed.push(name);
  }
} finally {
  await app.remove();
}
const report = { passed: names.length - failed.length, failed: failed.length };
mkdirSync(resolve(root, 'e2e/.results'), { recursive: true });
writeFileSync(resolve(root, 'e2e/.results/benchmarks.json'), JSON.stringify(report));
console.log(
  failed.length === 0 ? `All ${names.length} benchmarks ran.` : `Did not run to the end: ${failed.join(', ')}`,
);
process.exitCode = failed.length === 0 ? 0 : 1;
