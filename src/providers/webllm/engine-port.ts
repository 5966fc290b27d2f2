/**
 * The part of WebLLM's `MLCEngine` that we use, in its own words, so that a test gives an engine of its own; and, beside it, what we
 * need of the tokenizer and of the first token's logits. One engine holds one model.
 */
export interface EnginePort {
  /** Loads the model of the setup. */
  reload(modelId: string): Promise<void>;
  readonly chat: {
    readonly completions: { create(request: ChatRequest): Promise<AsyncIterable<ChatChunk>> };
  };
  readonly embeddings: { create(request: EmbeddingRequest): Promise<EmbeddingResponse> };
  /** Ends the streamed call that is under way after its present token. It is sticky: see `ChatRequest.stream`. */
  interruptGenerate(): void;
  /** Gives the GPU memory back. */
  unload(): Promise<void>;
  /** With the loaded model's own tokenizer, nothing added. */
  tokens(modelId: string, text: string): readonly number[];
  /** A token as text; empty for one that stands for no text. */
  tokenText(modelId: string, token: number): string;
  /**
   * From now on shows `read` the logits of every step, after the grammar's mask (what it forbids is hugely negative) and before
   * temperature and penalties; null: no more. It costs a copy of the whole vocabulary per token. The array is the engine's: it is not
   * to be written into, nor kept.
   */
  watchLogits(modelId: string, read: ((logits: Float32Array) => void) | null): void;
  /**
   * From now on every token is the one that `choose` gives, of the same logits as `watchLogits` shows, whatever the request says of
   * sampling; null: no more. What it throws ends the call.
   */
  steer(modelId: string, choose: ((logits: Float32Array) => number) | null): void;
  /** Whether the loaded model takes images in the messages of the user (`getSupportedInputKinds`). */
  readsImages(modelId: string): boolean;
  /** Several tokens as text; partial characters as U+FFFD. */
  text(modelId: string, tokens: readonly number[]): string;
  /** Of the tokenizer: ids go from 0 up to, not including, it. The logits may be more, padded. */
  vocabularySize(modelId: string): number;
  /** Forgets the conversation, and all tokens that were read. */
  resetChat(modelId: string): Promise<void>;
  /**
   * Reads these tokens behind all that were read since `resetChat`, and shows the logits of what comes next to whoever watches. It takes
   * no lock, adds no begin token, and does not look whether they fit the context: all that is the caller's. `isPrefill`: several at once.
   */
  forward(modelId: string, tokens: readonly number[], isPrefill: boolean): Promise<void>;
}

/** Builds an engine for one model; nothing is loaded before `reload`. */
export type EngineFactory = (setup: EngineSetup) => EnginePort;

interface EngineSetup {
  readonly record: EngineRecord;
  readonly onProgress: (progress: EngineProgress) => void;
}

/** `InitProgressReport`: `text` is the only place that says what is being loaded. */
interface EngineProgress {
  /** 0 to 1. */
  readonly progress: number;
  readonly text: string;
}

/** `ModelRecord`, with addresses that only `storedCaches` answers. */
export interface EngineRecord {
  readonly model: string;
  readonly model_id: string;
  readonly model_lib: string;
  readonly model_type: 'chat' | 'embedding';
  readonly required_features: readonly string[];
  readonly model_manifest?: string;
  readonly overrides?: EngineOverrides;
}

/** Of `ChatConfig`: what is set here takes the place of what the model's own file says. */
export interface EngineOverrides {
  readonly context_window_size: number;
  readonly sliding_window_size?: -1;
  readonly temperature?: number;
  readonly top_p?: number;
  readonly repetition_penalty?: number;
  readonly presence_penalty?: number;
  readonly frequency_penalty?: number;
}

export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** One text at most, wherever it stands: the engine puts the images before it. */
export interface ImageMessage {
  readonly role: 'user';
  readonly content: readonly (
    | { readonly type: 'text'; readonly text: string }
    /** A data URL. */
    | { readonly type: 'image_url'; readonly image_url: { readonly url: string } }
  )[];
}

export interface ChatRequest {
  readonly model: string;
  readonly messages: readonly (ChatMessage | ImageMessage)[];
  /** Always: an interrupt lingers in the engine, and a call that is not streamed would then return an empty text at once. */
  readonly stream: true;
  readonly stream_options: { readonly include_usage: true };
  readonly temperature?: number;
  /** Above 0. */
  readonly top_p?: number;
  readonly max_tokens?: number;
  readonly presence_penalty?: number;
  readonly frequency_penalty?: number;
  readonly repetition_penalty?: number;
  readonly seed?: number;
  readonly logprobs?: true;
  /** 1 to 5: without at least one, no log-probability is reported at all. */
  readonly top_logprobs?: number;
  readonly response_format?:
    | { readonly type: 'json_object'; readonly schema: string }
    | { readonly type: 'grammar'; readonly grammar: string };
  readonly extra_body?: { readonly enable_thinking: false };
}

export interface ChatChunk {
  /** Empty in the last chunk, which has the usage. */
  readonly choices: readonly ChatChoice[];
  readonly usage?: ChatUsage | undefined;
}

export interface ChatChoice {
  readonly delta: { readonly content?: string | null };
  readonly finish_reason: string | null;
  readonly logprobs?: { readonly content: readonly ChatLogprob[] | null } | null;
}

/** Natural logarithms, after temperature and the grammar's mask. */
export interface ChatLogprob {
  readonly token: string;
  readonly logprob: number;
  readonly top_logprobs: readonly { readonly token: string; readonly logprob: number }[];
}

export interface ChatUsage {
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
}

interface EmbeddingRequest {
  readonly model: string;
  /** Tokens of each text; none empty. */
  readonly input: readonly (readonly number[])[];
}

interface EmbeddingResponse {
  /** Not normalised. */
  readonly data: readonly { readonly embedding: readonly number[] }[];
}
