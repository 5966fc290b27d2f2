// @ts-check
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');

/** @typedef {{ readonly title: string, readonly script: string }} Stage one script of package.json */

/**
 * Runs scripts one after the other, and says how long each took.
 * @param {readonly Stage[]} stages
 * @param {{ readonly goOn: boolean }} options `goOn`: a stage that fails does not keep the next ones from running
 * @returns {number} the exit code of the first that failed; 0 when all passed
 */
export function runStages(stages, { goOn }) {
  let failed = 0;
  for (const [index, { title, script }] of stages.entries()) {
    const place = `[${index + 1}/${stages.length}]`;
    console.log(`\n${place} ${title}: npm run ${script}`);
    const started = performance.now();
    const { status, error } = spawnSync('npm', ['run', '--silent', script], {
      cwd: root,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    });
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    if (status === 0) {
      console.log(`${place} ${title} passed in ${seconds} s`);
      continue;
    }
    console.error(`\n${place} ${title} failed after ${seconds} s. To repeat it alone: npm run ${script}`);
    if (error !== undefined) console.error(`npm could not be started: ${error.message}`);
    failed ||= status ?? 1;
    if (!goOn) return failed;
  }
  return failed;
}
