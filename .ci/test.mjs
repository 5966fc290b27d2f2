// @ts-check
/** `npm test`: every check, cheapest first. Stops at the first stage that fails and names it. */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');

/** @type {readonly { readonly title: string, readonly script: string }[]} */
const stages = [
  { title: 'format and lint', script: 'lint' },
  { title: 'types', script: 'types' },
  { title: 'unit tests', script: 'unit' },
  { title: 'build', script: 'build' },
  { title: 'browser tests', script: 'browser' },
];

// Reports of an earlier run must not be counted for this one.
rmSync(resolve(root, 'e2e/.results'), { recursive: true, force: true });

for (const [index, { title, script }] of stages.entries()) {
  console.log(`\n[${index + 1}/${stages.length}] ${title}: npm run ${script}`);
  const started = performance.now();
  const { status, error } = spawnSync('npm', ['run', '--silent', script], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (status !== 0) {
    console.error(`\nStopped: ${title} failed after ${seconds} s. To repeat it alone: npm run ${script}`);
    if (error !== undefined) console.error(`npm could not be started: ${error.message}`);
    process.exit(status ?? 1);
  }
  console.log(`[${index + 1}/${stages.length}] ${title} passed in ${seconds} s`);
}
console.log('\nEvery check passed.');
