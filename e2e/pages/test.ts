import { type Browser, test as base, type ConsoleMessage } from 'playwright/test';
import { type GeminiServer, startGeminiServer } from '../loopback/gemini/server.mjs';
import { slowProcessor } from './slow-processor';
import { StudioPage } from './studio-page';

interface Fixtures {
  /** The app in a fresh profile; not opened yet. */
  readonly studio: StudioPage;
  /** A Gemini service on this machine, of this test alone. */
  readonly gemini: GeminiServer;
  /** Fails the test on an uncaught error or an error in the console, of any page of its context. */
  readonly troubles: Troubles;
}

interface Troubles {
  /** Errors in the console that name this are part of the test: a browser reports every HTTP error of its own accord. */
  expect(part: string): void;
}

export const test = base.extend<Fixtures, { readonly browser: Browser }>({
  browser: [
    async ({ browser }, provide) => {
      browser.on('context', (context) => void slowProcessor(context));
      await provide(browser);
    },
    { scope: 'worker' },
  ],
  troubles: [
    async ({ context }, provide) => {
      const expected: string[] = [];
      const seen: string[] = [];
      const note = (words: string) => seen.push(words);
      context.on('weberror', (error) => note(`Uncaught: ${error.error().stack ?? error.error().message}`));
      context.on('console', (message) => {
        if (message.type() === 'error') note(wordsOf(message));
      });
      // React reports an error that it got over as one of its own; what went wrong is its cause.
      await context.addInitScript(() => {
        window.addEventListener('error', ({ error }) => {
          if (error instanceof Error && error.cause !== undefined) console.error('Caused by', error.cause);
        });
      });
      await provide({ expect: (part) => expected.push(part) });
      const unexpected = seen.filter((words) => !expected.some((part) => words.includes(part)));
      if (unexpected.length > 0) throw new Error(`The page reported errors:\n${unexpected.join('\n')}`);
    },
    { auto: true },
  ],
  studio: async ({ page }, provide) => provide(new StudioPage(page)),
  gemini: async ({ troubles }, provide) => {
    const server = await startGeminiServer();
    troubles.expect(server.url);
    await provide(server);
    await server.close();
  },
});

function wordsOf(message: ConsoleMessage): string {
  return `Console: ${message.text()} (${message.location().url})`;
}
