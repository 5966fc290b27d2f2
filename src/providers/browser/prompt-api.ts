/**
 * As much as we use of the Prompt API (webmachinelearning.github.io/prompt-api), which a window has and no worker. The last members of
 * a session were renamed in 2026, so a browser has them under one name or the other. Temperature and the like are for extensions alone.
 */
export interface PromptApi {
  availability(options: ExpectedLanguages): Promise<string>;
  /** Needs a press of the user when something has to be downloaded first. */
  create(options: SessionOptions): Promise<PromptSession>;
}

interface SessionOptions extends ExpectedLanguages {
  readonly initialPrompts?: readonly PromptMessage[];
  readonly signal?: AbortSignal;
  readonly monitor?: (monitor: EventTarget) => void;
}

export interface PromptSession {
  promptStreaming(input: readonly PromptMessage[], options: PromptOptions): ReadableStream<string>;
  destroy(): void;
  measureContextUsage?(input: readonly PromptMessage[], options: PromptOptions): Promise<number>;
  measureInputUsage?(input: readonly PromptMessage[], options: PromptOptions): Promise<number>;
  readonly contextUsage?: number;
  readonly inputUsage?: number;
  readonly contextWindow?: number;
  readonly inputQuota?: number;
}

export interface PromptMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
  /** Of a last message of the assistant: the answer goes on behind it. */
  readonly prefix?: true;
}

export interface PromptOptions {
  readonly signal: AbortSignal;
  /** A JSON schema. It is put into the prompt as well, and its tokens count. */
  readonly responseConstraint?: object;
}

export interface ExpectedLanguages {
  readonly expectedInputs: readonly { readonly type: 'text'; readonly languages: readonly string[] }[];
  readonly expectedOutputs: readonly { readonly type: 'text'; readonly languages: readonly string[] }[];
}

/**
 * English, which the texts that we send are in; the author's may be in another language. `availability` is asked about the same, or
 * its answer would be about something else than `create` does.
 */
export const expectedLanguages: ExpectedLanguages = {
  expectedInputs: [{ type: 'text', languages: ['en'] }],
  expectedOutputs: [{ type: 'text', languages: ['en'] }],
};

/** Undefined where `scope`, a window, has no such thing. */
export function promptApiOf(scope: object): PromptApi | undefined {
  const api: unknown = Reflect.get(scope, 'LanguageModel');
  if (typeof api !== 'function' && (typeof api !== 'object' || api === null)) return undefined;
  const offers = (name: string) => typeof Reflect.get(api, name) === 'function';
  // Both of its functions are there; what they answer is looked at where they are called.
  return offers('availability') && offers('create') ? (api as PromptApi) : undefined;
}
