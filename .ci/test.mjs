// @ts-check
/** `npm test`: every check, cheapest first. Stops at the first stage that fails and names it. */
import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { runStages } from './stages.mjs';

// Reports of an earlier run must not be counted for this one.
rmSync(resolve(import.meta.dirname, '../e2e/.results'), { recursive: true, force: true });

const failed = await runStages(
  [
    { title: 'format, lint and types', script: ['lint', 'types'] },
    { title: 'unit tests', script: 'unit' },
    { title: 'build', script: 'build' },
    { title: 'browser tests', script: 'browser' },
  ],
  { goOn: false },
);
if (failed === 0) console.log('\nEvery check passed. The long tests are beside them: npm run test:long');
process.exitCode = failed;
