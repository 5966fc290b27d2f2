import type { LocalModel } from '../../../core/local/local-model';
import type { Way } from '../../../core/local/preflight';

/** What the buttons of a row do. */
export interface RowCommands {
  readonly download: (model: LocalModel) => void;
  readonly cancel: (id: string) => void;
  readonly verify: (id: string) => void;
  readonly use: (id: string) => void;
  readonly unload: () => void;
  /** Asks first. */
  readonly askDelete: (model: LocalModel) => void;
  readonly askRemove: (model: LocalModel) => void;
  readonly dismiss: (id: string) => void;
  readonly take: (way: Way) => void;
}
