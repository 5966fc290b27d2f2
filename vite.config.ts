import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Relative, so that the built folder works from any sub-path of any static host.
  base: './',
  plugins: [react(), tailwindcss()],
  worker: { format: 'es' },
  server: { port: 5173, strictPort: true },
  preview: { port: 4173, strictPort: true },
  // The first browsers with light-dark() and everything else the style sheets are written in.
  build: { target: ['chrome123', 'edge123', 'firefox128', 'safari17.5'] },
  // Every source file is scanned for packages at the start, workers and lazy parts too, so that the development server
  // never meets a new one in mid-use and reloads the page over the author's work.
  optimizeDeps: { entries: ['index.html', 'src/**/*.{ts,tsx}', '!src/**/*.test.{ts,tsx}', '!src/testing/**'] },
  test: {
    environment: 'node',
    include: ['src/**/*.test.{ts,tsx}', 'e2e/**/*.test.ts', '.ci/**/*.test.ts'],
    exclude: ['**/*.spec.ts', 'node_modules/**', 'dist/**'],
  },
});
