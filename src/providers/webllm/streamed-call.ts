import type { SetTimer } from '../../core/effects';
import { orAbort } from '../../core/model/abort';
import type { ChatChunk, ChatRequest, EnginePort } from './engine-port';
import { type SilencePolicy, withinSilence } from './silence';

/** One streamed call of the engine. */
export interface StreamedCall {
  /** The next chunk; undefined at the end. Throws what the engine throws, EngineSilentError, or the signal's reason at once. */
  next(): Promise<ChatChunk | undefined>;
  /**
   * Ends the call, however far it is, and resolves when the engine is free again: an interrupted stream has to be read to its end, or
   * the next call waits for it for ever. Rejects when the engine does not let go.
   */
  end(): Promise<void>;
}

export function streamedCall(
  engine: EnginePort,
  how: {
    readonly request: ChatRequest;
    readonly promptTokens: number;
    readonly signal: AbortSignal;
    readonly silence: SilencePolicy;
    readonly setTimer: SetTimer;
  },
): StreamedCall {
  const { request, promptTokens, signal, silence, setTimer } = how;
  const firstTokenMs = silence.firstTokenMs + promptTokens * silence.perPromptTokenMs;
  const opened = openStream(engine, request);
  // Whoever only ends the call does not look at it.
  opened.catch(() => {});
  let limitMs = firstTokenMs;
  let over = false;

  async function read(): Promise<ChatChunk | undefined> {
    const result = await (await opened).next();
    if (result.done === true) over = true;
    return result.done === true ? undefined : result.value;
  }

  return {
    async next() {
      try {
        const chunk = await orAbort(
          withinSilence(() => read(), { ms: limitMs, setTimer }),
          signal,
        );
        limitMs = silence.betweenTokensMs;
        return chunk;
      } catch (error) {
        if (!signal.aborted) over = true;
        throw error;
      }
    },
    async end() {
      if (over) return;
      engine.interruptGenerate();
      await withinSilence(
        async (heard) => {
          while (!over) {
            await read();
            heard();
            // A call that had not begun when it was ended has forgotten the interrupt as its first act.
            if (!over) engine.interruptGenerate();
          }
        },
        { ms: firstTokenMs, setTimer },
      );
    },
  };
}

async function openStream(engine: EnginePort, request: ChatRequest): Promise<AsyncIterator<ChatChunk>> {
  return (await engine.chat.completions.create(request))[Symbol.asyncIterator]();
}
