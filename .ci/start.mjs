// @ts-check
/**
 * `npm start [-- --port 5174]`: builds the app and serves what is published, service worker and content policy included.
 * `--folder dist` serves a folder that is built already.
 */
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

const root = resolve(import.meta.dirname, '..');

const { values } = parseArgs({
  options: { port: { type: 'string', default: process.env.PORT ?? '5173' }, folder: { type: 'string' } },
});
const port = Number(values.port);
if (!Number.isInteger(port) || port < 1 || port > 65_535) {
  console.error(`--port takes a whole number from 1 to 65535, not "${values.port}".`);
  process.exit(2);
}
// Before the build, so that nobody waits for it in vain.
if (!(await isFree(port))) {
  console.error(`Port ${port} is taken, perhaps by another Constitution Studio that is running: look at http://localhost:${port}
Close what runs there, or choose another port: npm start -- --port ${port === 65_535 ? port - 1 : port + 1}
Projects are kept by address, so a studio on another port shows its own.`);
  process.exit(1);
}

// Vite is loaded after the checks: an answer about the port does not wait for it.
const { build, preview } = await import('vite');
const outDir = resolve(root, values.folder ?? 'dist');
if (values.folder === undefined) {
  console.log('Building the app …');
  await build({ root, logLevel: 'warn', build: { outDir, emptyOutDir: true, reportCompressedSize: false } });
}
await preview({ root, logLevel: 'warn', build: { outDir }, preview: { host: 'localhost', port, strictPort: true } });
console.log(`Constitution Studio is at http://localhost:${port}  (Ctrl+C stops it)`);

/** @type {(port: number) => Promise<boolean>} */
function isFree(port) {
  return new Promise((done) => {
    const probe = createServer();
    probe.once('error', () => done(false));
    probe.listen({ port, host: 'localhost' }, () => probe.close(() => done(true)));
  });
}
