import { resolve } from 'node:path';
import { defineConfig } from 'playwright/test';
import config, { story } from './playwright.config';

/** Every browser test that is no story: all ways to fail, sizes, kills, all combinations of screens. */
export default defineConfig({
  ...config,
  grep: /./,
  grepInvert: story,
  outputDir: '.results/browser-long',
  reporter: [['list'], ['json', { outputFile: resolve(import.meta.dirname, '.results/playwright-long.json') }]],
});
