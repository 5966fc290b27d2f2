import { trustOwnScripts } from './trusted-scripts';

/**
 * What index.html loads. React and the studio are evaluated in a task each: in one they keep the page from answering for longer than
 * the 50 ms that a person may notice (`npm run bench -- first-load`).
 */
async function boot(): Promise<void> {
  await import('react-dom/client');
  await nextTask();
  await import('./main');
}

function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

trustOwnScripts();
void boot();
