// @ts-check
import { createServer } from 'node:net';
import { chromium } from 'playwright';
import { findChromium } from '../e2e/chromium/find-chromium.mjs';
import { launchArgs } from '../e2e/chromium/launch-args.mjs';
import { thisMachine } from '../e2e/chromium/this-machine.mjs';

/**
 * A browser that a driver can leave and come back to. While one is attached, the browser tells it of every request with the stack that
 * made it, which costs more than the request; people have no driver.
 *
 * @typedef {object} LeavableBrowser
 * @property {<T>(work: (page: import('playwright').Page) => Promise<T>) => Promise<T>} visit With the one page of the browser.
 * @property {() => Promise<void>} close
 *
 * @returns {Promise<LeavableBrowser>}
 */
export async function openLeavableBrowser() {
  const port = await freePort();
  const browser = await chromium.launch({
    executablePath: findChromium({ ...thisMachine(), log: () => {} }),
    headless: true,
    args: [
      ...launchArgs,
      // A page that nobody looks at is slowed down otherwise.
      '--disable-background-timer-throttling',
      '--disable-renderer-backgrounding',
      // The HTTP/2 servers of this machine have only their own certificate.
      '--ignore-certificate-errors',
      `--remote-debugging-port=${port}`,
    ],
  });
  return {
    async visit(work) {
      const driver = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
      try {
        const [context] = driver.contexts();
        if (context === undefined) throw new Error('Expected the browser to have a context, and it has none.');
        const page = context.pages().at(-1) ?? (await context.newPage());
        return await work(page);
      } finally {
        // Only the connection: the browser was started by another.
        await driver.close();
      }
    },
    close: () => browser.close(),
  };
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
