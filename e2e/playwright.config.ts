import { resolve } from 'node:path';
import { defineConfig } from 'playwright/test';
import { findChromium } from './chromium/find-chromium.mjs';
import { launchArgs } from './chromium/launch-args.mjs';
import { thisMachine } from './chromium/this-machine.mjs';

const root = resolve(import.meta.dirname, '..');
const port = Number(process.env.E2E_PORT ?? 4173);
/** The built app; another folder lets two runs build at the same time. */
const dist = resolve(root, process.env.E2E_DIST ?? 'dist');
const isCi = process.env.CI !== undefined;

// Each worker process loads this file again: the path goes with the environment, so that only the first one looks.
if (process.env.TEST_WORKER_INDEX === undefined) process.env.CHROMIUM_PATH = findChromium(thisMachine());

/** The tag of a test that leads a user story through. */
export const story = /@story/;

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  // Each user story once; playwright.long.config.ts runs all other tests.
  grep: story,
  outputDir: '.results/browser',
  fullyParallel: true,
  forbidOnly: isCi,
  workers: 2,
  retries: isCi ? 1 : 0,
  // Limits for what hangs, far above what a test takes: a machine four times slower passes them, too.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  reporter: [['list'], ['json', { outputFile: resolve(root, 'e2e/.results/playwright.json') }]],
  use: {
    baseURL: `http://localhost:${port}/`,
    trace: 'on-first-retry',
    // Every test has its own requests to see and to answer; offline.spec.ts allows them.
    serviceWorkers: 'block',
    launchOptions: {
      ...(process.env.CHROMIUM_PATH === undefined ? {} : { executablePath: process.env.CHROMIUM_PATH }),
      headless: true,
      args: [...launchArgs, '--disable-quic'],
    },
  },
  projects: [{ name: 'chromium', use: { browserName: 'chromium' } }],
  // The tests drive what people start, on a folder that is built already.
  webServer: {
    command: `node .ci/start.mjs --folder ${dist} --port ${port}`,
    cwd: root,
    url: `http://localhost:${port}/`,
    reuseExistingServer: false,
    timeout: 60_000,
  },
});
