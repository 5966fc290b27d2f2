import { showEarlyPrompt } from './early-prompt';
import './views/app/app.css';

const longestFrameMs = 100;

/**
 * What index.html loads. The prompt can be written in from here on; React and the studio are evaluated in a task each: in one they keep the
 * page from answering for longer than the 50 ms that a person may notice (`npm run bench -- first-load`).
 */
async function boot(): Promise<void> {
  const earlyPrompt = showEarlyPrompt();
  // React takes longer to evaluate than the prompt to be read: it is on the screen first.
  if ((await earlyPrompt) !== null) await nextFrame();
  await import('react-dom/client');
  await nextTask();
  const { start } = await import('./main');
  await start(earlyPrompt);
}

/** After the next paint; a page that is not looked at has none, and is not waited for. */
function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, longestFrameMs);
  });
}

function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

trustOwnScripts();
void boot();

interface TrustedTypes {
  createPolicy(name: 'default', rules: { readonly createScriptURL: (url: string) => string }): unknown;
}

/**
 * The page takes no text for a script or for HTML (`require-trusted-types-for` in `vite.config.ts`). This is the one exception: workers
 * and the service worker are loaded by address, and only from where the app itself comes from.
 */
function trustOwnScripts(page: typeof globalThis = globalThis): void {
  // Younger than some browsers that we support, and than TypeScript's list of them.
  const trustedTypes = Reflect.get(page, 'trustedTypes') as TrustedTypes | undefined;
  trustedTypes?.createPolicy('default', {
    createScriptURL(url) {
      const { origin } = new URL(url, page.location.href);
      if (origin === page.location.origin) return url;
      throw new TypeError(`Expected a script of ${page.location.origin}, got one of ${origin}.`);
    },
  });
}
