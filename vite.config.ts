import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { serviceWorker } from './src/offline/service-worker-plugin.ts';

const { plugin: makeServiceWorker, watchEngine } = serviceWorker();

/**
 * All that the start needs is three files: what shows the prompt, React, and the studio. Left alone the bundler makes a file of each few
 * modules that a lazy part needs as well, and thirty small files are several kilobytes larger than one, since each is compressed by itself.
 */
const firstFiles = [
  { name: 'start', tags: ['$initial' as const], priority: 4 },
  // What fetches them is no part of either: the entry would import the studio with it, before anything else is done.
  { name: 'preload', test: /vite[\\/]preload-helper/, priority: 3 },
  { name: 'react', test: /node_modules[\\/](?:react|react-dom|scheduler)[\\/]/, priority: 2 },
  { name: 'main', test: /src[\\/]main\.tsx$/, priority: 1 },
  // What the rooms share, so that no room brings another one with it.
  {
    name: 'controls',
    test: /src[\\/]views[\\/]ui[\\/](?:checkbox|chip|confirm-dialog|content-boundary|copy-button|empty-state|field|link-button|notice|radio-group|select|text-input|visually-hidden)\.tsx$/,
  },
];

export default defineConfig({
  // Relative, so that the built folder works from any sub-path of any static host.
  base: './',
  plugins: [react(), tailwindcss(), preloadWhatBootImports(), contentSecurityPolicy(), makeServiceWorker],
  resolve: {
    alias: [
      {
        find: 'decode-named-character-reference',
        replacement: resolve(import.meta.dirname, 'src/views/ui/markdown/no-named-references.ts'),
      },
      // Not `fflate/browser`, which the stand-in imports.
      { find: /^fflate$/, replacement: resolve(import.meta.dirname, 'src/workers/table/unzip-here.ts') },
    ],
  },
  worker: { format: 'es', plugins: () => [watchEngine()] },
  // Not the port of `npm start`: what its service worker keeps must not stand in for what is being worked on.
  server: { port: 5174, strictPort: true },
  preview: { port: 4173, strictPort: true },
  // The first browsers with light-dark() and everything else the style sheets are written in.
  build: {
    target: ['chrome123', 'edge123', 'firefox128', 'safari17.5'],
    rolldownOptions: { output: { codeSplitting: { groups: firstFiles } } },
  },
  // Every source file is scanned for packages at the start, workers and lazy parts too, so that the development server
  // never meets a new one in mid-use and reloads the page over the author's work.
  optimizeDeps: { entries: ['index.html', 'src/**/*.{ts,tsx}', '!src/**/*.test.{ts,tsx}', '!src/testing/**'] },
  test: {
    environment: 'node',
    // One process per file takes longer than the tests in it. So files share threads, and what a test stubs is put back.
    pool: 'threads',
    isolate: false,
    maxWorkers: Math.max(2, availableParallelism() - 1),
    unstubGlobals: true,
    unstubEnvs: true,
    restoreMocks: true,
    // No test goes by the clock: property tests take many times as long on a machine that does much else.
    testTimeout: 60_000,
    setupFiles: ['src/testing/many-listeners.ts'],
    include: ['src/**/*.test.{ts,tsx}', 'e2e/**/*.test.ts', '.ci/**/*.test.ts'],
    exclude: ['**/*.spec.ts', '**/*.long.test.ts', 'node_modules/**', 'dist/**'],
  },
});

/**
 * `src/boot.ts` imports the app in steps, each a task of its own; the browser fetches all of them at once nevertheless, and with them Align,
 * with which most visits begin.
 */
function preloadWhatBootImports(): Plugin {
  return {
    name: 'preload-what-boot-imports',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle, chunk }) {
        const early = chunk?.dynamicImports.filter((file) => staticImports(chunk.fileName).includes(file)) ?? [];
        if (early.length > 0)
          throw new Error(`Expected the start to import in steps, but it brings at once: ${early}.`);
        const pages = Object.values(bundle ?? {}).filter(
          (file) => file.type === 'chunk' && file.facadeModuleId?.endsWith('/views/align/align-view.tsx') === true,
        );
        const wanted = [...(chunk?.dynamicImports ?? []), ...pages.map(({ fileName }) => fileName)];
        const files = new Set(wanted.flatMap((file) => [file, ...staticImports(file)]));
        // It is loaded as the page's own script.
        files.delete(chunk?.fileName ?? '');
        const tags = [...files].map((file) => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', crossorigin: true, href: `./${file}` },
          injectTo: 'head' as const,
        }));
        return { html: withStylesBelowTheBar(html), tags };

        function staticImports(file: string): readonly string[] {
          const imported = bundle?.[file];
          return imported?.type === 'chunk' ? imported.imports : [];
        }
      },
    },
  };
}

/** The bar at the top has its few styles in the page, and is painted before the sheets of the app have come; they are asked for before any script. */
function withStylesBelowTheBar(html: string): string {
  const sheets = html.match(/<link rel="stylesheet"[^>]*>/g) ?? [];
  const rest = sheets.reduce((page, sheet) => page.replace(sheet, ''), html);
  const early = sheets.map((sheet) => sheet.replace('rel="stylesheet"', 'rel="preload" as="style"'));
  return rest
    .replace('<script type="module"', `${early.join('\n    ')}\n    <script type="module"`)
    .replace('<!-- styles -->', sheets.join('\n    '));
}

/**
 * What the built page may load and whom it may tell. It is a list of the app's own, and the second of two: a text that a model wrote is
 * shown without its images and its HTML in the first place. The models are called from workers, which have no part in a policy that is
 * in a page: they have that of the headers they come with (`docs/hosting.md`). What leaves them is for `src/workers/private-fetch.ts`.
 */
const policy: Readonly<Record<string, readonly string[]>> = {
  'default-src': ["'self'"],
  // WebAssembly for the engine of local models, where a browser applies the page's policy to its workers.
  'script-src': ["'self'", "'wasm-unsafe-eval'"],
  // Libraries of the views write style elements and attributes.
  'style-src': ["'self'", "'unsafe-inline'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'font-src': ["'self'"],
  'worker-src': ["'self'", 'blob:'],
  // Only workers call services and hosts of models.
  'connect-src': ["'self'", 'blob:', 'data:'],
  'object-src': ["'none'"],
  'frame-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  // No text becomes HTML or a script; addresses of scripts are for `src/trusted-scripts.ts`.
  'require-trusted-types-for': ["'script'"],
  'trusted-types': ['default'],
};

/** The development server writes scripts of its own into the page, so that it does without. */
function contentSecurityPolicy(): Plugin {
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      // After the encoding, which has to be said in the first kilobyte, and before anything that it is about.
      handler: (html) => html.replace(/<meta charset=[^>]*>/, (encoding) => `${encoding}\n    ${metaOf(html)}`),
    },
  };
}

function metaOf(html: string): string {
  const inline = [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(([, code = '']) =>
    hashOf(code),
  );
  const directives = Object.entries(policy).map(([name, sources]) =>
    [name, ...sources, ...(name === 'script-src' ? inline : [])].join(' '),
  );
  return `<meta http-equiv="Content-Security-Policy" content="${directives.join('; ')}" />`;
}

function hashOf(code: string): string {
  return `'sha256-${createHash('sha256').update(code).digest('base64')}'`;
}
