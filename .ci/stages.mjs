// @ts-check
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');

/**
 * @typedef {object} Stage
 * @property {string} title
 * @property {string | readonly string[]} script of package.json; several run side by side, and what each says is printed when it ends
 */

/**
 * Runs stages one after the other, and says how long each took.
 * @param {readonly Stage[]} stages
 * @param {{ readonly goOn: boolean }} options `goOn`: a stage that fails does not keep the next ones from running
 * @returns {Promise<number>} the exit code of the first that failed; 0 when all passed
 */
export async function runStages(stages, { goOn }) {
  let failed = 0;
  for (const [index, { title, script }] of stages.entries()) {
    const scripts = typeof script === 'string' ? [script] : script;
    const place = `[${index + 1}/${stages.length}]`;
    console.log(`\n${place} ${title}: ${scripts.map((name) => `npm run ${name}`).join(', ')}`);
    const started = performance.now();
    const codes = await Promise.all(scripts.map((name) => run(name, scripts.length > 1)));
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    const wrong = scripts.filter((_, at) => codes[at] !== 0);
    if (wrong.length === 0) {
      console.log(`${place} ${title} passed in ${seconds} s`);
      continue;
    }
    const again = wrong.map((name) => `npm run ${name}`).join(', ');
    console.error(`\n${place} ${title} failed after ${seconds} s. To repeat it alone: ${again}`);
    failed ||= codes.find((code) => code !== 0) ?? 1;
    if (!goOn) return failed;
  }
  return failed;
}

/**
 * @param {string} script
 * @param {boolean} isBeside another one: its words are kept together
 * @returns {Promise<number>} its exit code
 */
function run(script, isBeside) {
  return new Promise((resolveWith) => {
    const child = spawn('npm', ['run', '--silent', script], {
      cwd: root,
      stdio: ['inherit', isBeside ? 'pipe' : 'inherit', isBeside ? 'pipe' : 'inherit'],
      shell: process.platform === 'win32',
    });
    /** @type {Buffer[]} */
    const said = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (piece) => said.push(piece));
    child.on('error', (error) => {
      console.error(`npm could not be started: ${error.message}`);
      resolveWith(1);
    });
    child.on('close', (code) => {
      process.stdout.write(Buffer.concat(said));
      resolveWith(code ?? 1);
    });
  });
}
