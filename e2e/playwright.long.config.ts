import { resolve } from 'node:path';
import { defineConfig } from 'playwright/test';
import config from './playwright.config';

/** What takes too long for every change: whole files (sizes, kills), and of the others the tests that are tagged so (all combinations). */
export default defineConfig({
  ...config,
  grepInvert: [],
  testIgnore: [],
  timeout: 180_000,
  outputDir: '.results/browser-long',
  reporter: [['list'], ['json', { outputFile: resolve(import.meta.dirname, '.results/playwright-long.json') }]],
  projects: [
    { name: 'long', testMatch: '**/*.long.spec.ts' },
    { name: 'tagged as long', testIgnore: '**/*.long.spec.ts', grep: /@long/ },
  ],
});
