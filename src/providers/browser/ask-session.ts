import type { BrowserQuestion } from '../../core/model/browser-model';
import { failureOf, tooLong } from './failures';
import {
  expectedLanguages,
  type PromptApi,
  type PromptMessage,
  type PromptOptions,
  type PromptSession,
} from './prompt-api';

/**
 * The answer in pieces, of a session of its own, which is destroyed however it ends. Throws a ModelError, or what the browser throws
 * once the signal is aborted.
 */
export async function* askSession(
  api: PromptApi,
  { question, signal }: { readonly question: BrowserQuestion; readonly signal: AbortSignal },
): AsyncGenerator<string> {
  const { system, turns, prefix, constraint } = question;
  const first: readonly PromptMessage[] = system === undefined ? [] : [{ role: 'system', content: system }];
  let session: PromptSession | undefined;
  try {
    session = await api.create({ ...expectedLanguages, initialPrompts: [...first, ...turns.slice(0, -1)], signal });
    const begun = prefix === undefined ? [] : [{ role: 'assistant', content: prefix, prefix: true } as const];
    const input = [...turns.slice(-1), ...begun];
    const options = { signal, ...(constraint === undefined ? {} : { responseConstraint: constraint }) };
    await refuseWhatIsTooLong(session, { input, options });
    yield* pieces(session, { input, options });
  } catch (error) {
    if (signal.aborted) throw error;
    throw failureOf(error, session === undefined ? 'create' : 'prompt');
  } finally {
    session?.destroy();
  }
}

interface Prompted {
  readonly input: readonly PromptMessage[];
  readonly options: PromptOptions;
}

/** The browser would refuse it, too, but drop earlier turns first where it can. A window without an end is Infinity. */
async function refuseWhatIsTooLong(session: PromptSession, { input, options }: Prompted): Promise<void> {
  const room = session.contextWindow ?? session.inputQuota;
  const before = session.contextUsage ?? session.inputUsage ?? 0;
  if (room === undefined) return;
  const more = await (session.measureContextUsage?.(input, options) ??
    session.measureInputUsage?.(input, options) ??
    0);
  if (before + more >= room) throw tooLong({ needed: before + more, room });
}

async function* pieces(session: PromptSession, { input, options }: Prompted): AsyncGenerator<string> {
  // Read by hand: to iterate a stream is younger than the Prompt API in some browsers.
  const reader = session.promptStreaming(input, options).getReader();
  const whole = wholeOrPieces(session);
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      const piece = whole(next.value);
      if (piece !== '') yield piece;
    }
  } finally {
    // Not awaited: a stream that failed rejects this as well.
    void reader.cancel().catch(() => {});
  }
}

/**
 * The first browsers with a Prompt API gave the whole text so far each time, later ones what is new. Those with the new names are of
 * the latter kind; of the others the second chunk tells: one that begins with all of the first is the whole text.
 */
function wholeOrPieces(session: PromptSession): (chunk: string) => string {
  let text = '';
  let kind: 'unknown' | 'pieces' | 'whole' = session.contextWindow === undefined ? 'unknown' : 'pieces';
  return (chunk) => {
    const grown = chunk.length > text.length && chunk.startsWith(text);
    if (text !== '' && kind === 'unknown') kind = grown ? 'whole' : 'pieces';
    const piece = kind === 'whole' ? (grown ? chunk.slice(text.length) : '') : chunk;
    text += piece;
    return piece;
  };
}
