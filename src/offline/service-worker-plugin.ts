import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { build, type Plugin, type Rolldown } from 'vite';
import { listBuiltFiles, pagePath, type WrittenFile, workerPath } from './built-files.ts';

type Bundle = Rolldown.OutputBundle;

/**
 * Makes `sw.js` of src/offline/service-worker.ts, with the list of everything that was built. Plugins that do this exist
 * (vite-plugin-pwa with workbox-build); they bring some 300 packages for a list of files.
 *
 * Put `watchEngine` among the plugins of the workers, which Vite bundles on their own, and `plugin` among those of the app.
 */
export function serviceWorker(): { readonly plugin: Plugin; readonly watchEngine: () => Plugin } {
  /** The files that hold WebLLM, by their path. */
  const engine = new Set<string>();
  const noteEngine = (bundle: Bundle) => {
    for (const file of Object.values(bundle)) {
      if (file.type === 'chunk' && file.moduleIds.some(isEngine)) engine.add(file.fileName);
    }
  };
  let root = '';
  let publicDir = '';
  return {
    watchEngine: () => ({
      name: 'service-worker-engine',
      generateBundle: { order: 'post', handler: (_options, bundle) => noteEngine(bundle) },
    }),
    plugin: {
      name: 'service-worker',
      apply: 'build',
      enforce: 'post',
      configResolved(config) {
        root = config.root;
        publicDir = config.publicDir;
      },
      generateBundle: {
        order: 'post',
        async handler(_options, bundle) {
          const page = bundle[pagePath];
          // A build of something else, such as a benchmark's page.
          if (page?.type !== 'asset') return;
          noteEngine(bundle);
          const files = listBuiltFiles({
            written: [...Object.values(bundle).map(writtenFile), ...(await publicFiles(publicDir))],
            engine,
            hash: (text) => hashOf(text),
          });
          // The page names its version, so that a page and its worker know whether they belong together.
          page.source = String(page.source).replace(
            '<head>',
            `<head>\n    <meta name="build" content="${files.version}" />`,
          );
          this.emitFile({ type: 'asset', fileName: workerPath, source: await compile(root, JSON.stringify(files)) });
        },
      },
    },
  };
}

function isEngine(moduleId: string): boolean {
  return moduleId.replaceAll('\\', '/').includes('/node_modules/@mlc-ai/web-llm/');
}

function writtenFile(file: Bundle[string]): WrittenFile {
  const content = file.type === 'chunk' ? file.code : file.source;
  return { path: file.fileName, hash: hashOf(content), bytes: Buffer.byteLength(content) };
}

async function publicFiles(folder: string): Promise<readonly WrittenFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => {
        const file = join(entry.parentPath, entry.name);
        const content = await readFile(file);
        return { path: relative(folder, file).split(sep).join('/'), hash: hashOf(content), bytes: content.byteLength };
      }),
  );
}

/** One classic script: not every browser takes a service worker that is a module. */
async function compile(root: string, files: string): Promise<string> {
  const built = await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    define: { __BUILT_FILES__: files },
    build: {
      write: false,
      modulePreload: false,
      rolldownOptions: {
        input: join(root, 'src/offline/service-worker.ts'),
        output: { format: 'iife', entryFileNames: workerPath },
      },
    },
  });
  const [output] = [built].flat();
  const code = output !== undefined && 'output' in output ? output.output[0].code : undefined;
  if (code === undefined) throw new Error('Expected one script from src/offline/service-worker.ts, got none.');
  return code;
}

function hashOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 16);
}
