/** What a stand-in for Chrome's `LanguageModel` was asked to do. */
interface StandInSession {
  readonly initialPrompts: readonly StandInMessage[];
  readonly languages: readonly string[];
  readonly input: readonly StandInMessage[] | undefined;
  readonly constraint: unknown;
  readonly aborted: boolean;
  readonly destroyed: boolean;
}

export interface StandInMessage {
  readonly role: string;
  readonly content: string;
  readonly prefix?: boolean;
}

export interface StandInOptions {
  /** In pieces, as the model would write it; a piece that is an error ends the answer with it; `HANG` ends it with an abort alone. */
  readonly answer?: (asked: { readonly text: string; readonly constraint: unknown }) => readonly (string | Error)[];
  readonly availability?: () => Promise<string>;
  /** Thrown by `create`. */
  readonly refusal?: Error;
  /** In tokens of four characters each. */
  readonly contextWindow?: number;
  /** `old`: the names before 2026, and the whole text so far in each chunk. */
  readonly version?: 'new' | 'old names' | 'old';
  /** What `create` reports of a download. */
  readonly downloads?: readonly number[];
}

type Changing<T> = { -readonly [K in keyof T]: T[K] };

/** A window with a `LanguageModel` that behaves as the specification of the Prompt API says, and remembers its sessions. */
export function promptApiStandIn({
  answer = () => ['Hello', ' there.'],
  availability = async () => 'available',
  refusal,
  contextWindow = 6_000,
  version = 'new',
  downloads = [],
}: StandInOptions = {}) {
  const sessions: Changing<StandInSession>[] = [];
  const tokens = (messages: readonly StandInMessage[], constraint?: unknown) =>
    Math.ceil((messages.map(({ content }) => content).join('').length + (JSON.stringify(constraint) ?? '').length) / 4);

  interface CreateOptions {
    readonly initialPrompts?: readonly StandInMessage[];
    readonly expectedOutputs?: readonly { readonly languages: readonly string[] }[];
    readonly signal?: AbortSignal;
    readonly monitor?: (monitor: EventTarget) => void;
  }
  interface PromptOptions {
    readonly signal?: AbortSignal;
    readonly responseConstraint?: unknown;
  }

  async function create({ initialPrompts = [], expectedOutputs = [], signal, monitor }: CreateOptions) {
    signal?.throwIfAborted();
    if (refusal !== undefined) throw refusal;
    const events = new EventTarget();
    monitor?.(events);
    for (const loaded of downloads) events.dispatchEvent(Object.assign(new Event('downloadprogress'), { loaded }));
    const session: Changing<StandInSession> = {
      initialPrompts,
      languages: expectedOutputs.flatMap(({ languages }) => languages),
      input: undefined,
      constraint: undefined,
      aborted: false,
      destroyed: false,
    };
    sessions.push(session);
    const measure = async (input: readonly StandInMessage[], options: PromptOptions = {}) =>
      tokens(input, options.responseConstraint);
    const usage = tokens(initialPrompts);
    return {
      ...(version === 'new'
        ? { contextWindow, contextUsage: usage, measureContextUsage: measure }
        : { inputQuota: contextWindow, inputUsage: usage, measureInputUsage: measure }),
      promptStreaming(input: readonly StandInMessage[], options: PromptOptions = {}) {
        session.input = input;
        session.constraint = options.responseConstraint;
        options.signal?.addEventListener('abort', () => {
          session.aborted = true;
        });
        const text = [...initialPrompts, ...input].map(({ content }) => content).join('\n\n');
        return streamOf(answer({ text, constraint: options.responseConstraint }), {
          signal: options.signal,
          whole: version === 'old',
        });
      },
      destroy() {
        session.destroyed = true;
      },
    };
  }

  const seen: readonly StandInSession[] = sessions;
  return { scope: { LanguageModel: { availability, create } }, sessions: seen };
}

function streamOf(
  pieces: readonly (string | Error)[],
  { signal, whole }: { readonly signal: AbortSignal | undefined; readonly whole: boolean },
): ReadableStream<string> {
  let at = 0;
  let text = '';
  return new ReadableStream({
    start(controller) {
      signal?.addEventListener('abort', () => controller.error(signal.reason));
    },
    async pull(controller) {
      const piece = pieces[at];
      at += 1;
      if (piece === 'HANG') return new Promise<void>(() => {});
      if (piece instanceof Error) return controller.error(piece);
      if (piece === undefined) return controller.close();
      text += piece;
      controller.enqueue(whole ? text : piece);
    },
  });
}
