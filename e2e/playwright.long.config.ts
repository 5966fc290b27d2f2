import { resolve } from 'node:path';
import { defineConfig } from 'playwright/test';
import config from './playwright.config';

/** What takes too long for every change: sizes, kills, all combinations. */
export default defineConfig(config, {
  testMatch: '**/*.long.spec.ts',
  testIgnore: [],
  timeout: 180_000,
  outputDir: '.results/browser-long',
  reporter: [['list'], ['json', { outputFile: resolve(import.meta.dirname, '.results/playwright-long.json') }]],
});
