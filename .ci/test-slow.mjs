// @ts-check
/** `npm run test:slow`: every browser test with pages four times slower than this machine, to see that none goes by the clock. */
import { runStages } from './stages.mjs';

process.env.E2E_SLOWDOWN = '4';
process.exitCode = await runStages(
  [
    { title: 'build', script: 'build' },
    { title: 'browser tests, slowed down', script: 'browser' },
    { title: 'long browser tests, slowed down', script: 'browser:long' },
  ],
  { goOn: true },
);
