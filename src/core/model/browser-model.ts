/**
 * Whether the model that a browser brings along can answer: at once, after a download of its own, not on this device, or (`absent`)
 * it knows no such thing. Source: `LanguageModel.availability()` of the Prompt API.
 */
export type BrowserModelAvailability = 'available' | 'downloadable' | 'downloading' | 'unavailable' | 'absent';

/** One question to it: the last turn is the user's. */
export interface BrowserQuestion {
  readonly system?: string | undefined;
  readonly turns: readonly { readonly role: 'user' | 'assistant'; readonly content: string }[];
  /** What the answer begins with; it goes on behind it. */
  readonly prefix?: string | undefined;
  /** A JSON schema that the answer follows. */
  readonly constraint?: object | undefined;
}
