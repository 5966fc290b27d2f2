/** What Evaluate shows of a scored text; all in float64. Source: EleutherAI's lm-evaluation-harness, for what counts to the completion. */
export interface ScoreFigures {
  /** l = Σ ln P(tᵢ | prompt, t₁…tᵢ₋₁); 0 or less. */
  readonly logprob: number;
  readonly tokens: number;
  /** Unicode code points. */
  readonly characters: number;
  /** In UTF-8. */
  readonly bytes: number;
  /** −l; 0 or more, and never −0. */
  readonly logPerplexity: number;
  readonly perToken: number;
  readonly perCharacter: number;
  /** −l / (ln 2 · bytes): compares models of different tokenizers. */
  readonly bitsPerByte: number;
  /** Every token has the greatest logit of its step; a tie counts. */
  readonly greedy: boolean;
  /** Of them, how many have it. */
  readonly greedyTokens: number;
  /** The likeliest token of each step. */
  readonly argmaxCompletion: string;
}
