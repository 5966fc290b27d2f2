/** Which model answers. New providers are new variants. */
export type ModelRef =
  | { readonly provider: 'practice' }
  | { readonly provider: 'gemini'; readonly id: string }
  /** On this device's GPU. `id` is a `LocalModel`'s. */
  | { readonly provider: 'webllm'; readonly id: string }
  /** Whatever speaks the OpenAI way at the URL of Settings. */
  | { readonly provider: 'server'; readonly id: string }
  /** The model that comes with the browser (Chrome's `LanguageModel`). */
  | { readonly provider: 'browser' };

export const practiceModel: ModelRef = { provider: 'practice' };

/** The name on every screen and in every option list, fixed by the UI contract. */
export function modelName(ref: ModelRef): string {
  switch (ref.provider) {
    case 'practice':
      return 'Practice model (built in)';
    case 'gemini':
      return `Gemini: ${ref.id}`;
    case 'webllm':
      return `Local: ${ref.id}`;
    case 'server':
      return `Server: ${ref.id}`;
    case 'browser':
      return 'Browser: built-in model';
  }
}

/** A stable key: equal for equal refs, different for different ones. */
export function modelKey(ref: ModelRef): string {
  switch (ref.provider) {
    case 'practice':
    case 'browser':
      return ref.provider;
    case 'gemini':
    case 'webllm':
    case 'server':
      return `${ref.provider}/${ref.id}`;
  }
}

/** Whether every text for it stays on this device. A server is another program, also on localhost: it may pass texts on. */
export function staysOnDevice(ref: ModelRef): boolean {
  return ref.provider === 'practice' || ref.provider === 'webllm' || ref.provider === 'browser';
}
