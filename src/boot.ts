import { showEarlyPrompt } from './early-prompt';
import { trustOwnScripts } from './trusted-scripts';
import './views/app/app.css';

/**
 * What index.html loads. The prompt can be written in from here on; React and the studio are evaluated in a task each: in one they keep the page from answering for longer than
 * the 50 ms that a person may notice (`npm run bench -- first-load`).
 */
async function boot(): Promise<void> {
  const earlyPrompt = showEarlyPrompt();
  await import('react-dom/client');
  await nextTask();
  const { start } = await import('./main');
  await start(earlyPrompt);
}

function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

trustOwnScripts();
void boot();
