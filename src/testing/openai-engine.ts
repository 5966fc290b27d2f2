/**
 * An engine that speaks the OpenAI way as WebLLM's `MLCEngine` does, with no GPU: it answers what it is told to, and has the real one's
 * manners where they matter. One call at a time holds the model until its stream is read to its end; an interrupt lingers until the
 * next streamed call; a prompt beyond the context is refused by name; a malformed schema never settles; a lost device rejects the
 * running call with `ExitStatus` and later ones with `ModelNotLoadedError` until a reload; vectors are not normalised.
 */
export interface OpenAiEngines {
  /** Fits the `EngineFactory` of providers/webllm. */
  readonly build: (setup: EngineSetup) => OpenAiEngine;
  /** Everything that happened, over all engines that were built. */
  readonly log: EngineLog;
  /** Takes the GPU away now: as in sleep. */
  loseDevice(): void;
}

interface EngineLog {
  readonly built: string[];
  readonly reloads: string[];
  readonly unloads: string[];
  /** Without those of the self-test. */
  readonly requests: ChatRequest[];
  readonly embedded: number[];
  /** Tokens that were fed directly, step by step. */
  readonly forwards: (readonly number[])[];
  resets: number;
  /** Of each engine that was built: what it is told beside the model's own configuration. */
  readonly overrides: unknown[];
  /** Whether some stream was opened while another one still held the model. */
  overlapped: boolean;
}

/** What an answer is made from. */
export interface Asked {
  /** The texts of all turns, one after the other. */
  readonly text: string;
  readonly last: string;
  readonly schema: unknown;
  readonly seed: number | undefined;
  readonly maxTokens: number | undefined;
}

export interface OpenAiEngineOptions {
  readonly answer: (asked: Asked) => string;
  /** Of each option of a `choice`, before normalising. */
  readonly weights?: (options: readonly string[], asked: Asked) => readonly number[];
  /** What it answers to "the capital of France"; every token as sure as this logarithm. */
  readonly selfTest?: { readonly text: string; readonly logprob: number };
  /** Called in `reload` of the nth engine, from 1: throws as the real one does, or waits. */
  readonly onReload?: (nth: number, report: (progress: number, text: string) => void) => void | Promise<void>;
  /** Called before the nth token, from 0, of each call but self-tests: throws, waits for ever, or loses the device. */
  readonly onToken?: (call: number, token: number) => void | Promise<void>;
  /** Vectors of the embedding model; absent: counts of words. */
  readonly embed?: (text: string) => readonly number[];
  /** Whether it takes images, as a vision model does; absent: it does not. */
  readonly readsImages?: boolean;
  /** Of the tokenizer: whether `[CLS]` is a token. */
  readonly knowsClassToken?: boolean;
  readonly contextTokens: number;
  /** What the tokenizer knows from the start, ids from 0; what is met later comes behind it. */
  readonly vocabulary?: readonly string[];
  /** Of the next token, one for each of `vocabulary`, behind all that was read. Absent: all are equal. */
  readonly logits?: (read: readonly number[]) => readonly number[];
}

interface EngineSetup {
  readonly record: { readonly model_id: string; readonly overrides?: unknown };
  readonly onProgress: (progress: { readonly progress: number; readonly text: string }) => void;
}

type MessageContent =
  | string
  | readonly (
      | { readonly type: 'text'; readonly text: string }
      | { readonly type: 'image_url'; readonly image_url: { readonly url: string } }
    )[];

interface ChatRequest {
  readonly model: string;
  readonly messages: readonly { readonly role: string; readonly content: MessageContent }[];
  readonly stream: true;
  readonly temperature?: number;
  readonly top_p?: number;
  readonly max_tokens?: number;
  readonly seed?: number;
  readonly logprobs?: true;
  readonly top_logprobs?: number;
  readonly response_format?:
    | { readonly type: 'json_object'; readonly schema: string }
    | { readonly type: 'grammar'; readonly grammar: string };
  readonly extra_body?: { readonly enable_thinking: false };
}

interface Logprob {
  readonly token: string;
  readonly logprob: number;
  readonly top_logprobs: readonly { readonly token: string; readonly logprob: number }[];
}

interface Chunk {
  readonly choices: readonly {
    readonly delta: { readonly content?: string };
    readonly finish_reason: string | null;
    readonly logprobs?: { readonly content: readonly Logprob[] } | null;
  }[];
  readonly usage?: { readonly prompt_tokens: number; readonly completion_tokens: number };
}

type OpenAiEngine = ReturnType<typeof createEngine>;

export function openAiEngines(options: OpenAiEngineOptions): OpenAiEngines {
  const log: EngineLog = {
    built: [],
    reloads: [],
    unloads: [],
    requests: [],
    embedded: [],
    forwards: [],
    resets: 0,
    overrides: [],
    overlapped: false,
  };
  const device = { lost: 0 };
  return {
    log,
    build: (setup) => createEngine(setup, { options, log, device }),
    loseDevice: () => {
      device.lost += 1;
    },
  };
}

function createEngine(
  { record: { model_id: id, overrides }, onProgress }: EngineSetup,
  harness: { readonly options: OpenAiEngineOptions; readonly log: EngineLog; readonly device: { lost: number } },
) {
  const { options, log, device } = harness;
  const vocabulary = createVocabulary(options.knowsClassToken ?? true);
  for (const text of options.vocabulary ?? []) vocabulary.idOf(text);
  let readTokens: readonly number[] = [];
  log.built.push(id);
  log.overrides.push(overrides);
  const nth = log.built.length;
  let loadedAt: number | undefined;
  let interrupted = false;
  let watcher: ((logits: Float32Array) => void) | null = null;
  let steered: ((logits: Float32Array) => number) | null = null;
  let lock: Promise<void> = Promise.resolve();
  let holders = 0;

  function checkLoaded(): void {
    if (loadedAt !== device.lost) throw named('ModelNotLoadedError', 'Model not loaded before trying to complete.');
  }

  async function* generate(request: ChatRequest): AsyncGenerator<Chunk> {
    let release: () => void = () => {};
    if (holders > 0) log.overlapped = true;
    const before = lock;
    lock = new Promise((resolve) => {
      release = resolve;
    });
    await before;
    holders += 1;
    try {
      interrupted = false;
      yield* answered(request);
    } finally {
      holders -= 1;
      release();
    }
  }

  async function* answered(request: ChatRequest): AsyncGenerator<Chunk> {
    const asked = readRequest(request);
    const isTest = options.selfTest !== undefined && asked.last.includes('capital of France');
    const call = isTest ? -1 : log.requests.push(request) - 1;
    const promptTokens = request.messages.reduce(
      (sum, { content }) => sum + vocabulary.encode(contentText(content)).length + 3,
      3,
    );
    if (promptTokens > options.contextTokens) {
      throw named(
        'ContextWindowSizeExceededError',
        `Prompt tokens exceed context window size: number of prompt tokens: ${promptTokens}; context window size: ${options.contextTokens}`,
      );
    }
    const format = request.response_format;
    if (format?.type === 'grammar') {
      yield* chosen(request, { asked, promptTokens, call });
      return;
    }
    if (steered !== null) {
      yield* steeredTokens(steered, { request, promptTokens, call });
      return;
    }
    // The real runtime aborts, and nothing is ever heard of the call again.
    if (format?.type === 'json_object' && !isJson(format.schema)) await new Promise(() => {});
    const text = isTest ? (options.selfTest?.text ?? '') : options.answer(asked);
    const tokens = vocabulary.encode(text).map(vocabulary.decode);
    const most = Math.min(request.max_tokens ?? Number.POSITIVE_INFINITY, options.contextTokens - promptTokens);
    const logprob = isTest ? (options.selfTest?.logprob ?? 0) : -0.25;
    let written = 0;
    for (const token of tokens.slice(0, most)) {
      if (interrupted) break;
      // A turn of the event loop, as the GPU takes: an interrupt can come in between.
      await Promise.resolve();
      if (!isTest) await options.onToken?.(call, written);
      if (loadedAt !== device.lost) throw named('ExitStatus', 'Program terminated with exit(1)');
      written += 1;
      const logprobs = request.logprobs === true ? told(token, logprob, request.top_logprobs ?? 0) : null;
      yield { choices: [{ delta: { content: token }, finish_reason: null, logprobs }] };
    }
    const finish = interrupted ? 'abort' : tokens.length > most ? 'length' : 'stop';
    yield { choices: [{ delta: {}, finish_reason: finish }] };
    yield { choices: [], usage: { prompt_tokens: promptTokens, completion_tokens: written } };
  }

  /** Each token is chosen by whoever steers, of the logits of the script behind all that was written. */
  async function* steeredTokens(
    choose: (logits: Float32Array) => number,
    {
      request,
      promptTokens,
      call,
    }: { readonly request: ChatRequest; readonly promptTokens: number; readonly call: number },
  ): AsyncGenerator<Chunk> {
    const written: number[] = [];
    for (let left = request.max_tokens ?? 100; left > 0 && !interrupted; left -= 1) {
      await options.onToken?.(call, written.length);
      if (loadedAt !== device.lost) throw named('ExitStatus', 'Program terminated with exit(1)');
      const token = choose(Float32Array.from([...(options.logits?.(written) ?? []), 1000, 1000]));
      written.push(token);
      if (vocabulary.decode(token) === '<end>') break;
      yield { choices: [{ delta: { content: vocabulary.decode(token) }, finish_reason: null }] };
    }
    yield { choices: [{ delta: {}, finish_reason: interrupted ? 'abort' : 'stop' }] };
    yield { choices: [], usage: { prompt_tokens: promptTokens, completion_tokens: written.length } };
  }

  /** One token of a grammar over options: its alternatives and its logits are those that the weights say. */
  async function* chosen(
    request: ChatRequest,
    { asked, promptTokens, call }: { readonly asked: Asked; readonly promptTokens: number; readonly call: number },
  ): AsyncGenerator<Chunk> {
    await options.onToken?.(call, 0);
    if (loadedAt !== device.lost) throw named('ExitStatus', 'Program terminated with exit(1)');
    const texts = optionsIn(request.response_format);
    const weights = options.weights?.(texts, asked) ?? texts.map(() => 1);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const logits = new Float32Array(1000).fill(-3.4e38);
    // Half of each option's probability is on its whole text, and half on its first character, as with merged and byte tokens.
    for (const [at, text] of texts.entries()) {
      const [head = ''] = [...text];
      const parts = text === head ? [text] : [text, head];
      for (const part of parts) logits[vocabulary.idOf(part)] = Math.log((weights[at] ?? 0) / parts.length) + 3;
    }
    watcher?.(logits);
    const ranked = texts
      .map((token, at) => ({ token, logprob: Math.log((weights[at] ?? 0) / total) }))
      .toSorted((a, b) => b.logprob - a.logprob);
    const [first] = ranked;
    if (first === undefined) throw named('GrammarMatcherInitError', 'Failed to initialize the grammar matcher.');
    const alternatives = [
      ...ranked,
      ...Array.from({ length: 5 }, () => ({ token: '', logprob: Number.NEGATIVE_INFINITY })),
    ];
    const logprobs =
      request.logprobs === true
        ? { content: [{ ...first, top_logprobs: alternatives.slice(0, request.top_logprobs ?? 0) }] }
        : null;
    yield { choices: [{ delta: { content: first.token }, finish_reason: null, logprobs }] };
    yield { choices: [{ delta: {}, finish_reason: 'length' }] };
    yield { choices: [], usage: { prompt_tokens: promptTokens, completion_tokens: 1 } };
  }

  return {
    async reload(modelId: string): Promise<void> {
      log.reloads.push(modelId);
      onProgress({ progress: 0, text: 'Start to fetch params' });
      await options.onReload?.(nth, (progress, text) => onProgress({ progress, text }));
      onProgress({ progress: 1, text: 'Loading GPU shader modules[1/1]: 100% completed' });
      onProgress({ progress: 1, text: 'Finish loading on WebGPU - a device of ours' });
      loadedAt = device.lost;
    },
    chat: {
      completions: {
        async create(request: ChatRequest): Promise<AsyncIterable<Chunk>> {
          checkLoaded();
          return generate(request);
        },
      },
    },
    embeddings: {
      async create({ input }: { readonly model: string; readonly input: readonly (readonly number[])[] }) {
        checkLoaded();
        if (input.some((tokens) => tokens.length === 0)) {
          throw named('EmbeddingInputEmptyError', 'Embedding input cannot be empty string or empty token array.');
        }
        const long = input.find((tokens) => tokens.length > options.contextTokens);
        if (long !== undefined) {
          throw named(
            'EmbeddingExceedContextWindowSizeError',
            `The embedding model you are using only supports up to ${options.contextTokens} context size. However, an input has size ${long.length}.`,
          );
        }
        log.embedded.push(input.length);
        const embed = options.embed ?? wordCounts;
        return { data: input.map((tokens) => ({ embedding: embed(tokens.map(vocabulary.decode).join('')) })) };
      },
    },
    interruptGenerate(): void {
      interrupted = true;
    },
    async unload(): Promise<void> {
      log.unloads.push(id);
      loadedAt = undefined;
    },
    tokens(_id: string, text: string): readonly number[] {
      checkLoaded();
      return vocabulary.encode(text);
    },
    tokenText: (_id: string, token: number) => vocabulary.decode(token),
    text: (_id: string, tokens: readonly number[]) => tokens.map(vocabulary.decode).join(''),
    vocabularySize: () => options.vocabulary?.length ?? vocabulary.size(),
    async resetChat(): Promise<void> {
      checkLoaded();
      readTokens = [];
      log.resets += 1;
    },
    async forward(_id: string, tokens: readonly number[], isPrefill: boolean): Promise<void> {
      checkLoaded();
      if (holders > 0) log.overlapped = true;
      holders += 1;
      try {
        await options.onToken?.(log.forwards.length, readTokens.length);
        if (loadedAt !== device.lost) throw named('ExitStatus', 'Program terminated with exit(1)');
        // As the real one, which looks at neither.
        if (isPrefill !== (readTokens.length === 0))
          throw new Error('Expected a prefill, and one alone, behind a reset.');
        readTokens = [...readTokens, ...tokens];
        log.forwards.push(tokens);
        const logits = options.logits?.(readTokens) ?? new Array<number>(vocabulary.size()).fill(0);
        // Padded, as models are.
        watcher?.(Float32Array.from([...logits, 1000, 1000]));
      } finally {
        holders -= 1;
      }
    },
    readsImages: () => options.readsImages === true,
    steer(_id: string, choose: ((logits: Float32Array) => number) | null): void {
      steered = choose;
    },
    watchLogits(_id: string, read: ((logits: Float32Array) => void) | null): void {
      watcher = read;
    },
  };
}

/** Tokens of up to four letters, a blank in front included; ids in order of first use. */
function createVocabulary(knowsClassToken: boolean) {
  const ids = new Map<string, number>();
  const texts: string[] = [];
  const idOf = (text: string): number => {
    const known = ids.get(text);
    if (known !== undefined) return known;
    ids.set(text, texts.length);
    return texts.push(text) - 1;
  };
  const pattern = knowsClassToken ? /\[CLS\]|\[SEP\]|\s?\w{1,4}|\s|[^\w\s]/gu : /\s?\w{1,4}|\s|[^\w\s]/gu;
  return {
    idOf,
    size: () => texts.length,
    encode: (text: string): readonly number[] => (text.match(pattern) ?? []).map(idOf),
    decode: (id: number): string => texts[id] ?? '',
  };
}

function contentText(content: MessageContent): string {
  if (typeof content === 'string') return content;
  return content.map((part) => (part.type === 'text' ? part.text : '[image]')).join(' ');
}

function readRequest({ messages, response_format: format, seed, max_tokens }: ChatRequest): Asked {
  return {
    text: messages.map(({ content }) => contentText(content)).join('\n\n'),
    last: contentText(messages.at(-1)?.content ?? ''),
    schema: format?.type === 'json_object' && isJson(format.schema) ? JSON.parse(format.schema) : undefined,
    seed,
    maxTokens: max_tokens,
  };
}

function optionsIn(format: ChatRequest['response_format']): readonly string[] {
  if (format?.type !== 'grammar') return [];
  const [, body] = /^root ::= (.+)$/s.exec(format.grammar) ?? [];
  if (body === undefined) throw named('GrammarMatcherInitError', 'Failed to initialize the grammar matcher.');
  return JSON.parse(`[${body.replaceAll('" | "', '", "')}]`);
}

function told(token: string, logprob: number, alternatives: number): { readonly content: readonly Logprob[] } {
  // As the real one: without alternatives nothing is told at all.
  if (alternatives === 0) return { content: [] };
  const others = Array.from({ length: alternatives - 1 }, (_, at) => ({ token: `?${at}`, logprob: logprob - 1 - at }));
  return { content: [{ token, logprob, top_logprobs: [{ token, logprob }, ...others] }] };
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}

/** Of every word by its letters, in 64 buckets; never zero. */
function wordCounts(text: string): readonly number[] {
  const counts = new Array<number>(64).fill(0);
  counts[0] = 0.5;
  for (const word of text.toLowerCase().match(/[a-z]+/g) ?? []) {
    const bucket = [...word].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 63, 7) + 1;
    counts[bucket] = (counts[bucket] ?? 0) + 3;
  }
  return counts;
}

function named(name: string, message: string): Error {
  const error = new Error(message);
  error.name = name;
  return error;
}
