// @ts-check
/** `npm run test:long`: every test that is no story, so that `npm test` is short, and every benchmark once, to see that it runs. */
import { runStages } from './stages.mjs';

process.exitCode = await runStages(
  [
    { title: 'long unit tests', script: 'unit:long' },
    { title: 'build', script: 'build' },
    { title: 'long browser tests', script: 'browser:long' },
    { title: 'benchmarks, one round of each', script: 'bench:once' },
  ],
  { goOn: true },
);
