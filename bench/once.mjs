// @ts-check
/**
 * `npm run bench:once` runs every benchmark with one round, each in a process of its own, and reports which of them ran to their end. Two
 * at a time: what they measure so is worth nothing, but that they run is seen sooner.
 */
import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { buildApp } from './build.mjs';
import { names } from './names.mjs';

const root = resolve(import.meta.dirname, '..');
const app = await buildApp();
/** @type {string[]} */
const failed = [];
try {
  const waiting = [...names];
  const inTurn = async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift())
      if (!(await ran(name))) failed.push(name);
  };
  await Promise.all([inTurn(), inTurn()]);
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

/**
 * @param {string} name
 * @returns {Promise<boolean>} whether it ran to its end; what it says is printed when it has
 */
function ran(name) {
  const args = [resolve(root, 'bench/run.mjs'), '--once', '--folder', app.folder, name];
  return new Promise((resolveWith) => {
    execFile(process.execPath, args, { cwd: root, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      process.stdout.write(stdout);
      process.stderr.write(stderr);
      resolveWith(error === null);
    });
  });
}
