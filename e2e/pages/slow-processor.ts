import type { BrowserContext, Page } from 'playwright/test';

/** How many times slower the pages are made than this machine is: `npm run test:slow`. The browser has no such brake for workers. */
const slowdown = Number(process.env.E2E_SLOWDOWN ?? 1);

/** Slows down every page of the context, those that come later too. */
export async function slowProcessor(context: BrowserContext): Promise<void> {
  if (slowdown === 1) return;
  // A page that is closed at once needs no brake.
  context.on('page', (page) => void slowPage(page).catch(() => {}));
  await Promise.all(context.pages().map(slowPage));
}

async function slowPage(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
}
