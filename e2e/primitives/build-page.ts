import { resolve } from 'node:path';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import type { Page } from 'playwright/test';
import { build } from 'vite';

const folder = import.meta.dirname;
const address = 'http://primitives.test/';

/** The placeholder screen, built as the studio is. It stays in memory: no folder, and no server. */
export async function buildPage(): Promise<ReadonlyMap<string, string | Uint8Array>> {
  const built = await build({
    configFile: false,
    root: folder,
    base: './',
    logLevel: 'error',
    plugins: [react(), tailwindcss()],
    build: { write: false, rolldownOptions: { input: resolve(folder, 'page.tsx') } },
  });
  if (Array.isArray(built) || !('output' in built)) throw new Error('Expected one build of the placeholder screen.');
  const files = new Map<string, string | Uint8Array>();
  for (const file of built.output) files.set(file.fileName, file.type === 'chunk' ? file.code : file.source);
  const script = built.output.find((file) => file.type === 'chunk' && file.isEntry)?.fileName;
  const style = built.output.find(({ fileName }) => fileName.endsWith('.css'))?.fileName;
  files.set(
    '',
    `<!doctype html><html lang="en"><title>Placeholder</title><link rel="stylesheet" href="${style}"><div id="root"></div><script type="module" src="${script}"></script>`,
  );
  return files;
}

/** Answers the page's requests from memory. */
export async function servePage(page: Page, files: ReadonlyMap<string, string | Uint8Array>): Promise<void> {
  await page.route(`${address}**`, (route) => {
    const name = route.request().url().slice(address.length);
    const body = files.get(name);
    if (body === undefined) return route.fulfill({ status: 404 });
    const contentType = name === '' ? 'text/html' : name.endsWith('.css') ? 'text/css' : 'text/javascript';
    return route.fulfill({ contentType, body: typeof body === 'string' ? body : Buffer.from(body) });
  });
  await page.goto(address);
}
