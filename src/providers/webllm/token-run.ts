import { orAbort } from '../../core/model/abort';
import { ModelError } from '../../core/model/model-error';
import { NoDistributionError } from '../../core/sampling/softmax';
import type { PreparedChat } from './chat-template';
import { engineFailure, NonsenseError } from './engine-errors';
import type { Lease, ModelOnSlot } from './engine-slot';
import { withinSilence } from './silence';

/** Feeds the engine tokens of our choice, and hands on its raw logits. Valid until the next call of `read`. */
export interface TokenRun {
  readonly lease: Lease<PreparedChat>;
  /** Reads these behind all that were read before, and resolves to the logits of what comes next, one for each of the vocabulary. */
  read(tokens: readonly number[]): Promise<Float32Array>;
}

/** How far a run has come, so that a device that is lost before is worth a new engine. */
export interface Progress {
  readonly hasBegun: () => boolean;
  readonly partialText: () => string;
}

/** Borrows the engine for one run of tokens; ends with the engine free, however far the run came. Throws ModelError or the signal's reason. */
export async function* tokenRun<T>(
  { ref, slot, silence, setTimer }: ModelOnSlot<PreparedChat>,
  how: {
    readonly signal: AbortSignal;
    readonly progress: Progress;
    readonly run: (run: TokenRun) => AsyncIterable<T>;
  },
): AsyncGenerator<T, void> {
  const { signal, progress } = how;
  const { id } = ref;
  signal.throwIfAborted();
  for (let attempt = 1; ; attempt += 1) {
    const lease = await slot.borrow(id, signal);
    const { engine } = lease;
    let broken: ModelError | undefined;
    let underWay: Promise<unknown> = Promise.resolve();
    let isFirst = true;
    try {
      yield* how.run({
        lease,
        async read(tokens) {
          signal.throwIfAborted();
          const ms = isFirst
            ? silence.firstTokenMs + tokens.length * silence.perPromptTokenMs
            : silence.betweenTokensMs;
          const step = logitsAfter(tokens, isFirst);
          isFirst = false;
          underWay = step.catch(() => {});
          return orAbort(
            withinSilence(() => step, { ms, setTimer }),
            signal,
          );
        },
      });
      return;
    } catch (thrown) {
      if (signal.aborted) throw signal.reason;
      const meant = thrown instanceof NoDistributionError ? new NonsenseError() : thrown;
      const failure = engineFailure(meant, { id, during: 'call', partialText: progress.partialText() });
      if (failure.fate !== 'usable') broken = failure.error;
      if (failure.fate !== 'rebuild' || progress.hasBegun() || attempt > 1) throw failure.error;
    } finally {
      // Nobody waits for the engine here but the next call. A step that is under way cannot be cut.
      if (broken !== undefined) lease.giveBack(broken);
      else
        void underWay
          .then(tidy)
          .then(lease.giveBack, (error) => lease.giveBack(engineFailure(error, { id, during: 'call' }).error));
    }

    async function logitsAfter(tokens: readonly number[], begins: boolean): Promise<Float32Array> {
      let seen: Float32Array | undefined;
      if (begins) await engine.resetChat(id);
      engine.watchLogits(id, (logits) => {
        seen = logits.slice(0, Math.min(logits.length, engine.vocabularySize(id)));
      });
      await engine.forward(id, tokens, begins);
      if (seen === undefined) throw new NonsenseError();
      return seen;
    }

    async function tidy(): Promise<undefined> {
      engine.watchLogits(id, null);
      // The next conversation does not go on behind these tokens.
      await engine.resetChat(id);
      return undefined;
    }
  }
}

/** Throws ModelError `too-long`, with both numbers. */
export function checkContext(
  { stored: { model } }: Lease<PreparedChat>,
  { tokens, what }: { readonly tokens: number; readonly what: string },
): void {
  if (tokens <= model.contextTokens) return;
  throw new ModelError({
    kind: 'too-long',
    code: 'CONTEXT',
    message: `${what} ${tokens} tokens, but the local model ${model.id} holds ${model.contextTokens} in all. Shorten it, or choose a model with a longer context.`,
  });
}
