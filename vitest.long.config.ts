import { defineConfig } from 'vitest/config';

/** Unit tests that take too long for `npm test`: `npm run unit:long`. */
export default defineConfig({
  test: {
    environment: 'node',
    include: ['src/**/*.long.test.ts'],
    setupFiles: ['src/testing/many-listeners.ts'],
    testTimeout: 180_000,
  },
});
