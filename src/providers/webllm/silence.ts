import type { SetTimer } from '../../core/effects';

/** How long the engine may be silent. A GPU that is a processor in disguise takes some 15 seconds a token, and more to read a prompt. */
export interface SilencePolicy {
  /** From the call to its first token, and for each token of the prompt, which is read in that time. */
  readonly firstTokenMs: number;
  readonly perPromptTokenMs: number;
  readonly betweenTokensMs: number;
  /** Between two reports while a model is loaded. */
  readonly loadingMs: number;
  /** One batch of texts. */
  readonly embeddingMs: number;
  /** For giving the GPU back. */
  readonly unloadingMs: number;
}

export const defaultSilencePolicy: SilencePolicy = {
  firstTokenMs: 5 * 60_000,
  perPromptTokenMs: 3_000,
  betweenTokensMs: 3 * 60_000,
  loadingMs: 10 * 60_000,
  embeddingMs: 5 * 60_000,
  unloadingMs: 10_000,
};

/** The engine has neither answered nor failed. Some of its failures look like this: it is not to be trusted any more. */
export class EngineSilentError extends Error {
  override readonly name = 'EngineSilentError';
  readonly ms: number;

  constructor(ms: number) {
    super(`The engine said nothing for ${Math.round(ms / 1000)} seconds.`);
    this.ms = ms;
  }
}

/** Settles as `work` does, or rejects with EngineSilentError after `ms` in which it neither ended nor called `heard`. */
export function withinSilence<T>(
  work: (heard: () => void) => Promise<T>,
  { ms, setTimer }: { readonly ms: number; readonly setTimer: SetTimer },
): Promise<T> {
  return new Promise((resolve, reject) => {
    let over = false;
    const silent = () => reject(new EngineSilentError(ms));
    let cancel = setTimer(ms, silent);
    const heard = () => {
      if (over) return;
      cancel();
      cancel = setTimer(ms, silent);
    };
    const end = () => {
      over = true;
      cancel();
    };
    work(heard).then(resolve, reject).finally(end);
  });
}
