import type { AppShellState } from '../../core/project/app-shell';

/** Whether the studio starts without a network, and what to do where it does not. */
export function offlineWords(offline: AppShellState['offline']): string {
  switch (offline.status) {
    case 'ready':
      return offline.engine
        ? 'The studio starts without a network, and local models answer without one, too.'
        : 'The studio starts without a network. The engine for local models is kept for offline use once you choose one.';
    case 'preparing':
      return 'The studio is being kept for offline use.';
    case 'unsupported':
      return `The studio does not start without a network here. ${sentence(offline.why)}`;
    case 'failed':
      return `The studio could not be kept for offline use: ${withoutStop(offline.why)}. Reload the page to try again.`;
  }
}

function sentence(why: string): string {
  return `${why.charAt(0).toUpperCase()}${withoutStop(why).slice(1)}.`;
}

function withoutStop(why: string): string {
  return why.trim().replace(/\.$/, '');
}
