import { sizeWords } from '../../core/local/size-words';
import type { BrowserStorage } from './use-browser-storage';

type Room = Pick<BrowserStorage, 'usage' | 'quota'>;

/** `751 kB of 11 GB`: what this page takes of what the browser gives it; either may be kept back. */
export function inUseWords({ usage, quota }: Room): string {
  if (usage === undefined) return 'Unknown';
  return quota === undefined ? sizeWords(usage) : `${sizeWords(usage)} of ${sizeWords(quota)}`;
}

/** What to do before nothing can be saved any more; null while there is room. */
export function shortOfRoom({ usage, quota }: Room, modelBytes: number): string | null {
  if (usage === undefined || quota === undefined) return null;
  const free = Math.max(0, quota - usage);
  if (free >= plenty && usage < quota * nearlyAll) return null;
  const models =
    modelBytes > 0 ? ` Local models take ${sizeWords(modelBytes)}: delete one that you no longer use.` : '';
  return `${sizeWords(free)} are left. When nothing is, projects can no longer be saved.${models} Or make room on the disk, and export what matters.`;
}

/** Projects with long histories take some tens of megabytes. */
const plenty = 100_000_000;
const nearlyAll = 0.95;
