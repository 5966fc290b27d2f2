/** What the author said of a response. */
export type Feedback =
  | { readonly kind: 'kudos'; readonly text: string; readonly quote?: string }
  | { readonly kind: 'critique'; readonly text: string; readonly quote?: string }
  /** `text` is the corrected response. */
  | { readonly kind: 'rewrite'; readonly text: string };

export type FeedbackKind = Feedback['kind'];
