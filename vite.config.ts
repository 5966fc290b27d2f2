import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { contentSecurityPolicy } from './content-security-policy.ts';
import { serviceWorker } from './src/offline/service-worker-plugin.ts';

const { plugin: makeServiceWorker, watchEngine } = serviceWorker();

export default defineConfig({
  // Relative, so that the built folder works from any sub-path of any static host.
  base: './',
  plugins: [react(), tailwindcss(), preloadWhatBootImports(), contentSecurityPolicy(), makeServiceWorker],
  worker: { format: 'es', plugins: () => [watchEngine()] },
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

/** `src/boot.ts` imports the app in steps, each a task of its own; the browser fetches all of them at once nevertheless. */
function preloadWhatBootImports(): Plugin {
  return {
    name: 'preload-what-boot-imports',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle, chunk }) {
        const files = new Set((chunk?.dynamicImports ?? []).flatMap((file) => [file, ...staticImports(file)]));
        return [...files].map((file) => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', crossorigin: true, href: `./${file}` },
          injectTo: 'head' as const,
        }));

        function staticImports(file: string): readonly string[] {
          const imported = bundle?.[file];
          return imported?.type === 'chunk' ? imported.imports : [];
        }
      },
    },
  };
}
